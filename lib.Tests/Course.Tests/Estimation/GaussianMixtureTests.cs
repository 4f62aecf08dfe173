using Course.Estimation;
using FsCheck;
using FsCheck.Fluent;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Estimation;

public sealed class GaussianMixtureTests
{
    private static readonly GaussianMixture Truth = new(
    [
        new(0.3, [-3, 0], new[,] { { 1, 0.5 }, { 0.5, 1 } }),
        new(0.7, [2, 1], new[,] { { 0.5, -0.2 }, { -0.2, 0.8 } }),
    ]);

    private static readonly GaussianMixtureOptions Exact = new() { Regularisation = 0, Tolerance = 1e-12, MaxIterations = 500 };

    [Fact]
    public void A_mixture_is_found_from_its_draws()
    {
        using var scope = NewDisposeScope();
        var (points, _) = Truth.Sample(4000, new Random(1));
        var fit = ExpectationMaximization.FitGaussianMixture(points, 2, new() { Tolerance = 1e-9, MaxIterations = 300 });
        foreach (var (truth, fitted) in Truth.Components.Zip(fit.Parameters.Components.OrderBy(component => component.Weight)))
        {
            Assert.Equal(truth.Weight, fitted.Weight, 0.03);
            Assert.Equal(truth.Mean, fitted.Mean, (a, b) => Math.Abs(a - b) < 0.12);
            Assert.Equal(truth.Covariance.Cast<double>(), fitted.Covariance.Cast<double>(), (a, b) => Math.Abs(a - b) < 0.15);
        }
    }

