using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>N(μ, diag σ²) as variational models need it: draws that gradients pass through, and the density of a draw.</summary>
public static class DiagonalGaussian
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    /// <summary>z = μ + σ ε with ε ~ N(0, I): randomness moves into ε, so that the gradient reaches μ and σ.</summary>
    /// <param name="mu">μ, any shape.</param>
    /// <param name="logvar">log σ², of the same shape.</param>
    public static Tensor Reparameterize(Tensor mu, Tensor logvar) => mu + exp(0.5 * logvar) * randn_like(mu);

    /// <summary>log N(z; μ, diag σ²), summed over the last dimension.</summary>
    /// <param name="z">[N, Z].</param>
    /// <param name="mu">[N, Z].</param>
    /// <param name="logvar">[N, Z].</param>
    /// <returns>[N], in nats.</returns>
    public static Tensor LogProb(Tensor z, Tensor mu, Tensor logvar) =>
        -0.5 * ((z - mu).pow(2) / logvar.exp() + logvar + LogTwoPi).sum(-1L);

    /// <summary>log N(z; 0, I), summed over the last dimension.</summary>
    /// <param name="z">[N, Z].</param>
    /// <returns>[N], in nats.</returns>
    public static Tensor StandardLogProb(Tensor z) => -0.5 * (z.pow(2) + LogTwoPi).sum(-1L);

    /// <summary>KL(N(μ, σ²) ‖ N(0, 1)) of every dimension: ½ (μ² + σ² − log σ² − 1).</summary>
    /// <param name="mu">[N, Z].</param>
    /// <param name="logvar">[N, Z].</param>
    /// <returns>[N, Z], each ≥ 0, in nats.</returns>
    public static Tensor DivergenceFromStandard(Tensor mu, Tensor logvar) => 0.5 * (mu.pow(2) + logvar.exp() - logvar - 1);
}
