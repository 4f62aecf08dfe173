namespace Course.Probability;

/// <summary>The uniform distribution U(a, b): density 1/(b − a) on [a, b], 0 elsewhere.</summary>
public sealed class Uniform : IContinuousDistribution
{
    /// <summary>U(a, b).</summary>
    /// <param name="low">a, the lower end.</param>
    /// <param name="high">b, above a.</param>
    /// <exception cref="ArgumentException">An end is not finite, or b is not above a.</exception>
    public Uniform(double low, double high)
    {
        (Low, High) = (Require.Finite(low, "lower end"), Require.Finite(high, "upper end"));
        if (!(low < high)) throw new ArgumentException($"U({Require.Text(low)}, {Require.Text(high)}) is empty; the lower end must be below the upper one.");
    }

    /// <summary>a.</summary>
    public double Low { get; }

    /// <summary>b.</summary>
    public double High { get; }

    /// <summary>(a + b)/2.</summary>
    public double Mean => Low + (High - Low) / 2;

    /// <summary>(b − a)²/12.</summary>
    public double Variance => (High - Low) * (High - Low) / 12;

    /// <summary>log(b − a), in nats.</summary>
    public double Entropy => Math.Log(High - Low);

    /// <inheritdoc/>
    public IReadOnlyList<double> Breakpoints => [Low, High];

    /// <summary>−log(b − a) on [a, b], −∞ elsewhere.</summary>
    /// <param name="x">A number.</param>
    public double LogProb(double x) => x >= Low && x <= High ? -Entropy : double.IsNaN(x) ? double.NaN : double.NegativeInfinity;

    /// <inheritdoc/>
    public double Sample(Random rng) => Low + (High - Low) * rng.NextDouble();

    /// <summary>"U(0, 2)".</summary>
    public override string ToString() => FormattableString.Invariant($"U({Low:G6}, {High:G6})");
}
