#:project ../../lib/Course/Course.csproj
#:property PublishAot=false
// Makes the weights of lecture 09b in this folder: `dotnet run -c Release make-09b.cs`. Each training is that of the lecture's standard
// profile. MNIST's are made when MNIST is at hand (see datasets/README.md).
using Course.Data;
using Course.Lectures;
using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

const long seed = 0;
int[] hidden = [200, 100, 50, 50], latents = [32, 16, 8, 4];

void Fit(LatentVariableModel model, Tensor images, int batchSize, int epochs, double rate, string name, string dataset, Func<Tensor, double, LossTerms> loss)
{
    var trainer = new Trainer(model, optim.Adam(model.parameters()), new TrainingProgress(), new LearningRateDecay(rate));
    trainer.Fit(new Batches(images.view([-1, .. model.ItemShape]), batchSize, seed), epochs,
        x => loss(x, Math.Min(1, 2.0 * trainer.Step / trainer.TotalSteps)));
    Pretrained.Save(model, ".", name, dataset);
}

List<DigitImages> datasets = [GlyphDigits.Draw(60_000, split: Split.Train).Images];
if (Mnist.TryLoad(Split.Train, out var mnist)) datasets.Add(mnist);
foreach (var digits in datasets)
{
    using var images = digits.ToTensor();
    foreach (var (ladder, warm) in new[] { (false, false), (false, true), (true, false), (true, true) })
    {
        manual_seed(seed);
        using LatentHierarchy model = ladder ? new LadderVae(784, hidden, latents) : new HierarchicalVae(784, hidden, latents);
        Fit(model, images, batchSize: 128, epochs: 5, rate: 2e-3, $"09-{(ladder ? "ladder" : "plain")}{(warm ? "-warm" : "")}", digits.Name,
            (x, beta) => model.Bound(Binarization.Draw(x)).ToLoss(warm ? beta : 1));
    }
}

using var glyphs = GlyphDigits.Draw(20_000, split: Split.Train).Images.ToTensor();
manual_seed(seed);
using var nvae = new Nvae(width: 24, latents: 2, groups: [2, 2], spectralWeight: 0.1);
Fit(nvae, glyphs, batchSize: 64, epochs: 3, rate: 3e-3, "09-nvae", GlyphDigits.Name, nvae.Loss);
manual_seed(seed);
using var flat = new VariationalAutoencoder(784, hidden: 200, latents: 20);
Fit(flat, glyphs, batchSize: 64, epochs: 3, rate: 3e-3, "09-flat", GlyphDigits.Name, (x, _) => flat.Loss(x));
