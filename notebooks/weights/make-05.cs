#:project ../../lib/Course/Course.csproj
#:property PublishAot=false
// Makes the weights of lecture 05 in this folder: `dotnet run -c Release make-05.cs`. The training is that of the lecture's standard profile.
// MNIST's are made when MNIST is at hand (see datasets/README.md).
using Course.Data;
using Course.Lectures;
using Course.Metrics;

List<DigitImages> datasets = [GlyphDigits.Draw(60_000, split: Split.Train).Images];
if (Mnist.TryLoad(Split.Train, out var mnist)) datasets.Add(mnist);
foreach (var digits in datasets)
{
    using var images = digits.ToTensor();
    using var labels = digits.LabelsToTensor();
    using var judge = DigitClassifier.Train(images, labels, epochs: 2, seed: 0);
    Pretrained.Save(judge, ".", "05-judge", digits.Name);
}
