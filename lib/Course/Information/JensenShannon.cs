using Course.Lectures;
using Course.Probability;

namespace Course.Information;

/// <summary>The Jensen–Shannon divergence ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = ½ p + ½ q (Lin 1991): symmetric, and never above log 2.</summary>
public static class JensenShannon
{
    /// <summary>By the best road there is, as <see cref="KlDivergence.Between{T}(IDistribution{T}, IDistribution{T}, Random)"/>.</summary>
    /// <param name="p">One distribution.</param>
    /// <param name="q">The other one.</param>
    /// <param name="rng">Randomness for Monte Carlo; null for a fixed seed.</param>
    /// <returns>In nats, from 0 (equal) to log 2 (nothing in common).</returns>
    public static Estimate Between<T>(IDistribution<T> p, IDistribution<T> q, Random? rng = null) where T : notnull
    {
        var middle = new Mixture<T>([0.5, 0.5], [p, q]);
        Estimate first = KlDivergence.Between(p, middle, rng), second = KlDivergence.Between(q, middle, rng);
        double error = Math.Sqrt(first.StandardError * first.StandardError + second.StandardError * second.StandardError);
        return first with { Value = (first.Value + second.Value) / 2, StandardError = error / 2 };
    }
}
