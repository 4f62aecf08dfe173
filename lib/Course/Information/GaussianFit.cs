using Course.Lectures;
using Course.Probability;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Course.Information;

/// <summary>
/// One Gaussian q in place of another distribution p on the line, and how far it is away. There are two ways, and they differ where p has two humps.
/// </summary>
/// <param name="Gaussian">q.</param>
/// <param name="Divergence">The minimum: KL(p ‖ q) of a forward fit, KL(q ‖ p) of a reverse one.</param>
public sealed record GaussianFit(Gaussian Gaussian, Estimate Divergence)
{
    /// <summary>
    /// Minimises KL(p ‖ q), the moment projection: q has the mean and the variance of p. Where p has mass q must have some, so that it covers both humps.
    /// </summary>
    /// <param name="p">A density, or a mixture of such.</param>
    public static GaussianFit Forward(IDistribution<double> p)
    {
        double mean = Expectation.Quadrature(p, x => x).Value;
        var q = new Gaussian(mean, Expectation.Quadrature(p, x => (x - mean) * (x - mean)).Value);
        return new(q, KlDivergence.Quadrature(p, q));
    }

    /// <summary>
    /// Minimises KL(q ‖ p), the information projection, numerically (Nelder and Mead 1965, over μ and log σ): q avoids where p has no mass, so that
    /// it settles on one hump. Which one depends on the start.
    /// </summary>
    /// <param name="p">A density, or a mixture of such, that is nowhere 0.</param>
    /// <param name="starts">Where the search begins, once for each; for a mixture its Gaussian components serve well.</param>
    /// <returns>The minimum that each start leads to, in the order of the starts.</returns>
    public static IReadOnlyList<GaussianFit> Reverse(IDistribution<double> p, params IEnumerable<Gaussian> starts) =>
        [.. starts.Select(start => Reverse(p, start))];

    private static GaussianFit Reverse(IDistribution<double> p, Gaussian start)
    {
        static Gaussian At(Vector<double> point) => new(point[0], Math.Exp(2 * point[1]));
        // The search ends when values differ little relative to their size, so the smallest possible one must not be 0.
        var objective = ObjectiveFunction.Value(point => 1 + KlDivergence.Quadrature(At(point), p).Value);
        var minimum = NelderMeadSimplex.Minimum(objective, Vector<double>.Build.Dense([start.Mean, Math.Log(start.StandardDeviation)]), 1e-11, 1000);
        var q = At(minimum.MinimizingPoint);
        return new(q, KlDivergence.Quadrature(q, p));
    }
}
