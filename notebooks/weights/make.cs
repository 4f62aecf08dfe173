#:project ../../lib/Course/Course.csproj
#:property PublishAot=false
// Makes the weights in this folder: `dotnet run -c Release make.cs`. MNIST's are made when MNIST is at hand (see datasets/README.md).
using Course.Data;
using Course.Lectures;
using Course.Metrics;
using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

List<DigitImages> datasets = [GlyphDigits.Draw(60_000, split: Split.Train).Images];
if (Mnist.TryLoad(Split.Train, out var mnist)) datasets.Add(mnist);
foreach (var digits in datasets)
{
    using var images = digits.ToTensor();
    using var labels = digits.LabelsToTensor();
    using var judge = DigitClassifier.Train(images, labels, epochs: 2, seed: 0);
    Pretrained.Save(judge, ".", "05-judge", digits.Name);
    foreach (var latents in new[] { 20, 2 })
    {
        // What lecture 07 does in its standard profile.
        manual_seed(0);
        using var vae = new VariationalAutoencoder(latents: latents);
        new Trainer(vae, optim.Adam(vae.parameters(), lr: 1e-3), new TrainingProgress())
            .Fit(new Batches(images, batchSize: 128, seed: 0), epochs: 10, x => Elbo.Bernoulli(vae, x));
        Pretrained.Save(vae, ".", $"07-vae-{latents}", digits.Name);
    }
}
