using Course.Data;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// Every pixel is one of K grey levels: a logistic density with mean μ and scale s, cut at the edges between levels; black takes all that lies below, white
/// all above (Kingma et al. 2016; Salimans et al., <i>PixelCNN++</i>, 2017, equation 2 with one component).
/// </summary>
/// <param name="levels">K, 2 or more; values are rounded to the nearest of k/(K − 1).</param>
/// <remarks>
/// With the edges a > b of a level in units of s, P = σ(a) − σ(b) = σ(a) σ(−b) (1 − e^(b − a)). In the second form nothing cancels, so that log P and its
/// gradient stay finite however far the level lies in the tail; the approximation that PixelCNN++ falls back to there is not needed.
/// </remarks>
public sealed class DiscretizedLogisticLikelihood(int levels = 256) : Likelihood(nameof(DiscretizedLogisticLikelihood))
{
    // PixelCNN++ keeps log s ≥ −7 for values in [−1, 1], an interval twice as long.
    private static readonly double SmallestLogScale = -7 - Math.Log(2);

    // The logistic is flat over [0, 1] long before.
    private const double LargestLogScale = 8;

    private readonly int _levels = levels >= 2
        ? levels
        : throw new ArgumentOutOfRangeException(nameof(levels), $"{levels} grey levels were asked for; there must be 2 or more.");

    /// <summary>μ and log s for each value.</summary>
    public override int ParametersPerValue => 2;

    /// <inheritdoc/>
    public override Tensor LogProb(Tensor parameters, Tensor x)
    {
        var (mu, logScale) = Split(parameters);
        var value = GreyLevels.Round(x, _levels);
        double half = 0.5 / (_levels - 1);
        var perScale = (-logScale).exp();
        var atMost = F.logsigmoid((value + half - mu) * perScale);
        var atLeast = F.logsigmoid((mu - value + half) * perScale);
        var within = atMost + atLeast + (-(-2 * half * perScale).expm1()).log();
        var log = where(value.le(0), atMost, where(value.ge(1), atLeast, within));
        return log.flatten(1).sum(1L);
    }

    /// <summary>The mean of p(x|z), by the integral of the cut logistic: right to within half a level.</summary>
    /// <param name="parameters">[N, 2 · D] or [N, 2 · C, H, W].</param>
    /// <returns>[N, D] or [N, C, H, W], in [0, 1].</returns>
    public override Tensor Mean(Tensor parameters)
    {
        // E[min(max(X, 0), 1)] = ∫₀¹ P(X > t) dt = ∫₀¹ σ((μ − t)/s) dt.
        var (mu, logScale) = Split(parameters);
        var scale = logScale.exp();
        return (scale * (F.softplus(mu / scale) - F.softplus((mu - 1) / scale))).clamp(0, 1);
    }

    /// <inheritdoc/>
    public override Tensor Sample(Tensor parameters)
    {
        var (mu, logScale) = Split(parameters);
        return GreyLevels.Round(mu + logScale.exp() * rand_like(mu).logit(eps: 1e-7), _levels);
    }

    private static (Tensor Mu, Tensor LogScale) Split(Tensor parameters)
    {
        var parts = parameters.chunk(2, 1);
        return (parts[0], SoftFloor.Of(parts[1], SmallestLogScale, LargestLogScale));
    }
}
