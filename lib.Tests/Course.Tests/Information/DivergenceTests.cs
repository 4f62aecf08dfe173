using System.Text.Json;
using Course.Information;
using Course.Lectures;
using Course.Probability;
using FsCheck;
using FsCheck.Fluent;
using static Course.Tests.Probability.ProbabilityGolden;

namespace Course.Tests.Information;

/// <summary>Divergences in double precision: values of PyTorch and SciPy, three roads to each, and what holds for all.</summary>
public sealed class DivergenceTests
{
    private static readonly Gaussian Homework = new(6, 16), Standard = Gaussian.Standard;

    private static readonly Dictionary<string, (IDistribution<double> P, IDistribution<double> Q)> Pairs = new()
    {
        ["homework"] = (Homework, Standard),
        ["homework reversed"] = (Standard, Homework),
        ["uniform in Gaussian"] = (new Uniform(-1, 4), new Gaussian(1, 2)),
        ["uniform in uniform"] = (new Uniform(0, 1), new Uniform(-1, 2)),
        ["betas"] = (new Beta(2, 5), new Beta(3, 2.5)),
        ["two humps and one"] = (new Mixture<double>([0.5, 0.5], [new Gaussian(-3, 1), new Gaussian(3, 0.5)]), new Gaussian(0, 9)),
        ["one and two humps"] = (new Gaussian(0, 2), new Mixture<double>([0.4, 0.6], [new Gaussian(-2, 1), new Gaussian(2, 0.5)])),
    };

    private static readonly Gen<Gaussian> Gaussians =
        from mean in Gen.Choose(-50, 50) from variance in Gen.Choose(1, 200) select new Gaussian(mean / 10.0, variance / 20.0);

    private static readonly Gen<Categorical> Categoricals =
        from counts in Gen.Choose(0, 9).ArrayOf(4)
        where counts.Sum() > 0
        select new Categorical(Array.ConvertAll(counts, count => count / (double)counts.Sum()));

    private static readonly Gen<MultivariateGaussian> Planes =
        from mean in Gen.Choose(-30, 30).ArrayOf(2)
        from l in Gen.Choose(-15, 15).ArrayOf(3)
        let a = 0.3 + Math.Abs(l[0]) / 10.0
        let b = l[1] / 10.0
        let c = 0.3 + Math.Abs(l[2]) / 10.0
        select new MultivariateGaussian([mean[0] / 10.0, mean[1] / 10.0], new[,] { { a * a, a * b }, { a * b, b * b + c * c } });

    public static TheoryData<string> Names => [.. Pairs.Keys];

    [Fact]
    public void Gaussians_have_PyTorchs_divergence()
    {
        foreach (var golden in Of("kl").EnumerateArray())
        {
            double[] p = golden.Vector("p"), q = golden.Vector("q");
            var kl = KlDivergence.Between(new Gaussian(p[0], p[1]), new Gaussian(q[0], q[1]));
            AssertClose(golden.Number("kl"), kl.Value);
            Assert.Equal(("closed form", 0.0), (kl.Road, kl.StandardError));
        }
    }

    [Fact]
    public void The_homework_comes_out()
    {
        Assert.Equal(24.113706, KlDivergence.Between(Homework, Standard).Value, 5e-7);
        Assert.Equal(2.042544, KlDivergence.Between(Standard, Homework).Value, 5e-7);
    }

