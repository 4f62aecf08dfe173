namespace Course.Probability;

/// <summary>A coin: 1 with probability p, else 0.</summary>
/// <param name="p">The probability of 1.</param>
/// <exception cref="ArgumentException">Not a probability.</exception>
public sealed class Bernoulli(double p) : FiniteDistribution<int>([0, 1], [1 - Require.Probability(p, "probability of 1"), p])
{
    /// <summary>The probability of 1.</summary>
    public double P { get; } = p;

    /// <summary>p.</summary>
    public double Mean => P;

    /// <summary>p (1 − p).</summary>
    public double Variance => P * (1 - P);
}
