#:project ../../lib/Course/Course.csproj
#:property PublishAot=false
// Makes the weights of lecture 08b in this folder: `dotnet run -c Release make-08b.cs`. Each training is that of the lecture's standard
// profile. MNIST's are made when MNIST is at hand (see datasets/README.md). `… make-08b.cs patient` makes those of the full profile, 20 minutes on two cores.
using Course.Data;
using Course.Lectures;
using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

if (args is ["patient"])
{
    manual_seed(0);
    using var patient = VariationalAutoencoder.Convolutional(latents: 50, width: 32);
    using var squares = Mnist.Load(Split.Train).ToTensor().view(-1, 1, 28, 28);
    Train(patient, new BetaVae(1), squares, epochs: 80, rate: 2e-3, Binarization.Draw);
    Train(patient, new Iwae(5), squares, epochs: 12, rate: 1e-3, Binarization.Draw);
    Pretrained.Save(patient, ".", "08-patient", "MNIST");
    return;
}

List<DigitImages> datasets = [GlyphDigits.Draw(60_000, split: Split.Train).Images];
if (Mnist.TryLoad(Split.Train, out var mnist)) datasets.Add(mnist);
foreach (var digits in datasets)
{
    using var images = digits.ToTensor();
    manual_seed(0);
    using var vae = new VariationalAutoencoder(784, [200, 200], 50);
    Train(vae, new Iwae(5), images, epochs: 6, rate: 2e-3, Binarization.Draw);
    Pretrained.Save(vae, ".", "08-iwae", digits.Name);

    using var small = nn.functional.avg_pool2d(images[..20_000].view(-1, 1, 28, 28), 4).view(-1, 49).gt(0.3).to(float32);
    Collapse("plain", () => Strong(), new BetaVae(1));
    Collapse("weak", () => Strong(hidden: 8), new BetaVae(1));
    Collapse("blind", () => new VariationalAutoencoder(49, [200], 4), new BetaVae(1));
    Collapse("annealing", () => Strong(), new KlAnnealing(471));
    Collapse("free-bits", () => Strong(), new FreeBits(0.5));
    Collapse("constant-rate", () => Strong(), new ConstantRate(3, Gamma: 2));
    Collapse("delta", () => new DeltaVae(49, [200], 4, rate: 2, new AutoregressiveLikelihood(49, 1000)), new BetaVae(1));
    Collapse("dropout", () => Strong(dropout: 0.8), new BetaVae(1));
    Collapse("aggressive", () => Strong(), new BetaVae(1), model => new AggressiveEncoder(model, encoderSteps: 5, until: 314));

    void Collapse(string name, Func<VariationalAutoencoder> make, IObjective objective, Func<VariationalAutoencoder, TrainingCallback>? callback = null)
    {
        manual_seed(0);
        using var model = make();
        Train(model, objective, small, epochs: 4, rate: 8e-3, x => x, callback?.Invoke(model));
        Pretrained.Save(model, ".", $"08-collapse-{name}", digits.Name);
    }
}

static VariationalAutoencoder Strong(double dropout = 0, int hidden = 1000) => new(49, [200], 4, new AutoregressiveLikelihood(49, hidden, dropout));

static void Train(VariationalAutoencoder model, IObjective objective, Tensor items, int epochs, double rate, Func<Tensor, Tensor> draw,
    TrainingCallback? callback = null)
{
    List<TrainingCallback> callbacks = [new TrainingProgress(), new LearningRateDecay(rate)];
    if (callback is not null) callbacks.Add(callback);
    if (objective is TrainingCallback schedule) callbacks.Add(schedule);
    using var adam = optim.Adam(model.parameters(), lr: rate);
    new Trainer(model, adam, [.. callbacks]).Fit(new Batches(items, 128, seed: 0), epochs, x => objective.Loss(model, draw(x)));
}
