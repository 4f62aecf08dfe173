using Course.Estimation;
using static TorchSharp.torch;

namespace Course.Tests.Estimation;

/// <summary>What cannot be fitted is refused in one sentence, with the value and what to do.</summary>
public sealed class GaussianMixtureInputTests
{
    private static readonly double[,] Identity = { { 1, 0 }, { 0, 1 } };

    [Fact]
    public void Fewer_points_than_components_are_refused()
    {
        Assert.Contains("3 points for 4 components", Refusal(randn(3, 2), 4));
        Assert.Contains("0 components", Refusal(randn(3, 2), 0));
        Assert.Contains("only 2 different points for 3 centres", Refusal(tensor(new double[,] { { 1, 2 }, { 1, 2 }, { 3, 4 }, { 3, 4 } }), 3));
    }

    [Fact]
    public void Data_of_another_shape_or_type_are_refused()
    {
        Assert.Contains("shape [3]", Refusal(randn(3), 1));
        Assert.Contains("[0, 2]", Refusal(zeros(0, 2), 1));
        Assert.Contains("Int64", Refusal(zeros(4, 2, dtype: ScalarType.Int64), 1));
        var mixture = new GaussianMixture([new(1, [0, 0], Identity)]);
        Assert.Contains("3 dimensions, but the mixture has 2",
            Assert.Throws<ArgumentException>(() => ExpectationMaximization.FitGaussianMixture(randn(4, 3), mixture)).Message);
        Assert.Contains("3 dimensions, but the mixture has 2", Assert.Throws<ArgumentException>(() => mixture.LogProb(randn(4, 3))).Message);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_refused_unless_NaN_is_said_to_mark_a_missing_one()
    {
        var data = tensor(new[,] { { 1, 2 }, { 3, double.NaN }, { double.NaN, 4 } });
        Assert.Contains("2 of 6 values are not numbers, the first is NaN at [1, 1]", Refusal(data, 1));
        Assert.Contains("MissingValues.Marginalise", Refusal(data, 1));
        Assert.Equal(2, ExpectationMaximization.FitGaussianMixture(data, 1, new() { MissingValues = MissingValues.Marginalise }).Parameters.Dimensions);
        var infinite = tensor(new[,] { { 1, 2 }, { double.NegativeInfinity, 4 } });
        Assert.Contains("the first is -Infinity at [1, 0]", Refusal(infinite, 1, new() { MissingValues = MissingValues.Marginalise }));
    }

    [Fact]
    public void Rows_and_dimensions_without_any_value_are_refused()
    {
        var marginalise = new GaussianMixtureOptions { MissingValues = MissingValues.Marginalise };
        Assert.Contains("Row 1 has no value", Refusal(tensor(new[,] { { 1, 2 }, { double.NaN, double.NaN }, { 3, 4 } }), 1, marginalise));
        Assert.Contains("Dimension 1 has no value", Refusal(tensor(new[,] { { 1, double.NaN }, { 3, double.NaN } }), 1, marginalise));
    }

    [Theory]
    [InlineData(CovarianceKind.Full, "its eigenvalues are")]
    [InlineData(CovarianceKind.Diagonal, "smallest variance is 0")]
    public void A_component_that_shrinks_is_an_error_without_regularisation(CovarianceKind kind, string message)
    {
        // All points lie on a line.
        var line = tensor(new double[,] { { 0, 0 }, { 1, 0 }, { 2, 0 }, { 10, 0 }, { 12, 0 } });
        var options = new GaussianMixtureOptions { Covariance = kind, Regularisation = 0, Restarts = 3 };
        var error = Assert.Throws<SingularComponentException>(() => ExpectationMaximization.FitGaussianMixture(line, 2, options));
        Assert.Contains(message, error.Message);
        Assert.Contains("use a larger regularisation", error.Message);
        Assert.True(ExpectationMaximization.FitGaussianMixture(line, 2, options with { Regularisation = 1e-3 }).LogLikelihood > 0);
    }

    [Fact]
    public void A_component_without_data_is_an_error()
    {
        var start = new GaussianMixture([new(0.5, [0, 0], Identity), new(0.5, [1000, 0], Identity)]);
        var error = Assert.Throws<SingularComponentException>(() => ExpectationMaximization.FitGaussianMixture(zeros(5, 2), start));
        Assert.Contains("Component 1 (of 2, counted from 0) holds no data, its responsibilities sum to 0;", error.Message);
    }

    [Fact]
    public void Parameters_that_are_no_mixture_are_refused()
    {
        string Message(params GaussianComponent[] components) => Assert.Throws<ArgumentException>(() => new GaussianMixture(components)).Message;
        Assert.Contains("there is none", Message());
        Assert.Contains("weights sum to 0.9", Message(new(0.4, [0, 0], Identity), new(0.5, [0, 0], Identity)));
        Assert.Contains("weight of -0.5", Message(new(-0.5, [0, 0], Identity), new(1.5, [0, 0], Identity)));
        Assert.Contains("Component 1 has a mean of 3 values and a covariance of 2 × 2", Message(new(0.5, [0, 0], Identity), new(0.5, [0, 0, 0], Identity)));
        Assert.Contains("NaN in its mean or covariance", Message(new GaussianComponent(1, [0, double.NaN], Identity)));
        Assert.Contains("not symmetric: 0.5 at [1, 0] but 0.2 at [0, 1]", Message(new GaussianComponent(1, [0, 0], new[,] { { 1, 0.2 }, { 0.5, 1 } })));
        Assert.Contains("component 0 is not positive definite, it has the eigenvalue -1;",
            Message(new GaussianComponent(1, [0, 0], new double[,] { { 1, 2 }, { 2, 1 } })));
        Assert.Contains("cannot have 0.5 at [0, 1]", Assert.Throws<ArgumentException>(
            () => new GaussianMixture([new(1, [0, 0], new[,] { { 1, 0.5 }, { 0.5, 1 } })], CovarianceKind.Diagonal)).Message);
        Assert.Contains("variances 1 and 2", Assert.Throws<ArgumentException>(
            () => new GaussianMixture([new(1, [0, 0], new double[,] { { 1, 0 }, { 0, 2 } })], CovarianceKind.Spherical)).Message);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Contains("regularisation of -1", Refusal(randn(5, 2), 1, new() { Regularisation = -1 }));
        Assert.Contains("0 starts", Refusal(randn(5, 2), 1, new() { Restarts = 0 }));
        Assert.Contains("tolerance of NaN", Refusal(randn(5, 2), 1, new() { Tolerance = double.NaN }));
        Assert.Contains("-1 iterations", Refusal(randn(5, 2), 1, new() { MaxIterations = -1 }));
    }

    private static string Refusal(Tensor data, int components, GaussianMixtureOptions? options = null) =>
        Assert.Throws<ArgumentException>(() => ExpectationMaximization.FitGaussianMixture(data, components, options)).Message;
}
