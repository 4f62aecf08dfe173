using Course.Metrics;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class InferenceGapTests
{
    /// <summary>
    /// z ~ N(0, 1), x | z ~ N(a z, 1) in three dimensions: the posterior is the Gaussian N(aᵀx / (1 + aᵀa), 1 / (1 + aᵀa)), so that a perfect search closes the
    /// whole gap, and log p(x) = log N(x; 0, I + aaᵀ).
    /// </summary>
    private sealed class LinearGaussian(Tensor a) : VariationalAutoencoder(3, [4], 1)
    {
        public override Tensor LogLikelihood(Tensor x, Tensor z) => -0.5 * ((x - z * a).pow(2) + Math.Log(2 * Math.PI)).sum(1L);
    }

    private static readonly float[] Direction = [1, -2, 0.5f];

    [Fact]
    public void The_search_finds_the_posterior_where_it_is_a_Gaussian()
    {
        var (model, x, a) = Make();
        var (mu, logvar) = PosteriorSearch.Optimize(model, x, steps: 400);
        double precision = 1 + a.pow(2).sum().ToDouble();
        Assert.True(mu.allclose((x * a).sum(1L).unsqueeze(1) / precision, atol: 0.1));
        Assert.True(logvar.allclose(full_like(logvar, -Math.Log(precision)), atol: 0.25));
        Assert.All(model.parameters(), weight => Assert.True(weight.requires_grad && weight.grad is null));
    }

    [Fact]
    public void The_gap_is_all_amortisation_where_the_posterior_is_a_Gaussian()
    {
        var (model, x, a) = Make();
        var gap = InferenceGap.Measure(model, x, steps: 400, samples: 2000);
        // log det (I + aaᵀ) = log (1 + aᵀa), and its inverse is I − aaᵀ / (1 + aᵀa).
        double precision = 1 + a.pow(2).sum().ToDouble();
        var quadratic = x.pow(2).sum(1L) - (x * a).sum(1L).pow(2) / precision;
        double exact = (0.5 * (quadratic + Math.Log(precision) + 3 * Math.Log(2 * Math.PI))).mean().ToDouble();
        Assert.Equal(exact, gap.NegativeLogLikelihood.Value, 0.02);
        Assert.Equal(exact, gap.NegativeOptimizedElbo, 0.03);
        Assert.Equal(0, gap.Approximation, 0.05);
        Assert.True(gap.Amortization > 0.5, $"{gap.Amortization}");
        Assert.Equal(gap.NegativeElbo - gap.NegativeLogLikelihood.Value, gap.Approximation + gap.Amortization, 9);
    }

    [Fact]
    public void No_steps_leave_the_encoders_answer()
    {
        var (model, x, _) = Make();
        using var quiet = no_grad();
        var (mu, logvar) = PosteriorSearch.Optimize(model, x, steps: 0);
        var (expected, expectedLogvar) = model.Encode(x);
        Assert.True(mu.allclose(expected, rtol: 0, atol: 0) && logvar.allclose(expectedLogvar, rtol: 0, atol: 0));
    }

    private static (LinearGaussian Model, Tensor X, Tensor A) Make()
    {
        manual_seed(0);
        var a = tensor(Direction);
        var model = new LinearGaussian(a);
        return (model, randn(40, 1) * a + randn(40, 3), a);
    }
}
