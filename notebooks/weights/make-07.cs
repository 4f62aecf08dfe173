#:project ../../lib/Course/Course.csproj
#:property PublishAot=false
// Makes the weights of lecture 07 in this folder: `dotnet run -c Release make-07.cs`. Each training is that of the lecture's standard profile.
// MNIST's are made when MNIST is at hand (see datasets/README.md).
using Course.Autoencoders;
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
        Train(vae, $"07-vae-{latents}", epochs: 10, lr: 1e-3, vae.Loss);

        // That of lecture 05, for comparison.
        manual_seed(0);
        using var plain = new UndercompleteAutoencoder(784, [256], latents);
        Train(plain, $"07-ae-{latents}", epochs: 4, lr: 2e-3, plain.Loss);
    }

    void Train(nn.Module model, string name, int epochs, double lr, Func<Tensor, LossTerms> loss)
    {
        using var optimizer = optim.Adam(model.parameters(), lr);
        new Trainer(model, optimizer, new TrainingProgress()).Fit(new Batches(images, batchSize: 128, seed: 0), epochs, loss);
        Pretrained.Save(model, ".", name, digits.Name);
    }
}
