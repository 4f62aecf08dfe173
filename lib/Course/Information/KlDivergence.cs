using TorchSharp;
using static TorchSharp.torch;

namespace Course.Information;

/// <summary>Kullback–Leibler divergences, in nats.</summary>
public static partial class KlDivergence
{
    /// <summary>
    /// KL(N(μ, diag σ²) ‖ N(0, I)) = ½ Σ (μ² + σ² − log σ² − 1): summed over the latent dimensions, averaged over the batch
    /// (Kingma and Welling 2014, appendix B).
    /// </summary>
    /// <param name="mu">Means [N, Z].</param>
    /// <param name="logvar">log σ² [N, Z].</param>
    /// <returns>A 0-d tensor ≥ 0, in nats per item.</returns>
    public static Tensor GaussianToStandardNormal(Tensor mu, Tensor logvar) =>
        -0.5 * sum(1 + logvar - mu.pow(2) - logvar.exp()) / mu.shape[0];

    /// <summary>
    /// KL(N(μ₁, diag σ₁²) ‖ N(μ₂, diag σ₂²)) = ½ Σ (log σ₂² − log σ₁² + (σ₁² + (μ₁ − μ₂)²)/σ₂² − 1), summed over the dimensions, for every item of the batch:
    /// the KL term of a model whose prior is learned.
    /// </summary>
    /// <param name="mu1">μ₁ [..., D].</param>
    /// <param name="logvar1">log σ₁² [..., D].</param>
    /// <param name="mu2">μ₂ [..., D]; shapes broadcast.</param>
    /// <param name="logvar2">log σ₂² [..., D].</param>
    /// <returns>[...], in nats.</returns>
    public static Tensor BetweenDiagonalGaussians(Tensor mu1, Tensor logvar1, Tensor mu2, Tensor logvar2)
    {
        var ratio = logvar1 - logvar2;
        return 0.5 * (ratio.exp() + (mu1 - mu2).pow(2) / logvar2.exp() - 1 - ratio).sum(-1L);
    }
}
