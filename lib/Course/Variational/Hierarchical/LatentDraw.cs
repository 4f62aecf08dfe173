using Course.Information;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>A z of one level, and the two normal densities that speak of it.</summary>
/// <param name="Z">Drawn from q, [N, Z].</param>
/// <param name="Mu">Mean of q.</param>
/// <param name="Logvar">log σ² of q.</param>
/// <param name="PriorMu">Mean of p, given the level above.</param>
/// <param name="PriorLogvar">log σ² of p.</param>
internal readonly record struct LatentDraw(Tensor Z, Tensor Mu, Tensor Logvar, Tensor PriorMu, Tensor PriorLogvar)
{
    /// <summary>log q(z) − log p(z) at this draw, [N].</summary>
    public Tensor LogRatio() => DiagonalGaussian.LogProb(Z, Mu, Logvar) - DiagonalGaussian.LogProb(Z, PriorMu, PriorLogvar);

    /// <summary>KL(q ‖ p), [N]: the mean of <see cref="LogRatio"/> where p does not depend on this very draw.</summary>
    public Tensor ClosedDivergence() => KlDivergence.BetweenDiagonalGaussians(Mu, Logvar, PriorMu, PriorLogvar);
}
