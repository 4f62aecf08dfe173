namespace Course.Probability;

/// <summary>What every distribution can do.</summary>
public static class Distributions
{
    /// <summary>The density p(x), or the probability of x where there are single outcomes.</summary>
    /// <param name="p">A distribution.</param>
    /// <param name="x">A value.</param>
    public static double Density<T>(this IDistribution<T> p, T x) => Math.Exp(p.LogProb(x));

    /// <summary>Independent draws.</summary>
    /// <param name="p">A distribution.</param>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="rng">Where randomness comes from; the same seed gives the same draws.</param>
    public static T[] Samples<T>(this IDistribution<T> p, int count, Random rng)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var draws = new T[count];
        for (int i = 0; i < count; i++) draws[i] = p.Sample(rng);
        return draws;
    }
}
