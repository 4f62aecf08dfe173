using TorchSharp;
using static TorchSharp.torch;

namespace Course.Estimation;

// Mixtures of Gaussians.
public static partial class ExpectationMaximization
{
    /// <summary>
    /// Fits a mixture of Gaussians, from means chosen by <see cref="KMeansPlusPlus"/> and the covariance of the points about the nearest of them.
    /// </summary>
    /// <param name="data">[N, D], float32 or float64; computed in float64.</param>
    /// <param name="components">K, 1 to N.</param>
    /// <param name="options">Kind of covariance, regularisation, restarts, …; null for what is usual.</param>
    /// <returns>The best of all restarts. The log-likelihood is averaged over the points, in nats.</returns>
    /// <exception cref="ArgumentException">Fewer points than components, a value that is not finite, or an option that is not allowed.</exception>
    /// <exception cref="SingularComponentException">Every restart ended with a component that has shrunk to a point or holds no data.</exception>
    /// <exception cref="LikelihoodFellException">An iteration made the data less probable.</exception>
    public static EmFit<GaussianMixture> FitGaussianMixture(Tensor data, int components, GaussianMixtureOptions? options = null)
    {
        options ??= new();
        options.Check();
        using var scope = NewDisposeScope();
        var points = Checked(data, components, options);
        var rng = new Random(options.Seed);
        EmFit<GaussianMixture>? best = null;
        SingularComponentException? singular = null;
        for (int restart = 0; restart < options.Restarts; restart++)
        {
            try
            {
                var fit = Climb(Start(points, components, options, rng), points, options);
                if (best is null || fit.LogLikelihood > best.LogLikelihood) best = fit;
            }
            catch (SingularComponentException e)
            {
                // Another start may fare better.
                singular = e;
            }
        }
        return best ?? throw singular!;
    }

    /// <summary>Fits a mixture of Gaussians from given parameters.</summary>
    /// <param name="data">[N, D], float32 or float64; computed in float64.</param>
    /// <param name="start">θ⁽⁰⁾; its kind of covariance is kept.</param>
    /// <param name="options">Regularisation, tolerance, …; null for what is usual. Kind, restarts and seed do not matter.</param>
    /// <returns>The log-likelihood is averaged over the points, in nats.</returns>
    /// <inheritdoc cref="FitGaussianMixture(Tensor, int, GaussianMixtureOptions?)" path="/exception"/>
    public static EmFit<GaussianMixture> FitGaussianMixture(Tensor data, GaussianMixture start, GaussianMixtureOptions? options = null)
    {
        options ??= new();
        options.Check();
        using var scope = NewDisposeScope();
        var points = Checked(data, start.Count, options);
        points.RequireDimensions(start.Dimensions);
        return Climb(start, points, options);
    }

    private static Observations Checked(Tensor data, int components, GaussianMixtureOptions options)
    {
        if (components < 1) throw new ArgumentException($"{components} components were asked for; use one or more.");
        var points = new Observations(data, options.MissingValues);
        return points.Count >= components
            ? points
            : throw new ArgumentException($"There are {points.Count} points for {components} components; give as many points as components, or more.");
    }

    private static EmFit<GaussianMixture> Climb(GaussianMixture start, Observations points, GaussianMixtureOptions options)
    {
        using var scope = NewDisposeScope();
        return Run(
            start,
            mixture =>
            {
                var expected = GaussianMixtureSteps.Expect(mixture, points);
                return (expected.LogLikelihood, expected);
            },
            expected => GaussianMixtureSteps.Maximise(expected, start.Kind, options.Regularisation),
            options.Tolerance, options.MaxIterations,
            (before, after, expected) => GaussianMixtureSteps.Slack(before, after, expected, options.Regularisation));
    }

    /// <summary>
    /// One covariance for all, that of the points about their nearest centres: a centre that only an outlier is near to starts no singular component.
    /// </summary>
    private static GaussianMixture Start(Observations points, int components, GaussianMixtureOptions options, Random rng)
    {
        using var scope = NewDisposeScope();
        var (centres, nearest) = KMeansPlusPlus.Choose(points.Complete, components, rng);
        var structure = CovarianceStructure.Of(options.Covariance);
        long[] shape = structure.Shape(components, points.Dimensions);
        var moments = zeros([1, .. shape[1..]], dtype: ScalarType.Float64);
        structure.AddMoments(moments, (points.Complete - centres.index_select(0, nearest)).unsqueeze(0));
        var pooled = structure.Estimate(moments / points.Count, zeros(1, points.Dimensions, dtype: ScalarType.Float64), options.Regularisation);
        return new(options.Covariance, full([components], 1.0 / components, dtype: ScalarType.Float64), centres, pooled.expand(shape));
    }
}
