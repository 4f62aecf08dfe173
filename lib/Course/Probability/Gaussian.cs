using MathNet.Numerics.Distributions;

namespace Course.Probability;

/// <summary>The normal distribution N(μ, σ²). The second parameter is the <b>variance</b>, as in the notation.</summary>
public sealed class Gaussian : IContinuousDistribution
{
    // Beyond 12 σ lies a mass of 4·10⁻³³.
    private static readonly double[] Deviations = [-12, -6, -3, -1, 0, 1, 3, 6, 12];
    private readonly Normal _normal;
    private readonly double _logPeak;

    /// <summary>N(μ, σ²).</summary>
    /// <param name="mean">μ.</param>
    /// <param name="variance">σ², above 0.</param>
    /// <exception cref="ArgumentException">A parameter is not finite, or the variance not above 0.</exception>
    public Gaussian(double mean, double variance)
    {
        (Mean, Variance) = (Require.Finite(mean), Require.Positive(variance));
        _normal = new Normal(mean, Math.Sqrt(variance));
        _logPeak = -0.5 * Math.Log(2 * Math.PI * variance);
    }

    /// <summary>N(0, 1).</summary>
    public static Gaussian Standard { get; } = new(0, 1);

    /// <summary>μ.</summary>
    public double Mean { get; }

    /// <summary>σ².</summary>
    public double Variance { get; }

    /// <summary>σ.</summary>
    public double StandardDeviation => _normal.StdDev;

    /// <summary>½ log(2πe σ²), in nats; negative for σ below 0.242.</summary>
    public double Entropy => 0.5 * Math.Log(2 * Math.PI * Math.E * Variance);

    /// <inheritdoc/>
    public IReadOnlyList<double> Breakpoints => Array.ConvertAll(Deviations, z => Mean + z * StandardDeviation);

    /// <summary>−½ ((x − μ)²/σ² + log 2πσ²).</summary>
    /// <param name="x">A number.</param>
    public double LogProb(double x) => _logPeak - 0.5 * (x - Mean) * (x - Mean) / Variance;

    /// <summary>P(X ≤ x).</summary>
    /// <param name="x">A number.</param>
    public double Cdf(double x) => _normal.CumulativeDistribution(x);

    /// <summary>The x with P(X ≤ x) = p: the inverse of <see cref="Cdf"/>.</summary>
    /// <param name="p">A probability; 0 and 1 give −∞ and ∞.</param>
    /// <exception cref="ArgumentException">Not a probability.</exception>
    public double Quantile(double p) => _normal.InverseCumulativeDistribution(Require.Probability(p, "probability p of the quantile"));

    /// <inheritdoc/>
    public double Sample(Random rng) => Normal.Sample(rng, Mean, StandardDeviation);

    /// <summary>"N(6, 16)": mean and variance.</summary>
    public override string ToString() => FormattableString.Invariant($"N({Mean:G6}, {Variance:G6})");
}
