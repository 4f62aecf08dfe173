using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Metrics;

/// <summary>
/// What a linear classifier makes of features that it did not choose: logistic regression with a little weight decay (Alain and Bengio,
/// <i>Understanding intermediate layers using linear classifier probes</i>, 2016). The better the features, the fewer labels it needs.
/// </summary>
public static class LinearProbe
{
    /// <summary>Fits on labelled items, measures on others.</summary>
    /// <param name="features">[N, K].</param>
    /// <param name="labels">[N], int64, 0 to 9 or whatever classes there are.</param>
    /// <param name="testFeatures">[M, K].</param>
    /// <param name="testLabels">[M].</param>
    /// <param name="decay">Weight of ‖W‖²/2 beside the mean cross-entropy.</param>
    /// <returns>Share of test items classified rightly, 0 to 1.</returns>
    /// <exception cref="ArgumentException">A label for each item is missing.</exception>
    public static double Accuracy(Tensor features, Tensor labels, Tensor testFeatures, Tensor testLabels, double decay = 1e-3)
    {
        if (labels.shape is not [var count] || count != features.shape[0])
            throw new ArgumentException($"Features [{string.Join(", ", features.shape)}] need one label each, but the labels are [{string.Join(", ", labels.shape)}].");
        using var scope = NewDisposeScope();
        // Every feature gets the same say, whatever its unit: otherwise the decay would favour large ones.
        var mean = features.mean([0L]);
        var deviation = features.std(0L, unbiased: false).clamp_min(1e-6);
        Tensor Standard(Tensor x) => ((x - mean) / deviation).detach();
        var x = Standard(features);
        long classes = labels.max().item<long>() + 1;
        // Convex and without randomness: from zero there is one way down.
        var weight = new Parameter(zeros(classes, x.shape[1]));
        var bias = new Parameter(zeros(classes));
        var optimizer = optim.LBFGS(new[] { weight, bias }, lr: 1, max_iter: 100);
        optimizer.step(() =>
        {
            optimizer.zero_grad();
            var loss = F.cross_entropy(F.linear(x, weight, bias), labels) + decay / 2 * weight.square().sum();
            loss.backward();
            return loss;
        });
        using var quiet = no_grad();
        return F.linear(Standard(testFeatures), weight, bias).argmax(1).eq(testLabels).to(float32).mean().ToDouble();
    }
}
