using Course.Lectures;
using Course.Probability;

namespace Course.Information;

// KL(p ‖ q) in double precision, by whichever road there is, and each road by itself.
public static partial class KlDivergence
{
    /// <summary>KL(p ‖ q) = E_p[log p(x) − log q(x)] by the best road there is: closed form, enumeration, quadrature, else Monte Carlo.</summary>
    /// <param name="p">The distribution that the expectation is taken over.</param>
    /// <param name="q">The other one.</param>
    /// <param name="rng">Randomness for Monte Carlo; null for a fixed seed.</param>
    /// <returns>In nats, ≥ 0; ∞ where p allows what q excludes, and then the road says what.</returns>
    public static Estimate Between<T>(IDistribution<T> p, IDistribution<T> q, Random? rng = null) where T : notnull =>
        ClosedForm(p, q)
        ?? (Support.Outcomes(p) is not null ? Enumeration(p, q)
            : p is IDistribution<double> line && Support.Breakpoints(line) is not null ? Quadrature(line, (IDistribution<double>)q)
            : MonteCarlo(p, q, rng ?? new Random(0)));

    /// <summary>By a formula: for two Gaussians, in one dimension or several, and two uniform variables.</summary>
    /// <returns>In nats; null where there is none.</returns>
    public static Estimate? ClosedForm<T>(IDistribution<T> p, IDistribution<T> q) where T : notnull => (p, q) switch
    {
        (Gaussian a, Gaussian b) => OfGaussians(a, b),
        (MultivariateGaussian a, MultivariateGaussian b) => a.KlTo(b),
        (Uniform a, Uniform b) => Infinite([a.Low, a.High], a, b) ?? b.Entropy - a.Entropy,
        _ => null,
    };

    /// <summary>Σ p(x) log p(x)/q(x), with 0 log 0 = 0.</summary>
    /// <exception cref="ArgumentException">p has no list of outcomes.</exception>
    public static Estimate Enumeration<T>(IDistribution<T> p, IDistribution<T> q) where T : notnull
    {
        if (Support.Outcomes(q) is null && Support.Outcomes(p) is not null) return NotComparable;
        return Infinite(Support.Outcomes(p) ?? [], p, q) ?? Expectation.Enumeration(p, x => p.LogProb(x) - q.LogProb(x));
    }

    /// <summary>∫ p(x) log p(x)/q(x) dx by adaptive quadrature.</summary>
    /// <exception cref="ArgumentException">p has no density that could be integrated.</exception>
    public static Estimate Quadrature(IDistribution<double> p, IDistribution<double> q)
    {
        if (Support.Outcomes(q) is not null && Support.Outcomes(p) is null) return NotComparable;
        var cuts = Support.Breakpoints(q) ?? [];
        double[] ends = [.. (Support.Breakpoints(p) ?? []).Concat(cuts).Distinct().Order()];
        // A piece is inside the support of q or outside, so that its middle tells.
        return Infinite(ends.Zip(ends.Skip(1), (from, to) => from + (to - from) / 2), p, q)
            ?? Expectation.Quadrature(p, x => p.LogProb(x) - q.LogProb(x), cuts);
    }

    /// <summary>The mean of log p(x)/q(x) over draws of p, with its standard error.</summary>
    /// <param name="p">Draws are taken from it.</param>
    /// <param name="q">The other one.</param>
    /// <param name="rng">Where randomness comes from; the same seed gives the same number.</param>
    /// <param name="samples">How many draws, 2 or more.</param>
    public static Estimate MonteCarlo<T>(IDistribution<T> p, IDistribution<T> q, Random rng, int samples = Expectation.DefaultSamples) where T : notnull
    {
        var draws = p.Samples(samples, rng);
        return Infinite(draws, p, q) ?? Estimate.MonteCarlo(Array.ConvertAll(draws, x => p.LogProb(x) - q.LogProb(x)));
    }

    /// <summary>∞ where one of some values is possible under p and not under q; else null.</summary>
    private static Estimate? Infinite<T>(IEnumerable<T> values, IDistribution<T> p, IDistribution<T> q)
    {
        foreach (var x in values)
        {
            if (!double.IsNegativeInfinity(p.LogProb(x)) && double.IsNegativeInfinity(q.LogProb(x)))
                return new(double.PositiveInfinity, FormattableString.Invariant($"infinite: q excludes {x}, which p allows"));
        }
        return null;
    }

    private static Estimate NotComparable => new(double.PositiveInfinity, "infinite: one has a density, the other single outcomes");

    private static double OfGaussians(Gaussian p, Gaussian q)
    {
        double ratio = p.Variance / q.Variance, shift = p.Mean - q.Mean;
        return 0.5 * (ratio + shift * shift / q.Variance - 1 - Math.Log(ratio));
    }
}
