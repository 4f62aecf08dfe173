using Course.Data;
using Course.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Metrics;

/// <summary>
/// A small convolutional classifier of 28 × 28 digits, the judge of drawn ones: a picture that it is unsure of is hardly a digit. Reaches 98 % and more in
/// one or two passes over the data.
/// </summary>
public sealed class DigitClassifier : nn.Module<Tensor, Tensor>
{
    private readonly Sequential _layers;

    /// <summary>Conv 5 × 5 (16) – pool – conv 5 × 5 (32) – pool – 128 – 10.</summary>
    public DigitClassifier() : base(nameof(DigitClassifier))
    {
        _layers = nn.Sequential(
            nn.Conv2d(1, 16, 5, 1, 2), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 5, 1, 2), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(32 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, 10));
        register_module("layers", _layers);
    }

    /// <summary>Logits of the ten digits.</summary>
    /// <param name="input">[N, 784] or [N, 1, 28, 28], values in [0, 1].</param>
    /// <returns>[N, 10].</returns>
    public override Tensor forward(Tensor input) => _layers.call(input.view(-1, 1, 28, 28));

    /// <summary>Trains with Adam and a learning rate that falls to 0.</summary>
    /// <param name="images">[N, 784] in [0, 1].</param>
    /// <param name="labels">[N], int64.</param>
    /// <param name="epochs">Passes over the data.</param>
    /// <param name="seed">Of the initial weights and of the order.</param>
    /// <param name="batchSize">Items a step.</param>
    public static DigitClassifier Train(Tensor images, Tensor labels, int epochs = 1, long seed = 0, int batchSize = 128)
    {
        if (labels.shape is not [var count] || count != images.shape[0])
            throw new ArgumentException($"Images [{string.Join(", ", images.shape)}] need one label each, but the labels are [{string.Join(", ", labels.shape)}].");
        manual_seed(seed);
        var classifier = new DigitClassifier();
        using var optimizer = optim.Adam(classifier.parameters(), lr: 2e-3);
        // A batch holds the numbers of its rows, so that images and labels stay together.
        new Trainer(classifier, optimizer, new LearningRateDecay(2e-3)).Fit(
            new Batches(arange(count), batchSize, seed), epochs, rows => new LossTerms(F.cross_entropy(classifier.call(images[rows]), labels[rows])));
        classifier.eval();
        return classifier;
    }

    /// <summary>Probabilities of the ten digits, without gradients.</summary>
    /// <param name="images">[N, 784] in [0, 1].</param>
    /// <param name="batchSize">Items computed at once.</param>
    /// <returns>[N, 10].</returns>
    public Tensor Probabilities(Tensor images, int batchSize = 1000)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var parts = Enumerable.Range(0, (int)((images.shape[0] + batchSize - 1) / batchSize))
            .Select(i => call(images.narrow(0, (long)i * batchSize, Math.Min(batchSize, images.shape[0] - (long)i * batchSize))).softmax(1)).ToArray();
        return cat(parts).MoveToOuterDisposeScope();
    }

    /// <summary>Share of images classified rightly, 0 to 1.</summary>
    /// <param name="images">[N, 784] in [0, 1].</param>
    /// <param name="labels">[N].</param>
    public double Accuracy(Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        return Probabilities(images).argmax(1).eq(labels).to(float32).mean().ToDouble();
    }

    /// <summary>Share of images whose likeliest digit has a probability below the limit: 0 to 1.</summary>
    /// <param name="images">[N, 784] in [0, 1].</param>
    /// <param name="limit">Surer than this is sure.</param>
    public double UnsureShare(Tensor images, double limit = 0.9)
    {
        using var scope = NewDisposeScope();
        return Probabilities(images).amax([1L]).lt(limit).to(float32).mean().ToDouble();
    }
}
