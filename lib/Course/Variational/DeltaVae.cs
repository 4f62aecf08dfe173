using MathNet.Numerics.RootFinding;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// A δ-VAE (Razavi et al., <i>Preventing posterior collapse with δ-VAEs</i>, 2019, section 2.1): the prior is a chain, z₁ ~ N(0, 1) and
/// zᵢ = α zᵢ₋₁ + √(1 − α²) εᵢ, while the dimensions of q(z|x) stay independent. No independent Gaussian is a chain, so KL(q ‖ p) is never below
/// δ = ½ ((Z − 2) log(1 + α²) − log(1 − α²)), whatever the encoder does; α is chosen so that δ is the committed rate.
/// </summary>
public sealed class DeltaVae : VariationalAutoencoder
{
    /// <summary>Fully connected layers with ReLU between them: D → hidden … → Z → hidden … → P · D.</summary>
    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="hidden">Units of the encoder's hidden layers, one or more; the decoder has them in reverse.</param>
    /// <param name="latents">Dimensions of z (Z), 2 or more.</param>
    /// <param name="rate">δ, in nats, above 0.</param>
    /// <param name="likelihood">p(x|z); <see cref="BernoulliLikelihood"/> when absent.</param>
    public DeltaVae(int inputs, int[] hidden, int latents, double rate, Likelihood? likelihood = null) : base(inputs, hidden, latents, likelihood)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latents, 2);
        if (!(rate > 0)) throw new ArgumentOutOfRangeException(nameof(rate), $"The committed rate is {rate} nats; it must be above 0.");
        Rate = rate;
        // At 1 − α² = e^(−2δ) the last logarithm alone is δ, and with two latents there is no other: the bracket reaches a little beyond.
        Correlation = Brent.FindRoot(alpha => LeastDivergence(alpha, latents) - rate, 0, Math.Sqrt(-double.ExpM1(-2.1 * rate)), 1e-12);
    }

    /// <summary>δ: KL(q(z|x) ‖ p(z)) of an item is never below it.</summary>
    public double Rate { get; }

    /// <summary>α: how much of a latent is that of the one before.</summary>
    public double Correlation { get; }

    /// <summary>What is missing in 1 of α².</summary>
    private double Fresh => 1 - Correlation * Correlation;

    /// <summary>E over the latent before of KL(q(zᵢ|x) ‖ p(zᵢ|zᵢ₋₁)), which the chain rule of KL adds up.</summary>
    protected override Tensor Divergence(Tensor mu, Tensor logvar)
    {
        var variance = logvar.exp();
        var distance = variance[.., 1..] + Correlation * Correlation * variance[.., ..^1] + (mu[.., 1..] - Correlation * mu[.., ..^1]).pow(2);
        var rest = 0.5 * (distance / Fresh + Math.Log(Fresh) - logvar[.., 1..] - 1);
        return cat([DiagonalGaussian.DivergenceFromStandard(mu[.., ..1], logvar[.., ..1]), rest], 1);
    }

    /// <inheritdoc/>
    protected override Tensor LogPrior(Tensor z)
    {
        var before = Correlation * z[.., ..^1];
        return DiagonalGaussian.StandardLogProb(z[.., ..1]) + DiagonalGaussian.LogProb(z[.., 1..], before, full_like(before, Math.Log(Fresh)));
    }

    /// <inheritdoc/>
    protected override Tensor DrawMeans(int count)
    {
        var z = randn(count, Latents);
        for (long i = 1; i < Latents; i++) z[.., i] = Correlation * z[.., i - 1] + Math.Sqrt(Fresh) * z[.., i];
        return Mean(z);
    }

    private static double LeastDivergence(double alpha, int latents) =>
        0.5 * ((latents - 2) * double.LogP1(alpha * alpha) - double.LogP1(-alpha * alpha));
}
