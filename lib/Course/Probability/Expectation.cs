using Course.Lectures;

namespace Course.Probability;

/// <summary>
/// E[g(X)] without the distribution of g(X): the law of the unconscious statistician (LOTUS), E[g(X)] = Σ g(x) p(x) or ∫ g(x) p(x) dx.
/// Three roads to it, each of which says in its <see cref="Estimate"/> which it is.
/// </summary>
public static class Expectation
{
    /// <summary>How many draws a Monte Carlo estimate takes unless told.</summary>
    public const int DefaultSamples = 100_000;

    /// <summary>Σ g(x) p(x) over all outcomes; where p is 0, g is not asked.</summary>
    /// <param name="p">With finitely many outcomes.</param>
    /// <param name="g">A function of the outcome.</param>
    /// <exception cref="ArgumentException">p has no list of outcomes.</exception>
    public static Estimate Enumeration<T>(IDistribution<T> p, Func<T, double> g) where T : notnull
    {
        var outcomes = Support.Outcomes(p) ?? throw new ArgumentException($"{p} has no list of outcomes; use Quadrature or MonteCarlo.");
        return Estimate.Enumeration(from x in outcomes let probability = p.Density(x) where probability > 0 select probability * g(x));
    }

    /// <summary>∫ g(x) p(x) dx by adaptive Gauss–Kronrod quadrature, piece by piece; where p is 0, g is not asked.</summary>
    /// <param name="p">With a density, or a mixture of such.</param>
    /// <param name="g">A function that is smooth between the cuts.</param>
    /// <param name="cuts">Where g is not smooth; null for nowhere.</param>
    /// <exception cref="ArgumentException">p has no density that could be integrated.</exception>
    public static Estimate Quadrature(IDistribution<double> p, Func<double, double> g, IEnumerable<double>? cuts = null)
    {
        var own = Support.Breakpoints(p) ?? throw new ArgumentException($"{p} has no density that could be integrated; use Enumeration or MonteCarlo.");
        double[] ends = [.. own.Concat(cuts ?? []).Where(x => x >= own[0] && x <= own[^1]).Distinct().Order()];
        double Integrand(double x) => p.Density(x) is var density and > 0 ? density * g(x) : 0;
        var pieces = ends.Zip(ends.Skip(1), (from, to) => Piece(Integrand, from, to)).ToArray();
        return pieces[0] with { Value = pieces.Sum(piece => piece.Value) };
    }

    /// <summary>The mean of g over draws of p, with its standard error.</summary>
    /// <param name="p">Any distribution.</param>
    /// <param name="g">Any function with a variance.</param>
    /// <param name="rng">Where randomness comes from; the same seed gives the same number.</param>
    /// <param name="samples">How many draws, 2 or more.</param>
    public static Estimate MonteCarlo<T>(IDistribution<T> p, Func<T, double> g, Random rng, int samples = DefaultSamples) =>
        Estimate.MonteCarlo(Array.ConvertAll(p.Samples(samples, rng), x => g(x)));

    // The rule halves intervals until the error is small relative to the integral, which takes forever where that is nearly 0. A constant of area 1 on top
    // makes the error absolute there.
    private static Estimate Piece(Func<double, double> f, double from, double to)
    {
        double constant = 1 / (to - from);
        var area = Estimate.Quadrature(x => f(x) + constant, from, to);
        return area with { Value = area.Value - 1 };
    }

    /// <summary>By enumeration or quadrature, whichever is possible; null where neither is.</summary>
    internal static Estimate? Exact<T>(IDistribution<T> p, Func<T, double> g, IEnumerable<double>? cuts = null) where T : notnull =>
        Support.Outcomes(p) is not null ? Enumeration(p, g)
        : p is IDistribution<double> line && Support.Breakpoints(line) is not null ? Quadrature(line, (Func<double, double>)(object)g, cuts)
        : null;
}
