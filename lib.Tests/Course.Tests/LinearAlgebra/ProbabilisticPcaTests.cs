using Course.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.LinearAlgebra;

/// <summary>Likelihoods against scikit-learn's, both roads to the maximum against each other, and the model against its own samples.</summary>
public sealed class ProbabilisticPcaTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(PcaGoldens.DataSets), MemberType = typeof(PcaGoldens))]
    public void The_likelihood_is_scikit_learns(string dataSet)
    {
        var golden = PcaGoldens.Of(dataSet);
        int k = golden.GetProperty("k").GetInt32();
        double noise = golden.GetProperty("noiseVariance").GetDouble();
        var weights = golden.Tensor("components")[..k].t() * (golden.Tensor("explainedVariance")[..k] - noise).sqrt();

        var model = new ProbabilisticPca(golden.Tensor("mean"), weights, noise);

        PcaGoldens.AssertClose(golden.Tensor("score"), model.LogProb(golden.Tensor("x")).mean(), 1e-6);
        PcaGoldens.AssertClose(golden.Tensor("logLikelihoods"), model.LogProb(golden.Tensor("x")[..4]), 1e-6);
    }

    [Theory]
    [MemberData(nameof(PcaGoldens.DataSets), MemberType = typeof(PcaGoldens))]
    public void The_closed_form_reaches_the_maximum(string dataSet)
    {
        var golden = PcaGoldens.Of(dataSet);

        var model = ProbabilisticPca.ClosedForm(golden.Tensor("x"), golden.GetProperty("k").GetInt32());

        Assert.Equal(golden.GetProperty("maximumLikelihoodNoise").GetDouble(), model.NoiseVariance, 1e-9);
        PcaGoldens.AssertClose(golden.Tensor("maximumLikelihood"), model.LogProb(golden.Tensor("x")).mean(), 1e-6);
        Assert.Empty(model.LogLikelihoods);
    }

    [Theory]
    [MemberData(nameof(PcaGoldens.DataSets), MemberType = typeof(PcaGoldens))]
    public void EM_climbs_to_the_same_maximum_and_never_falls(string dataSet)
    {
        var golden = PcaGoldens.Of(dataSet);
        int k = golden.GetProperty("k").GetInt32();
        var x = golden.Tensor("x");

        var model = ProbabilisticPca.ByEm(x, k, steps: 20_000, tolerance: 1e-13, generator: new Generator(1));

        PcaGoldens.AssertClose(golden.Tensor("maximumLikelihood"), model.LogProb(x).mean(), 1e-6);
        Assert.Equal(model.LogProb(x).mean().ToDouble(), model.LogLikelihoods[^1], 1e-7);
        foreach (var (before, after) in model.LogLikelihoods.Zip(model.LogLikelihoods.Skip(1)))
            Assert.True(after >= before - 1e-9 * Math.Abs(before), $"The likelihood fell from {before:R} to {after:R}.");
        Assert.True(PrincipalAngles.Between(model.Weights, ProbabilisticPca.ClosedForm(x, k).Weights).max().ToDouble() < 1e-3);
    }

    [Fact]
    public void The_density_is_that_of_the_normal_distribution_with_its_covariance()
    {
        var x = PcaGoldens.Of("correlated").Tensor("x");
        var model = ProbabilisticPca.ClosedForm(x, 2);
        using var normal = distributions.MultivariateNormal(model.Mean, model.Covariance);

        PcaGoldens.AssertClose(normal.log_prob(x), model.LogProb(x), 1e-8);
    }

    [Fact]
    public void The_posterior_is_that_of_a_joint_normal_distribution()
    {
        var x = PcaGoldens.Of("wide").Tensor("x");
        var model = ProbabilisticPca.ClosedForm(x, 4);
        // Condition z on x in their joint covariance [[I, Wᵀ], [W, C]].
        var gain = linalg.solve(model.Covariance, model.Weights).t();

        PcaGoldens.AssertClose((x - model.Mean).mm(gain.t()), model.PosteriorMean(x), 1e-9);
        PcaGoldens.AssertClose(eye(4, dtype: float64) - gain.mm(model.Weights), model.PosteriorCovariance, 1e-9);
    }

    [Fact]
    public void Samples_have_the_models_mean_and_covariance()
    {
        var model = new ProbabilisticPca(tensor(new[] { 1.0, -2, 3 }), tensor(new[,] { { 2.0 }, { 1 }, { 0 } }), 0.25);
        const int n = 40_000;

        var samples = model.Sample(n, new Generator(4));

        // Five standard errors: those of a mean are below √(4.25/n), those of a covariance below √(2 · 4.25²/n).
        Assert.True((samples.mean([0L]) - model.Mean).abs().max().ToDouble() < 5 * Math.Sqrt(4.25 / n));
        Assert.True((samples.t().cov() - model.Covariance).abs().max().ToDouble() < 5 * 4.25 * Math.Sqrt(2.0 / n));
    }

    [Fact]
    public void Without_noise_decoding_the_posterior_mean_is_the_projection()
    {
        var x = PcaGoldens.Of("decaying").Tensor("x");
        var pca = Pca.ByEigen(x, 3);
        var model = new ProbabilisticPca(pca.Mean, pca.Components.t() * pca.ExplainedVariance.sqrt(), 1e-12);

        PcaGoldens.AssertClose(pca.Reconstruct(x), model.Decode(model.PosteriorMean(x)), 1e-7);
    }

    [Fact]
    public void Bad_parameters_and_data_get_a_sentence()
    {
        var x = PcaGoldens.Of("wide").Tensor("x");
        Tensor mean = zeros(3, dtype: float64), weights = ones(3, 1, dtype: float64);

        Says("σ² = 0", () => new ProbabilisticPca(mean, weights, 0));
        Says("σ² = NaN", () => new ProbabilisticPca(mean, weights, double.NaN));
        Says("do not fit", () => new ProbabilisticPca(zeros(2, dtype: float64), weights, 1));
        Says("vary in 11 of 25 directions", () => ProbabilisticPca.ClosedForm(x, 11));
        Says("vary in 11 of 25 directions", () => ProbabilisticPca.ByEm(x, 11));
        Says("k = 0", () => ProbabilisticPca.ClosedForm(x, 0));
        Says("k = 0", () => ProbabilisticPca.ByEm(x, 0));
        Says("there is 1", () => ProbabilisticPca.ByEm(x[..1], 1));
        Says("NaN", () => ProbabilisticPca.ByEm(x * double.NaN, 1));
        Says("rows of 25 numbers", () => ProbabilisticPca.ClosedForm(x, 2).LogProb(x[.., 1..]));
        Says("codes of 2 numbers", () => ProbabilisticPca.ClosedForm(x, 2).Decode(x));
    }

    private static void Says(string part, Action act) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(act).Message);
}
