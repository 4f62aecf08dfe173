#:project ../../lib/Course/Course.csproj
#:property PublishAot=false
// Makes the weights of lecture 07 in this folder: `dotnet run -c Release make-07.cs`. Each training is that of the lecture's standard profile.
// MNIST's are made when MNIST is at hand (see datasets/README.md).
using Course.Data;
using Course.Lectures;
using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

List<DigitImages> datasets = [GlyphDigits.Draw(60_000, split: Split.Train).Images];
if (Mnist.TryLoad(Split.Train, out var mnist)) datasets.Add(mnist);
foreach (var digits in datasets)
{
    using var images = digits.ToTensor();
    foreach (var latents in new[] { 20, 2 })
    {
        manual_seed(0);
        using var vae = new VariationalAutoencoder(latents: latents);
        new Trainer(vae, optim.Adam(vae.parameters(), lr: 1e-3), new TrainingProgress())
            .Fit(new Batches(images, batchSize: 128, seed: 0), epochs: 10, vae.Loss);
        Pretrained.Save(vae, ".", $"07-vae-{latents}", digits.Name);
    }
}