    [Fact]
    public void One_component_is_the_mean_and_covariance_of_the_data()
    {
        using var scope = NewDisposeScope();
        var (points, _) = Truth.Sample(200, new Random(2));
        var one = ExpectationMaximization.FitGaussianMixture(points, 1, Exact).Parameters.Components[0];
        var centred = points - points.mean(new[] { 0L });
        Assert.Equal(points.mean(new[] { 0L }).data<double>().ToArray(), one.Mean, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal((centred.transpose(0, 1).mm(centred) / 200).data<double>().ToArray(), one.Covariance.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_fit_and_another_seed_another_start()
    {
        using var scope = NewDisposeScope();
        var (points, _) = Truth.Sample(300, new Random(3));
        double[] Fit(int seed) => [.. ExpectationMaximization.FitGaussianMixture(points, 3, new() { Seed = seed }).History.Select(step => step.LogLikelihood)];
        Assert.Equal(Fit(5), Fit(5));
        Assert.NotEqual(Fit(5)[0], Fit(6)[0]);
    }

    [Fact]
    public void More_restarts_are_never_worse()
    {
        using var scope = NewDisposeScope();
        var (points, _) = Truth.Sample(200, new Random(4));
        double Best(int restarts) => ExpectationMaximization.FitGaussianMixture(points, 5, new() { Restarts = restarts }).LogLikelihood;
        Assert.True(Best(6) > Best(1));
    }

    // Sums of squares about the origin would lose all digits here.
    [Theory]
    [InlineData(CovarianceKind.Full)]
    [InlineData(CovarianceKind.Diagonal)]
    [InlineData(CovarianceKind.Spherical)]
    public void Data_far_from_the_origin_are_fitted_as_well_as_near_it(CovarianceKind kind)
    {
        using var scope = NewDisposeScope();
        // Multiples of 1/1024, so that shifting them rounds nothing.
        var points = (Truth.Sample(300, new Random(5)).Points * 1024).round() / 1024;
        var options = new GaussianMixtureOptions { Covariance = kind, Tolerance = 0, MaxIterations = 20 };
        double near = ExpectationMaximization.FitGaussianMixture(points, 2, options).LogLikelihood;
        double far = ExpectationMaximization.FitGaussianMixture(points + 1e7, 2, options).LogLikelihood;
        Assert.Equal(near, far, 1e-6);
    }

    [Fact]
    public void The_number_of_components_with_the_lowest_BIC_is_the_true_one()
    {
        using var scope = NewDisposeScope();
        var (points, _) = Truth.Sample(800, new Random(6));
        var bics = Enumerable.Range(1, 5).Select(k =>
            ExpectationMaximization.FitGaussianMixture(points, k, new() { Restarts = 3, Tolerance = 1e-6 }).Parameters.Bic(points)).ToArray();
        Assert.Equal(2, Array.IndexOf(bics, bics.Min()) + 1);
    }

    [Theory]
    [InlineData(CovarianceKind.Full, 2 + 3 * (4 + 10))]
    [InlineData(CovarianceKind.Diagonal, 2 + 3 * (4 + 4))]
    [InlineData(CovarianceKind.Spherical, 2 + 3 * (4 + 1))]
    public void Free_parameters_are_counted(CovarianceKind kind, long expected)
    {
        var identity = new double[4, 4];
        for (int i = 0; i < 4; i++) identity[i, i] = 1;
        Assert.Equal(expected, new GaussianMixture([.. Enumerable.Repeat(new GaussianComponent(1 / 3.0, new double[4], identity), 3)], kind).ParameterCount);
    }

    [Fact]
    public void Draws_have_the_moments_of_their_components()
    {
        using var scope = NewDisposeScope();
        var (points, components) = Truth.Sample(20_000, new Random(7));
        Assert.Equal(0.3, components.eq(0).to(ScalarType.Float64).mean().item<double>(), 0.013);
        var first = points[components.eq(0)];
        Assert.Equal([-3, 0], first.mean(new[] { 0L }).data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 0.06);
        Assert.Equal(0.5, (first[.., 0] + 3).mul(first[.., 1]).mean().item<double>(), 0.08);
    }

    // A point 40 deviations away has a density that no double holds.
    [Fact]
    public void Points_far_from_every_component_still_have_responsibilities()
    {
        using var scope = NewDisposeScope();
        var far = tensor(new double[,] { { -80, 3 }, { 90, -7 } });
        Assert.All(Truth.Responsibilities(far).sum(1L).data<double>().ToArray(), sum => Assert.Equal(1, sum, 1e-12));
        Assert.All(Truth.LogProb(far).data<double>().ToArray(), log => Assert.InRange(log, -20_000, -1000));
    }

    [Fact]
    public void The_log_likelihood_never_falls()
    {
        var cases =
            from kind in Gen.Elements(CovarianceKind.Full, CovarianceKind.Diagonal, CovarianceKind.Spherical)
            from points in Gen.Choose(8, 60)
            from dimensions in Gen.Choose(1, 4)
            from components in Gen.Choose(1, 5)
            from regularisation in Gen.Elements(1e-6, 1e-3, 0.3)
            from missing in Gen.Elements(0.0, 0.2)
            from seed in Gen.Choose(0, 1_000_000)
            select (kind, points, dimensions, components, regularisation, missing, seed);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator((ulong)c.seed);
            var data = randn(c.points, c.dimensions, dtype: ScalarType.Float64, generator: generator) * 2;
            data[.., 0] = data[.., 0].round();   // ties, and components that shrink to a line
            var hidden = rand(c.points, c.dimensions, generator: generator).lt(c.missing);
            hidden[.., 0] = false;
            data = data.masked_fill(hidden, double.NaN);
            var fit = ExpectationMaximization.FitGaussianMixture(data, c.components, new()
            {
                Covariance = c.kind, Regularisation = c.regularisation, Tolerance = 0, MaxIterations = 25, Seed = c.seed,
                MissingValues = MissingValues.Marginalise,
            });
            // EM itself throws where the likelihood falls by more than its regularisation explains; without much of it there is nothing to explain.
            return fit.Iterations == 25 && (c.regularisation > 1e-5 || fit.History.Zip(fit.History.Skip(1)).All(pair => Rises(pair.First, pair.Second)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20, 7)); // the same cases every time
    }

    // The regularisation is what keeps the third dimension, a sum of the others, from being singular; rounding is all that moves its variance.
    [Theory]
    [InlineData(1e2)]
    [InlineData(1e3)]
    public void Rounding_in_covariances_that_are_nearly_singular_is_no_fall(double scale)
    {
        for (ulong seed = 0; seed < 4; seed++)
        {
            using var scope = NewDisposeScope();
            var fit = ExpectationMaximization.FitGaussianMixture(NearlyInAPlane(scale, seed), 3, new() { Tolerance = 0, MaxIterations = 40 });
            Assert.Equal(40, fit.Iterations);
        }
    }

    [Fact]
    public void A_regularisation_that_rounding_swallows_is_called_singular()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<SingularComponentException>(() => ExpectationMaximization.FitGaussianMixture(NearlyInAPlane(1e5, 1), 3));
        Assert.Contains("use a larger regularisation", error.Message);
    }

    private static Tensor NearlyInAPlane(double scale, ulong seed)
    {
        using var generator = new Generator(seed);
        var plane = randn(200, 2, dtype: ScalarType.Float64, generator: generator) * scale;
        return cat([plane, plane[.., 0].unsqueeze(1) * 0.7 + plane[.., 1].unsqueeze(1) * 0.3], 1);
    }

    [Fact]
    public void A_step_that_lowers_the_likelihood_is_an_error_with_both_values()
    {
        var error = Assert.Throws<LikelihoodFellException>(() => ExpectationMaximization.Run(1.0, x => (-x * x, x), x => x + 0.5));
        Assert.Contains("Iteration 1 took the log-likelihood from -1 to -2.25", error.Message);
        var notANumber = Assert.Throws<LikelihoodFellException>(() => ExpectationMaximization.Run(1.0, x => (Math.Log(x), x), x => x - 2));
        Assert.Contains("from 0 to NaN", notANumber.Message);
    }

    private static bool Rises(EmStep<GaussianMixture> before, EmStep<GaussianMixture> after) => after.LogLikelihood >= before.LogLikelihood - 1e-5;
}
