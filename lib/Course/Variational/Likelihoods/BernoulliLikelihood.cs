using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// Every pixel is black or white with a probability of its own; the decoder gives the logits. Grey values are taken as probabilities: log p is then the negative
/// cross-entropy, and no probability of the grey image.
/// </summary>
public sealed class BernoulliLikelihood() : Likelihood(nameof(BernoulliLikelihood))
{
    /// <inheritdoc/>
    public override Tensor LogProb(Tensor parameters, Tensor x) =>
        -F.binary_cross_entropy_with_logits(parameters, x, reduction: nn.Reduction.None).flatten(1).sum(1L);

    /// <inheritdoc/>
    public override Tensor Mean(Tensor parameters) => parameters.sigmoid();

    /// <inheritdoc/>
    public override Tensor Sample(Tensor parameters) => bernoulli(parameters.sigmoid());
}
