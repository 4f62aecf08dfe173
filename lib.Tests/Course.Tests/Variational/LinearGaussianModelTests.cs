using Course.Data;
using Course.Lectures;
using Course.LinearAlgebra;
using Course.Probability;
using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class LinearGaussianContractTests : VariationalModelContract
{
    // The density of a grey image may be anything: with this noise it begins far above 0 nats.
    protected override LatentVariableModel Make() => new LinearGaussianModel(0.05 * randn(784, 4), zeros(784), noiseVariance: 0.25);

    protected override int Epochs => 25;
}

/// <summary>What makes the model worth having: in it nothing has to be bounded.</summary>
public sealed class LinearGaussianModelTests
{
    [Fact]
    public void The_bound_and_the_gap_are_log_p_of_x_for_any_q()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            using var scope = NewDisposeScope();
            var (model, x) = Draw(seed, d: 4 + seed % 3, k: 1 + seed % 4);
            var (mu, logvar) = (randn(50, model.Latents, dtype: float64), randn(50, model.Latents, dtype: float64));
            var (elbo, gap) = (model.ExactBound(x, mu, logvar), model.Gap(x, mu, logvar));
            var bound = elbo.LogLikelihood - elbo.Divergence.sum(1L);
            Assert.True((bound + gap - model.LogProb(x)).abs().max().ToDouble() < 1e-6 * (1 + model.LogProb(x).abs().max().ToDouble()));
            Assert.True(gap.min().ToDouble() >= -1e-9);
        }
    }

    /// <summary>Against a density that is made another way, without Woodbury's identity: a Gaussian in D dimensions.</summary>
    [Fact]
    public void Log_p_of_x_is_that_of_a_Gaussian_with_covariance_WWᵀ_and_noise()
    {
        var (model, x) = Draw(seed: 3, d: 3, k: 2);
        var covariance = (model.Weights.mm(model.Weights.t()) + model.NoiseVariance * eye(3, dtype: float64)).detach().data<double>().ToArray();
        var square = new double[3, 3];
        Buffer.BlockCopy(covariance, 0, square, 0, 9 * sizeof(double));
        var marginal = new MultivariateGaussian(model.Offset.detach().data<double>().ToArray(), square);
        var expected = Enumerable.Range(0, 50).Select(i => marginal.LogProb(x[i].data<double>().ToArray()));
        Assert.All(expected.Zip(model.LogProb(x).data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void The_bound_touches_log_p_of_x_exactly_at_the_posterior()
    {
        var (model, x) = Draw(seed: 1, d: 3, k: 1);
        var (mean, logvar) = (model.Exact.PosteriorMean(x), model.Exact.PosteriorCovariance.log().expand(50, 1));
        Assert.True(model.Gap(x, mean, logvar).abs().max().ToDouble() < 1e-12);
        foreach (var (shift, scale) in new[] { (0.01, 0.0), (-0.01, 0), (0, 0.05), (0, -0.05) })
            Assert.True(model.Gap(x, mean + shift, logvar + scale).min().ToDouble() > 1e-6);
    }

    [Fact]
    public void The_expected_log_likelihood_is_the_mean_over_draws()
    {
        var (model, x) = Draw(seed: 2, d: 5, k: 3);
        var (mu, logvar) = (tensor(new[,] { { 0.4, -0.2, 1 } }), tensor(new[,] { { -1.0, 0.3, -0.4 } }));
        var z = DiagonalGaussian.Reparameterize(mu.expand(200_000, 3), logvar.expand(200_000, 3));
        var drawn = Estimate.MonteCarlo(model.LogLikelihood(x[..1], z));
        Assert.True(drawn.Agrees(model.ExactBound(x[..1], mu, logvar).LogLikelihood.ToDouble(), 0), drawn.ToString());
    }

    /// <summary>At the maximum of the likelihood W may be turned so that WᵀW is diagonal, and then a diagonal q is exact (Lucas et al. 2019).</summary>
    [Fact]
    public void Trained_by_its_bound_it_ends_at_the_maximum_of_the_likelihood()
    {
        manual_seed(4);
        var x = randn(300, 2, dtype: float64).mm(tensor(new[,] { { 2.0, 0, 1, -1, 0 }, { 0, 1.0, 0.5, 0, 1 } })) + 0.3 * randn(300, 5, dtype: float64) + 1;
        double best = ProbabilisticPca.ClosedForm(x, 2).LogProb(x).mean().ToDouble();

        using var model = new LinearGaussianModel(0.1 * randn(5, 2, dtype: float64), zeros(5, dtype: float64), 1);
        using var optimizer = optim.Adam(model.parameters(), lr: 2e-2);
        new Trainer(model, optimizer, new LearningRateDecay(2e-2)).Fit(new Batches(x, 300), 1500, batch =>
        {
            var (mu, logvar) = model.Encode(batch);
            return model.ExactBound(batch, mu, logvar).ToLoss();
        });
        Assert.InRange(model.LogProb(x).mean().ToDouble(), best - 1e-3, best + 1e-9);
        var (means, logvars) = model.Encode(x);
        Assert.InRange(model.Gap(x, means, logvars).mean().ToDouble(), 0, 1e-3);
    }

    [Fact]
    public void Parameters_that_do_not_fit_are_refused() =>
        Assert.Contains("do not fit", Assert.Throws<ArgumentException>(() => new LinearGaussianModel(ones(3, 1), zeros(4), 1)).Message);

    private static (LinearGaussianModel Model, Tensor X) Draw(int seed, int d, int k)
    {
        manual_seed(seed);
        var model = new LinearGaussianModel(randn(d, k, dtype: float64), randn(d, dtype: float64), 0.1 + rand(1, dtype: float64).ToDouble());
        return (model, model.Exact.Sample(50));
    }
}
