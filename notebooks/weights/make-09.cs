#:project ../../lib/Course/Course.csproj
#:property PublishAot=false
// Makes the weights of lecture 09 in this folder: `dotnet run -c Release make-09.cs`. Each training is that of the lecture's standard
// profile. MNIST's are made when MNIST is at hand (see datasets/README.md).
using Course.Data;
using Course.Lectures;
using Course.Metrics;
using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

void Fit(nn.Module model, double rate, Batches batches, int epochs, Func<Tensor, LossTerms> loss) =>
    new Trainer(model, optim.Adam(model.parameters()), new TrainingProgress(), new LearningRateDecay(rate)).Fit(batches, epochs, loss);

List<DigitImages> datasets = [GlyphDigits.Draw(60_000, split: Split.Train).Images];
if (Mnist.TryLoad(Split.Train, out var mnist)) datasets.Add(mnist);
foreach (var digits in datasets)
{
    using Tensor images = digits.ToTensor(), labels = digits.LabelsToTensor(), rows = arange(digits.Count);
    manual_seed(0);
    using var vae = new VariationalAutoencoder(784, hidden: 400, latents: 3);
    Fit(vae, 3e-3, new Batches(rows, batchSize: 128, seed: 0), epochs: 5, r => vae.Loss(images[r]));
    Pretrained.Save(vae, ".", "09-vae", digits.Name);

    manual_seed(0);
    using var cvae = new ConditionalVae(784, classes: 10, hidden: 400, latents: 3);
    Fit(cvae, 3e-3, new Batches(rows, batchSize: 128, seed: 0), epochs: 5, r => cvae.Loss(cvae.Join(images[r], labels[r])));
    Pretrained.Save(cvae, ".", "09-cvae", digits.Name);

    // M1 is the autoencoder of lecture 07.
    using var coder = new VariationalAutoencoder(784, hidden: 400, latents: 20);
    Pretrained.Load(coder, ".", "07-vae-20", digits.Name);
    Tensor mu, logvar;
    using (no_grad()) (mu, logvar) = coder.Encode(images);
    Tensor DrawCodes(Tensor r) => DiagonalGaussian.Reparameterize(mu[r], logvar[r]);
    using var generator = new Generator(0);
    using var order = randperm(digits.Count, generator: generator);
    using var shuffled = labels[order];
    using var few = cat([.. Enumerable.Range(0, 10).Select(digit => order[shuffled.eq(digit).nonzero().squeeze(1)[..10]])]);
    using var fewLabels = labels[few];
    manual_seed(0);
    using var m2 = new SemiSupervisedVae(
        new ConditionalVae(20, 10, 256, latents: 10, GaussianLikelihood.PerValue(0.1)), new PerceptronClassifier(20, hidden: 256));
    Fit(m2, 3e-3, new Batches(rows, batchSize: 200, seed: 0), epochs: 4, r => m2.Loss(DrawCodes(r), DrawCodes(few), fewLabels, alpha: 1));
    Pretrained.Save(m2, ".", "09-m2", digits.Name);
}

var drawn = Faces.Draw(4000);
using var factors = drawn.FactorsToTensor();
using var faces = FaceReader.Middle(Faces.Draw([.. drawn.Factors.ToArray().Select(face => face with { Person = 1 })]).ToTensor());
using var reader = FaceReader.Train(faces, factors, epochs: 10, seed: 0);
Pretrained.Save(reader, ".", "09-face-reader", Faces.Name);

manual_seed(0);
using var faceVae = VariationalAutoencoder.Convolutional(
    channels: 3, side: 32, latents: 16, width: 16, levels: 3, GaussianLikelihood.Shared(0.2), normalized: true);
Fit(faceVae, 3e-3, new Batches(faces, batchSize: 32, seed: 0), epochs: 60, faceVae.Loss);
Pretrained.Save(faceVae, ".", "09-faces", Faces.Name);
