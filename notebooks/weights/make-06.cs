#:project ../../lib/Course/Course.csproj
#:property PublishAot=false
// Makes the weights of lecture 06 in this folder: `dotnet run -c Release make-06.cs`. Each training is that of the lecture's standard profile.
// MNIST's are made when MNIST is at hand (see datasets/README.md).
using Course.Autoencoders;
using Course.Data;
using Course.Data.Transforms;
using Course.Lectures;
using Course.Training;
using TorchSharp;
using static TorchSharp.torch;

void Train(nn.Module model, double rate, Batches batches, int epochs, Func<Tensor, LossTerms> loss) =>
    new Trainer(model, optim.Adam(model.parameters()), new TrainingProgress(), new LearningRateDecay(rate)).Fit(batches, epochs, loss);

List<DigitImages> datasets = [GlyphDigits.Draw(60_000, split: Split.Train).Images];
if (Mnist.TryLoad(Split.Train, out var mnist)) datasets.Add(mnist);
foreach (var digits in datasets)
{
    using var images = digits.ToTensor();
    foreach (var latents in new[] { 8, 16, 32 })
    {
        manual_seed(0);
        using var coder = new UndercompleteAutoencoder(784, [256], latents);
        Train(coder, 3e-3, new Batches(images, batchSize: 128, seed: 0), epochs: 5, coder.Loss);
        Pretrained.Save(coder, ".", $"06-code-{latents}", digits.Name);
    }
    var spoil = Corruption.AnyOf(Corruption.Gaussian(0.4), Corruption.SaltAndPepper(0.3), Corruption.Masking(0.5));
    manual_seed(0);
    using var denoiser = new UNet(inputs: 1, outputs: 1, width: 16, levels: 2);
    Train(denoiser, 5e-3, new Batches(images.view(-1, 1, 28, 28), batchSize: 64, seed: 0), epochs: 2,
        x => new(Autoencoder.SquaredError(denoiser.call(spoil(x)), x)));
    Pretrained.Save(denoiser, ".", "06-denoiser", digits.Name);
}

var (summer, winter) = Seasons.DrawPairs(1500);
using var painted = cat([Faces.Draw(1500).Images.ToTensor(), summer.ToTensor(), winter.ToTensor()]);
manual_seed(0);
using var colourist = new UNet(inputs: 1, outputs: 2, width: 16, levels: 3);
Train(colourist, 5e-3, new Batches(painted, batchSize: 32, seed: 0), epochs: 8,
    x => new(Autoencoder.SquaredError(colourist.call(new Grayscale().Apply(x)), LumaChroma.Chroma(x))));
Pretrained.Save(colourist, ".", "06-colourist", "faces and seasons");
