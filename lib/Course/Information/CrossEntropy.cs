using Course.Lectures;
using Course.Probability;

namespace Course.Information;

/// <summary>Cross-entropy H(p, q) = −E_p[log q(x)]: what a code made for q spends on values of p.</summary>
public static class CrossEntropy
{
    /// <summary>H(p, q) = H(p) + KL(p ‖ q), by the road of the divergence.</summary>
    /// <param name="p">Where values come from.</param>
    /// <param name="q">What they are taken for.</param>
    /// <returns>In nats; ∞ where p allows what q excludes, and then the road says what.</returns>
    public static Estimate Between<T>(IDistribution<T> p, IDistribution<T> q) where T : notnull
    {
        var kl = KlDivergence.Between(p, q);
        return kl with { Value = p.Entropy + kl.Value };
    }
}
