using Course.Estimation;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Estimation;

/// <summary>Values that were not observed are integrated out.</summary>
public sealed class MissingValuesTests
{
    private static readonly double[,] Covariance = { { 2, 0.9, -0.4 }, { 0.9, 1, 0.3 }, { -0.4, 0.3, 1.5 } };

    private static readonly GaussianMixture Start = new([new(0.4, [0, 1, 2], Covariance), new(0.6, [1, -1, 0], Covariance)]);

    private static readonly GaussianMixtureOptions Marginalise = new() { MissingValues = MissingValues.Marginalise, Regularisation = 0 };

    [Fact]
    public void The_likelihood_is_that_of_the_observed_values()
    {
        using var scope = NewDisposeScope();
        var data = tensor(new[,] { { 0.5, double.NaN, 1 }, { double.NaN, 0.2, double.NaN }, { 1, 2, 3 } });
        var fit = ExpectationMaximization.FitGaussianMixture(data, Start, Marginalise with { MaxIterations = 0 });
        GaussianMixture Marginal(params int[] kept) =>
            new([.. Start.Components.Select(c => new GaussianComponent(c.Weight, [.. kept.Select(i => c.Mean[i])], Part(c, kept)))]);
        double LogProb(GaussianMixture mixture, params double[] x) => mixture.LogProb(tensor(x, [1, x.Length])).item<double>();
        double expected = LogProb(Marginal(0, 2), 0.5, 1) + LogProb(Marginal(1), 0.2) + LogProb(Start, 1, 2, 3);
        Assert.Equal(expected / 3, fit.LogLikelihood, 1e-12);
    }

    [Theory]
    [InlineData(CovarianceKind.Full)]
    [InlineData(CovarianceKind.Diagonal)]
    [InlineData(CovarianceKind.Spherical)]
    public void The_likelihood_of_what_is_observed_rises_to_where_its_gradient_is_zero(CovarianceKind kind)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var data = randn(120, 3, dtype: ScalarType.Float64, generator: generator).matmul(tensor(Covariance));
        data = data.masked_fill(rand(120, 3, generator: generator).lt(0.25).logical_and(tensor(new[] { true, true, false })), double.NaN);
        var fit = ExpectationMaximization.FitGaussianMixture(data, 1, Marginalise with { Covariance = kind, Tolerance = 1e-14, MaxIterations = 5000 });
        var best = fit.Parameters.Components[0];
        double At(double[] mean, double scale) => ExpectationMaximization.FitGaussianMixture(
            data, new GaussianMixture([new(1, mean, Scaled(best.Covariance, scale))], kind), Marginalise with { MaxIterations = 0 }).LogLikelihood;
        for (int d = 0; d < 3; d++)
        {
            double[] up = [.. best.Mean], down = [.. best.Mean];
            (up[d], down[d]) = (up[d] + 1e-4, down[d] - 1e-4);
            Assert.Equal(0, (At(up, 1) - At(down, 1)) / 2e-4, 1e-5);
        }
        Assert.Equal(0, (At(best.Mean, 1 + 1e-4) - At(best.Mean, 1 - 1e-4)) / 2e-4, 1e-5);
    }

    // Where only the second value is missing at random, its mean has a closed form: the regression on the first, at the first's mean (Anderson, 1957).
    [Fact]
    public void Values_missing_in_one_dimension_have_Andersons_closed_form()
    {
        using var scope = NewDisposeScope();
        double[] x = [1, 2, 3, 4, 5, 8, 9], y = [2.1, 3.9, 6.2, 7.8, 10.1];
        var rows = new double[7, 2];
        for (int i = 0; i < 7; i++) (rows[i, 0], rows[i, 1]) = (x[i], i < 5 ? y[i] : double.NaN);
        var fit = ExpectationMaximization.FitGaussianMixture(tensor(rows), 1, Marginalise with { Tolerance = 1e-15, MaxIterations = 5000 });
        var one = fit.Parameters.Components[0];

        double meanX = x.Average(), varianceX = x.Average(v => (v - meanX) * (v - meanX));
        double pairX = x[..5].Average(), pairY = y.Average();
        double slope = x[..5].Zip(y, (a, b) => (a - pairX) * (b - pairY)).Sum() / x[..5].Sum(a => (a - pairX) * (a - pairX));
        double residual = x[..5].Zip(y, (a, b) => Math.Pow(b - pairY - slope * (a - pairX), 2)).Average();
        Assert.Equal([meanX, pairY + slope * (meanX - pairX)], one.Mean, (a, b) => Math.Abs(a - b) < 1e-6);
        double[] covariance = [varianceX, slope * varianceX, slope * varianceX, residual + slope * slope * varianceX];
        Assert.Equal(covariance, one.Covariance.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Complete_data_do_not_care_what_NaN_would_mean()
    {
        using var scope = NewDisposeScope();
        var (points, _) = Start.Sample(100, new Random(1));
        Assert.Equal(ExpectationMaximization.FitGaussianMixture(points, 2, Marginalise with { MissingValues = MissingValues.Refuse }).LogLikelihood,
            ExpectationMaximization.FitGaussianMixture(points, 2, Marginalise).LogLikelihood);
    }

    [Fact]
    public void BIC_counts_observed_values_only()
    {
        using var scope = NewDisposeScope();
        var data = tensor(new[,] { { 0.5, double.NaN, 1 }, { 1, 2, 3 } });
        double mean = ExpectationMaximization.FitGaussianMixture(data, Start, Marginalise with { MaxIterations = 0 }).LogLikelihood;
        Assert.Equal(-4 * mean + Start.ParameterCount * Math.Log(2), Start.Bic(data, MissingValues.Marginalise), 1e-12);
    }

    private static double[,] Part(GaussianComponent component, int[] kept)
    {
        var part = new double[kept.Length, kept.Length];
        for (int i = 0; i < kept.Length; i++)
            for (int j = 0; j < kept.Length; j++) part[i, j] = component.Covariance[kept[i], kept[j]];
        return part;
    }

    private static double[,] Scaled(double[,] covariance, double scale)
    {
        var scaled = (double[,])covariance.Clone();
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) scaled[i, j] *= scale;
        return scaled;
    }
}
