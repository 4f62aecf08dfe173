using Course.Estimation;
using static TorchSharp.torch;

namespace Course.Benchmarks.Workloads;

/// <summary>Ten iterations of expectation–maximisation: eight full covariances, 60,000 points of 32 dimensions, float64; the peer is scikit-learn.</summary>
internal static class GaussianMixtures
{
    private const int Points = 60_000, Dimensions = 32, Components = 8;

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        // Centres a few deviations apart, so that responsibilities are neither certain nor equal.
        using var centres = randn(Components, Dimensions, dtype: ScalarType.Float64) / 2;
        using var data = randn(Points, Dimensions, dtype: ScalarType.Float64) + centres.repeat_interleave(Points / Components, 0);
        var identity = new double[Dimensions, Dimensions];
        for (var i = 0; i < Dimensions; i++) identity[i, i] = 1;
        var mixture = new GaussianMixture(
            [.. Enumerable.Range(0, Components).Select(k => new GaussianComponent(1.0 / Components, data[k * 7501].data<double>().ToArray(), identity))]);
        var options = new GaussianMixtureOptions { Tolerance = 0, MaxIterations = 10 };
        // The peer can go on from where it is, but only after an iteration.
        mixture = ExpectationMaximization.FitGaussianMixture(data, mixture, options with { MaxIterations = 1 }).Parameters;
        yield return Timing.Training("gmm 10 iterations", budget, _ =>
        {
            var fit = ExpectationMaximization.FitGaussianMixture(data, mixture, options);
            mixture = fit.Parameters;
            return tensor((float)fit.LogLikelihood);
        });
    }
}
