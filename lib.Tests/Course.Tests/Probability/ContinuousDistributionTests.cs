using Course.Probability;
using FsCheck;
using FsCheck.Fluent;
using static Course.Tests.Probability.ProbabilityGolden;

namespace Course.Tests.Probability;

/// <summary>Gaussian, uniform, beta and mixtures: values of SciPy, and what holds for every distribution.</summary>
public sealed class ContinuousDistributionTests
{
    private static readonly Dictionary<string, IDistribution<double>> Laws = new()
    {
        ["Gaussian"] = new Gaussian(6, 16),
        ["narrow Gaussian"] = new Gaussian(-300, 1e-4),
        ["uniform"] = new Uniform(-1, 4),
        ["beta"] = new Beta(2, 5),
        ["mixture of Gaussians"] = new Mixture<double>([0.3, 0.7], [new Gaussian(-2, 0.5), new Gaussian(1.5, 1.2)]),
        ["mixture of everything"] = new Mixture<double>([0.2, 0.5, 0.3], [new Gaussian(0, 1), new Uniform(2, 3), new Beta(3, 3)]),
    };

    public static TheoryData<string> Names => [.. Laws.Keys];

    [Fact]
    public void A_Gaussian_has_SciPys_values()
    {
        foreach (var golden in Of("gaussians").EnumerateArray())
        {
            var p = new Gaussian(golden.Number("mean"), golden.Number("variance"));
            AssertClose(golden.Vector("log_prob"), golden.Vector("x").Select(p.LogProb));
            AssertClose(golden.Vector("cdf"), golden.Vector("x").Select(p.Cdf));
            AssertClose(golden.Vector("quantile"), golden.Vector("p").Select(p.Quantile), 1e-8);
            AssertClose(golden.Number("entropy"), p.Entropy);
        }
    }

    [Fact]
    public void A_beta_variable_has_SciPys_values()
    {
        foreach (var golden in Of("betas").EnumerateArray())
        {
            var p = new Beta(golden.Number("alpha"), golden.Number("beta"));
            AssertClose(golden.Vector("log_prob"), golden.Vector("x").Select(p.LogProb), 1e-10);
            AssertClose([golden.Number("mean"), golden.Number("variance"), golden.Number("entropy")], [p.Mean, p.Variance, p.Entropy], 1e-10);
        }
    }

    [Fact]
    public void A_mixture_has_SciPys_values()
    {
        var golden = Of("mixture");
        var p = new Mixture<double>(golden.Vector("weights"), golden.Vector("means").Zip(golden.Vector("variances"), (m, v) => new Gaussian(m, v)));
        AssertClose(golden.Vector("log_prob"), golden.Vector("x").Select(p.LogProb));
        AssertClose(golden.Number("entropy"), p.Entropy, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_area_under_a_density_is_one(string name) => AssertClose(1, Expectation.Quadrature(Laws[name], _ => 1).Value, 1e-9);

    [Theory]
    [MemberData(nameof(Names))]
    public void Entropy_is_the_mean_surprise(string name)
    {
        AssertAgree(Laws[name].Entropy, Expectation.Quadrature(Laws[name], x => -Laws[name].LogProb(x)));
        AssertAgree(Laws[name].Entropy, Expectation.MonteCarlo(Laws[name], x => -Laws[name].LogProb(x), new Random(3), 20_000));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Samples_have_the_moments_of_the_density(string name)
    {
        foreach (int power in new[] { 1, 2, 3 })
        {
            AssertAgree(
                Expectation.Quadrature(Laws[name], x => Math.Pow(x, power)),
                Expectation.MonteCarlo(Laws[name], x => Math.Pow(x, power), new Random(power), 20_000));
        }
    }

    [Theory]
    [InlineData("Gaussian")]
    [InlineData("uniform")]
    [InlineData("beta")]
    public void Mean_and_variance_are_those_of_the_density(string name)
    {
        var p = (IContinuousDistribution)Laws[name];
        AssertClose(p.Mean, Expectation.Quadrature(p, x => x).Value, 1e-9);
        AssertClose(p.Variance, Expectation.Quadrature(p, x => (x - p.Mean) * (x - p.Mean)).Value, 1e-9);
    }

    [Fact]
    public void A_quantile_undoes_the_cumulative_distribution() => Prop.ForAll(
        (from mean in Gen.Choose(-50, 50)
         from variance in Gen.Choose(1, 400)
         from z in Gen.Choose(-40, 40)
         select (p: new Gaussian(mean, variance / 10.0), z: z / 10.0)).ToArbitrary(),
        test =>
        {
            var p = test.p;
            double x = p.Mean + test.z * p.StandardDeviation;
            return Math.Abs(p.Quantile(p.Cdf(x)) - x) <= 1e-8 * (1 + Math.Abs(x));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20, 7));

    [Fact]
    public void The_same_seed_gives_the_same_draws() =>
        Assert.All(Laws.Values, p => Assert.Equal(p.Samples(5, new Random(9)), p.Samples(5, new Random(9))));

    [Fact]
    public void Seeing_successes_and_failures_adds_to_the_parameters()
    {
        var posterior = new Beta(2, 2).Update(7, 3);
        Assert.Equal((9.0, 5.0), (posterior.Alpha, posterior.BetaParameter));
    }

    [Fact]
    public void Outside_the_support_the_density_is_zero()
    {
        Assert.Equal(double.NegativeInfinity, new Uniform(0, 1).LogProb(1.001));
        Assert.Equal(0, new Uniform(0, 1).Density(-0.001));
        Assert.Equal(double.NegativeInfinity, new Mixture<double>([0.5, 0.5], [new Uniform(0, 1), new Uniform(2, 3)]).LogProb(1.5));
        Assert.Equal(double.NegativeInfinity, new Beta(2, 2).LogProb(1.5));
    }

    [Theory]
    [InlineData(0, "The variance is 0; it must be a finite number above 0.")]
    [InlineData(-2.5, "The variance is -2.5; it must be a finite number above 0.")]
    [InlineData(double.NaN, "The variance is NaN; it must be a finite number above 0.")]
    [InlineData(double.PositiveInfinity, "The variance is Infinity; it must be a finite number above 0.")]
    public void A_variance_that_is_none_is_named(double variance, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new Gaussian(0, variance)).Message);

    [Fact]
    public void Parameters_that_are_none_are_named_with_their_value()
    {
        static string Message(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;
        Assert.Equal("The mean is NaN; it must be a finite number.", Message(() => new Gaussian(double.NaN, 1)));
        Assert.Equal("The probability p of the quantile is 1.5; a probability lies between 0 and 1.", Message(() => new Gaussian(0, 1).Quantile(1.5)));
        Assert.Equal("U(2, 1) is empty; the lower end must be below the upper one.", Message(() => new Uniform(2, 1)));
        Assert.Equal("The upper end is NaN; it must be a finite number.", Message(() => new Uniform(2, double.NaN)));
        Assert.Equal("The alpha is 0; it must be a finite number above 0.", Message(() => new Beta(0, 1)));
        Assert.Equal("The weights sum to 0.9; they must sum to 1.", Message(() => new Mixture<double>([0.5, 0.4], [new Gaussian(0, 1), new Gaussian(1, 1)])));
        Assert.Equal("There are 2 weights, but 1 are needed.", Message(() => new Mixture<double>([0.5, 0.5], [new Gaussian(0, 1)])));
    }
}
