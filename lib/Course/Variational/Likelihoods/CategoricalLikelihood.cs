using Course.Data;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// Every pixel is one of K grey levels, each with a probability of its own: a softmax over K logits per pixel (van den Oord, Kalchbrenner and Kavukcuoglu,
/// <i>Pixel recurrent neural networks</i>, 2016). It can take any shape, and does not know that level 3 lies next to level 4.
/// </summary>
/// <param name="levels">K, 2 or more; values are rounded to the nearest of k/(K − 1).</param>
public sealed class CategoricalLikelihood(int levels) : Likelihood(nameof(CategoricalLikelihood))
{
    /// <summary>K logits for each value.</summary>
    public override int ParametersPerValue { get; } = levels >= 2
        ? levels
        : throw new ArgumentOutOfRangeException(nameof(levels), $"{levels} grey levels were asked for; there must be 2 or more.");

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor parameters, Tensor x) =>
        -F.cross_entropy(ByLevel(parameters), GreyLevels.Number(x, ParametersPerValue).to(int64), reduction: nn.Reduction.None).flatten(1).sum(1L);

    /// <inheritdoc/>
    public override Tensor Mean(Tensor parameters)
    {
        var byLevel = ByLevel(parameters);
        var values = linspace(0, 1, ParametersPerValue, dtype: parameters.dtype).view([1, -1, .. Enumerable.Repeat(1L, (int)byLevel.ndim - 2)]);
        return (byLevel.softmax(1) * values).sum(1L);
    }

    /// <inheritdoc/>
    public override Tensor Sample(Tensor parameters)
    {
        var last = ByLevel(parameters).movedim([1], [-1]);
        var drawn = last.softmax(-1).reshape(-1, ParametersPerValue).multinomial(1);
        return drawn.view(last.shape[..^1]).to(parameters.dtype) / (ParametersPerValue - 1);
    }

    /// <summary>[N, K · D] as [N, K, D]; [N, K · C, H, W] as [N, K, C, H, W].</summary>
    private Tensor ByLevel(Tensor parameters) =>
        parameters.view([parameters.shape[0], ParametersPerValue, parameters.shape[1] / ParametersPerValue, .. parameters.shape[2..]]);
}
