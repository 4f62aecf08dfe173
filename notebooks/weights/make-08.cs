#:project ../../lib/Course/Course.csproj
#:property PublishAot=false
// Makes the weights of lecture 08 in this folder: `dotnet run -c Release make-08.cs`, or `… make-08.cs 08-beta` for those models alone
// whose names begin so. Each training is that of the lecture's standard profile. MNIST's are made when MNIST is at hand (see datasets/README.md).
using Course.Data;
using Course.Data.Transforms;
using Course.Information;
using Course.Lectures;
using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

const int Levels = 8;
var wanted = args.FirstOrDefault() ?? "08-";

void Make<M>(string name, string data, Tensor items, Func<M> make, Func<M, Tensor, LossTerms> loss, int epochs = 5) where M : nn.Module
{
    if (!name.StartsWith(wanted, StringComparison.Ordinal)) return;
    Console.WriteLine($"{name}, {data}");
    manual_seed(0);
    using var model = make();
    new Trainer(model, optim.Adam(model.parameters()), new TrainingProgress(), new LearningRateDecay(2e-3))
        .Fit(new Batches(items, batchSize: 64, seed: 0), epochs, x => loss(model, x));
    Pretrained.Save(model, ".", name, data);
}

LossTerms Averaged(VariationalAutoencoder vae, Tensor x)
{
    var (mu, logvar) = vae.Encode(x);
    var reconstruction = binary_cross_entropy_with_logits(vae.Decode(DiagonalGaussian.Reparameterize(mu, logvar)), x);
    var kl = KlDivergence.GaussianToStandardNormal(mu, logvar);
    return new(reconstruction + kl, ("reconstruction", reconstruction), ("KL", kl));
}

List<DigitImages> datasets = [GlyphDigits.Draw(20_000).Images];
if (Mnist.TryLoad(Split.Train, out var mnist)) datasets.Add(mnist.Take(20_000));
foreach (var digits in datasets)
{
    using var grey = digits.ToTensor();
    using var coarse = GreyLevels.Round(grey, Levels);
    void Family(string name, Tensor items, Func<Likelihood> family) =>
        Make(name, digits.Name, items, () => new VariationalAutoencoder(784, [128], 16, family()), (vae, x) => vae.Loss(x));
    void Dequantized(string name, Func<Dequantizer> dequantizer) => Make(
        name, digits.Name, coarse,
        () => new DequantizedModel(new VariationalAutoencoder(784, [128], 16, GaussianLikelihood.PerValue()), dequantizer()), (model, x) => model.Loss(x));

    Family("08-sigma-one", grey, () => GaussianLikelihood.Fixed(1));
    Family("08-sigma-tenth", grey, () => GaussianLikelihood.Fixed(0.1));
    Family("08-sigma-learnt", grey, () => GaussianLikelihood.Shared(sigma: 0.2));
    Family("08-categorical", coarse, () => new CategoricalLikelihood(Levels));
    Family("08-logistic", coarse, () => new DiscretizedLogisticLikelihood(Levels));
    Family("08-spiky", coarse, () => GaussianLikelihood.PerValue(floor: 1e-3));
    Dequantized("08-uniform", () => new UniformDequantizer(Levels));
    Dequantized("08-variational", () => new VariationalDequantizer(784, Levels));
    Family("08-bernoulli", grey, () => new BernoulliLikelihood());
    Make("08-averaged", digits.Name, grey, () => new VariationalAutoencoder(784, [128], 16), Averaged);
}

using var glyphs = GlyphDigits.Draw(20_000).Images.ToTensor();
foreach (double beta in (double[])[0.25, 1, 4, 16])
    Make($"08-beta-digits-{beta}", GlyphDigits.Name, glyphs, () => new VariationalAutoencoder(784, [128], 10), (vae, x) => new BetaVae(beta).Loss(vae, x));

using var solids = avg_pool2d(new Grayscale().Apply(Solids.Draw(20_000).Images.ToTensor()), 2).flatten(1);
foreach (double beta in (double[])[0.25, 1, 4, 16])
    Make(
        $"08-beta-solids-{beta}", Solids.Name, solids, () => new VariationalAutoencoder(256, [256, 64], 6, GaussianLikelihood.Fixed(0.1)),
        (vae, x) => new BetaVae(beta).Loss(vae, x), epochs: 20);
