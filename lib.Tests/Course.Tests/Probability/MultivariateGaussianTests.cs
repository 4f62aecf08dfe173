using Course.Probability;
using FsCheck;
using FsCheck.Fluent;
using static Course.Tests.Probability.ProbabilityGolden;

namespace Course.Tests.Probability;

public sealed class MultivariateGaussianTests
{
    private static readonly System.Text.Json.JsonElement Golden = Of("multivariate");

    private static MultivariateGaussian P => new(Golden.Vector("mean"), Golden.Matrix("covariance"));

    [Fact]
    public void It_has_SciPys_values()
    {
        AssertClose(Golden.Vector("log_prob"), Golden.GetProperty("x").EnumerateArray().Select(x => P.LogProb(x.Vector())));
        AssertClose([Golden.Number("entropy"), Golden.Number("determinant")], [P.Entropy, P.Determinant]);
        AssertClose(Golden.Matrix("precision").Cast<double>(), P.Precision.Cast<double>());
        AssertClose(Golden.Vector("deviations"), P.Axes.Select(axis => axis.StandardDeviation));
        AssertClose(Golden.Vector("longest").Select(Math.Abs), P.Axes[0].Direction.Select(Math.Abs));
    }

    [Fact]
    public void A_conditional_is_the_one_of_the_precision_matrix()
    {
        foreach (var golden in Golden.GetProperty("conditional").EnumerateArray())
        {
            var left = P.Conditional([.. golden.Vector("given").Select(i => (int)i)], golden.Vector("values"));
            AssertClose(golden.Vector("mean"), left.Mean);
            AssertClose(golden.Matrix("covariance").Cast<double>(), left.Covariance.Cast<double>());
        }
    }

    [Fact]
    public void Marginal_times_conditional_is_the_joint_density() => Prop.ForAll(Points.ToArbitrary(), x =>
    {
        double joint = P.LogProb(x);
        AssertClose(joint, P.Marginal(2, 0).LogProb([x[2], x[0]]) + P.Conditional([2, 0], [x[2], x[0]]).LogProb([x[1]]), 1e-10);
        AssertClose(joint, P.Marginal(1).LogProb([x[1]]) + P.Conditional([1], [x[1]]).LogProb([x[0], x[2]]), 1e-10);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50).WithReplay(20, 7));

    [Fact]
    public void One_dimension_is_a_Gaussian()
    {
        var (one, line) = (new MultivariateGaussian([1.5], new[,] { { 4.0 } }), new Gaussian(1.5, 4));
        AssertClose([line.LogProb(-0.3), line.Entropy], [one.LogProb([-0.3]), one.Entropy]);
    }

    [Fact]
    public void A_diagonal_covariance_is_a_product()
    {
        var p = MultivariateGaussian.Diagonal([1, -2], [4, 0.25]);
        AssertClose(new Gaussian(1, 4).LogProb(0.5) + new Gaussian(-2, 0.25).LogProb(-1.8), p.LogProb([0.5, -1.8]));
        AssertClose(new Gaussian(1, 4).Entropy + new Gaussian(-2, 0.25).Entropy, p.Entropy);
    }

    [Fact]
    public void Samples_have_mean_and_covariance()
    {
        double[,] covariance = P.Covariance;
        for (int i = 0; i < 3; i++)
        {
            AssertAgree(P.Mean[i], Expectation.MonteCarlo(P, x => x[i], new Random(1), 20_000));
            for (int j = 0; j <= i; j++)
                AssertAgree(covariance[i, j], Expectation.MonteCarlo(P, x => (x[i] - P.Mean[i]) * (x[j] - P.Mean[j]), new Random(2), 20_000));
        }
    }

    [Fact]
    public void The_axes_stretch_the_covariance_along_themselves()
    {
        double[,] covariance = P.Covariance;
        foreach (var (direction, deviation) in P.Axes)
        {
            for (int i = 0; i < 3; i++)
                AssertClose(deviation * deviation * direction[i], Enumerable.Range(0, 3).Sum(j => covariance[i, j] * direction[j]));
        }
    }

    [Fact]
    public void What_is_no_covariance_is_named_with_its_value()
    {
        static string Message(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;
        Assert.Equal("The covariance is not positive definite: its smallest eigenvalue is -1; all must be above 0.",
            Message(() => new MultivariateGaussian([0, 0], new double[,] { { 1, 2 }, { 2, 1 } })));
        Assert.StartsWith("The covariance is not positive definite",
            Message(() => new MultivariateGaussian([0, 0], new double[,] { { 1, 1 }, { 1, 1 } })), StringComparison.Ordinal);
        Assert.Equal("The covariance is not symmetric: entry [1, 0] is 0.3, but [0, 1] is 0.5.",
            Message(() => new MultivariateGaussian([0, 0], new[,] { { 1, 0.5 }, { 0.3, 1 } })));
        Assert.Equal("The covariance is NaN; it must be a finite number.",
            Message(() => new MultivariateGaussian([0, 0], new[,] { { 1, double.NaN }, { 0, 1 } })));
        Assert.Equal("The mean is Infinity; it must be a finite number.",
            Message(() => new MultivariateGaussian([double.PositiveInfinity], new double[,] { { 1 } })));
        Assert.Equal("There are 2 rows of the covariance, but 3 are needed.",
            Message(() => new MultivariateGaussian([0, 0, 0], new double[,] { { 1, 0 }, { 0, 1 } })));
        Assert.Equal("The variance is -1; it must be a finite number above 0.", Message(() => MultivariateGaussian.Diagonal([0], [-1])));
        Assert.Equal("There are 2 coordinates, but 3 are needed.", Assert.Throws<ArgumentException>(() => P.LogProb([1, 2])).Message);
        Assert.Equal("There is no coordinate 3; a Gaussian in 3 dimensions has 0 to 2.", Message(() => P.Marginal(3)));
        Assert.Equal("A coordinate is named twice in 1, 1.", Message(() => P.Marginal(1, 1)));
        Assert.StartsWith("All 3 coordinates are given", Message(() => P.Conditional([0, 1, 2], [1, 2, 3])), StringComparison.Ordinal);
    }

    private static Gen<double[]> Points => Gen.Choose(-40, 40).Select(i => i / 10.0).ArrayOf(3);
}
