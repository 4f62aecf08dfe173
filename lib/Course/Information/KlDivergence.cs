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
}