    [Fact]
    public void Other_kinds_have_the_values_of_PyTorch_and_SciPy()
    {
        var plane = Of("multivariate");
        MultivariateGaussian p = new(plane.Vector("mean"), plane.Matrix("covariance")), q = new(plane.Vector("other_mean"), plane.Matrix("other_covariance"));
        AssertClose([plane.Number("kl"), plane.Number("reverse_kl")], [KlDivergence.Between(p, q).Value, KlDivergence.Between(q, p).Value]);
        var classes = Of("categorical");
        var kl = KlDivergence.Between(new Categorical(classes.Vector("p")), new Categorical(classes.Vector("q")));
        AssertClose(classes.Number("kl"), kl.Value);
        Assert.Equal("enumeration", kl.Road);
        AssertClose(Of("beta_kl").GetDouble(), KlDivergence.Between(new Beta(2, 5), new Beta(3, 2.5)).Value, 1e-8);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void All_roads_lead_to_the_same_number(string name)
    {
        var (p, q) = Pairs[name];
        var quadrature = KlDivergence.Quadrature(p, q);
        var sampled = KlDivergence.MonteCarlo(p, q, new Random(4), 20_000);
        AssertAgree(quadrature, sampled);
        Assert.Equal(("quadrature", "Monte Carlo, 20,000 samples"), (quadrature.Road, sampled.Road));
        if (KlDivergence.ClosedForm(p, q) is { } exact) AssertAgree(exact, quadrature);
        Assert.True(quadrature.Value > 0);
    }

    [Fact]
    public void Where_nothing_else_leads_there_samples_do()
    {
        var q = new MultivariateGaussian([0, 0], new[,] { { 2, 0.5 }, { 0.5, 1 } });
        var p = new Mixture<double[]>([0.5, 0.5], [q, q]);
        var kl = KlDivergence.Between(p, new MultivariateGaussian([1, 0], q.Covariance));
        Assert.Equal("Monte Carlo, 100,000 samples", kl.Road);
        AssertAgree(KlDivergence.Between(q, new MultivariateGaussian([1, 0], q.Covariance)), kl);
        Assert.Contains("no closed form", Assert.Throws<NotSupportedException>(() => p.Entropy).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_support_is_infinitely_far_and_says_what_is_missing()
    {
        static void IsInfinite(string road, Estimate kl) => Assert.Equal((double.PositiveInfinity, road), (kl.Value, kl.Road));
        var p = new Categorical(0.5, 0.2, 0.2, 0.1);
        IsInfinite("infinite: q excludes 3, which p allows", KlDivergence.Between(p, new Categorical(0.5, 0.25, 0.25, 0)));
        IsInfinite("infinite: q excludes 3, which p allows", KlDivergence.MonteCarlo(p, new Categorical(0.5, 0.25, 0.25), new Random(1)));
        IsInfinite("infinite: q excludes 2, which p allows", KlDivergence.Between(new Uniform(0, 2), new Uniform(0, 1)));
        IsInfinite("infinite: q excludes 1.5, which p allows", KlDivergence.Quadrature(new Uniform(0, 2), new Uniform(0, 1)));
        Assert.StartsWith("infinite: q excludes ", KlDivergence.Between(Standard, new Uniform(-1, 1)).Road, StringComparison.Ordinal);
        IsInfinite("infinite: one has a density, the other single outcomes", KlDivergence.Between(Standard, new FiniteDistribution<double>([0], [1])));
        IsInfinite("infinite: one has a density, the other single outcomes", KlDivergence.Between(new FiniteDistribution<double>([0], [1]), Standard));
        Assert.Equal(double.PositiveInfinity, CrossEntropy.Between(p, new Categorical(1, 0)).Value);
    }

    [Fact]
    public void An_outcome_that_p_excludes_costs_nothing() =>
        AssertClose(Math.Log(2), KlDivergence.Between(new Categorical(1, 0), new Categorical(0.5, 0.5)).Value);

    [Fact]
    public void A_divergence_is_never_negative_and_zero_only_between_equals()
    {
        Holds(Two(Gaussians), pair => IsDistance(pair.P, pair.Q));
        Holds(Two(Planes), pair => IsDistance(pair.P, pair.Q));
        Holds(Two(Categoricals), pair => IsDistance(pair.P, pair.Q));
    }

    [Fact]
    public void It_is_invariant_under_an_invertible_map() => Holds(
        from pair in Two(Gaussians) from a in Gen.Choose(1, 40) from b in Gen.Choose(-30, 30) select (pair, a: a / 8.0, b),
        test =>
        {
            Gaussian Mapped(Gaussian p) => new(-test.a * p.Mean + test.b, test.a * test.a * p.Variance);
            AssertClose(KlDivergence.Between(test.pair.P, test.pair.Q).Value, KlDivergence.Between(Mapped(test.pair.P), Mapped(test.pair.Q)).Value, 1e-9);
        });

    [Fact]
    public void It_is_additive_over_independent_parts()
    {
        Holds(from x in Two(Gaussians) from y in Two(Gaussians) select (x, y), test =>
        {
            static MultivariateGaussian Both(Gaussian x, Gaussian y) => MultivariateGaussian.Diagonal([x.Mean, y.Mean], [x.Variance, y.Variance]);
            AssertClose(
                KlDivergence.Between(test.x.P, test.x.Q).Value + KlDivergence.Between(test.y.P, test.y.Q).Value,
                KlDivergence.Between(Both(test.x.P, test.y.P), Both(test.x.Q, test.y.Q)).Value, 1e-10);
        });
        Holds(from x in Two(Categoricals) from y in Two(Categoricals) select (x, y), test =>
        {
            double sum = KlDivergence.Between(test.x.P, test.x.Q).Value + KlDivergence.Between(test.y.P, test.y.Q).Value;
            double both = KlDivergence.Between(JointDistribution.Independent(test.x.P, test.y.P), JointDistribution.Independent(test.x.Q, test.y.Q)).Value;
            if (double.IsFinite(sum)) AssertClose(sum, both, 1e-10);
            else Assert.Equal(sum, both);
        });
    }

    [Fact]
    public void Jensen_and_Shannon_measure_the_same_from_both_sides_and_stop_at_log_2()
    {
        Holds(Two(Categoricals), pair =>
        {
            double js = JensenShannon.Between(pair.P, pair.Q).Value;
            AssertClose(js, JensenShannon.Between(pair.Q, pair.P).Value);
            Assert.InRange(js, -1e-15, Math.Log(2) + 1e-15);
        });
        AssertClose(Math.Log(2), JensenShannon.Between(new Categorical(1, 0), new Categorical(0, 1)).Value);
        AssertClose(Math.Log(2), JensenShannon.Between(new Uniform(0, 1), new Uniform(2, 3)).Value, 1e-9);
        AssertAgree(JensenShannon.Between(Homework, Standard), JensenShannon.Between(Standard, Homework));
    }

    [Fact]
    public void Cross_entropy_is_the_mean_surprise_of_the_wrong_code() => Holds(Two(Gaussians), pair =>
        AssertAgree(CrossEntropy.Between(pair.P, pair.Q), Expectation.Quadrature(pair.P, x => -pair.Q.LogProb(x))));

    [Fact]
    public void Mutual_information_is_SciPys_for_a_table_and_closed_for_Gaussians()
    {
        var golden = Of("joint");
        var joint = new JointDistribution<int, int>([0, 1], [0, 1, 2], golden.Matrix("p"));
        AssertClose(golden.Number("mutual_information"), MutualInformation.Of(joint).Value);
        AssertClose(joint.MarginalX.Entropy + joint.MarginalY.Entropy - joint.Entropy, MutualInformation.Of(joint).Value);
        var plane = new MultivariateGaussian([3, -1], new[,] { { 4, 0.8 * 2 }, { 0.8 * 2, 1 } });
        AssertClose(-0.5 * Math.Log(1 - 0.64), MutualInformation.Of(plane, 0).Value);
        AssertClose(0, MutualInformation.Of(JointDistribution.Independent(joint.MarginalX, joint.MarginalY)).Value);
    }

    [Fact]
    public void Mutual_information_is_never_negative_and_at_most_an_entropy() => Holds(Planes, p => Assert.True(MutualInformation.Of(p, 1).Value >= -1e-12));

    [Fact]
    public void A_fair_coin_is_one_bit()
    {
        AssertClose(1, Bits.FromNats(new Bernoulli(0.5).Entropy));
        AssertClose(2, Bits.FromNats(new Categorical(0.25, 0.25, 0.25, 0.25).Entropy));
        Assert.Equal(new Estimate(2, "x", 1), Bits.FromNats(new Estimate(2 * Math.Log(2), "x", Math.Log(2))));
    }

    [Fact]
    public void A_forward_fit_has_the_moments_and_no_other_Gaussian_is_nearer()
    {
        var p = new Mixture<double>([0.4, 0.6], [new Gaussian(-2, 0.5), new Gaussian(3, 1)]);
        var fit = GaussianFit.Forward(p);
        AssertClose([0.4 * -2 + 0.6 * 3, 0.4 * (0.5 + 4) + 0.6 * (1 + 9) - 1], [fit.Gaussian.Mean, fit.Gaussian.Variance], 1e-8);
        foreach (var (shift, stretch) in new[] { (0.1, 1.0), (-0.1, 1.0), (0.0, 1.1), (0.0, 0.9) })
            Assert.True(KlDivergence.Quadrature(p, new Gaussian(fit.Gaussian.Mean + shift, fit.Gaussian.Variance * stretch)).Value > fit.Divergence.Value);
    }

    [Fact]
    public void A_reverse_fit_settles_on_the_hump_it_starts_at()
    {
        var p = new Mixture<double>([0.4, 0.6], [new Gaussian(-4, 0.5), new Gaussian(5, 1)]);
        var fits = GaussianFit.Reverse(p, new Gaussian(-3, 1), new Gaussian(4, 1));
        // Far from the other hump, the hump itself, at the price of −log of its weight.
        AssertClose([-4, 0.5, -Math.Log(0.4)], [fits[0].Gaussian.Mean, fits[0].Gaussian.Variance, fits[0].Divergence.Value], 1e-4);
        AssertClose([5, 1, -Math.Log(0.6)], [fits[1].Gaussian.Mean, fits[1].Gaussian.Variance, fits[1].Divergence.Value], 1e-4);
        foreach (var fit in fits)
        {
            foreach (var (shift, stretch) in new[] { (0.1, 1.0), (-0.1, 1.0), (0.0, 1.1), (0.0, 0.9) })
                Assert.True(KlDivergence.Quadrature(new Gaussian(fit.Gaussian.Mean + shift, fit.Gaussian.Variance * stretch), p).Value > fit.Divergence.Value);
        }
    }

    [Fact]
    public void A_Gaussian_is_fitted_by_itself()
    {
        static double[] Numbers(GaussianFit fit) => [fit.Gaussian.Mean, fit.Gaussian.Variance, fit.Divergence.Value];
        AssertClose([6, 16, 0], Numbers(GaussianFit.Forward(Homework)), 1e-8);
        AssertClose([6, 16, 0], Numbers(Assert.Single(GaussianFit.Reverse(Homework, Standard))), 1e-4);
    }

    [Fact]
    public void Roads_that_do_not_exist_say_which_do()
    {
        static void Says(string what, Func<object> make) => Assert.Contains(what, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
        Says("use Quadrature or MonteCarlo", () => KlDivergence.Enumeration(Homework, Standard));
        Says("use Enumeration or MonteCarlo", () => KlDivergence.Quadrature(new FiniteDistribution<double>([0], [1]), Standard));
        Assert.Null(KlDivergence.ClosedForm(new Beta(1, 2), new Beta(2, 1)));
        Assert.Equal("There are 1 dimensions of the second Gaussian, but 2 are needed.", Assert.Throws<ArgumentException>(() =>
            KlDivergence.Between(MultivariateGaussian.Diagonal([0, 0], [1, 1]), MultivariateGaussian.Diagonal([0], [1]))).Message);
    }

    private static void IsDistance<T>(IDistribution<T> p, IDistribution<T> q) where T : notnull
    {
        Assert.True(KlDivergence.Between(p, q).Value >= -1e-12);
        AssertClose(0, KlDivergence.Between(p, p).Value);
    }

    private static Gen<(T P, T Q)> Two<T>(Gen<T> one) => from p in one from q in one select (p, q);

    private static void Holds<T>(Gen<T> cases, Action<T> property) =>
        Prop.ForAll(cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20, 7));
}
