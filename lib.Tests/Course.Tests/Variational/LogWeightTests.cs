using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class LogWeightTests
{
    /// <summary>Densities against TorchSharp's own distributions, in double precision.</summary>
    [Fact]
    public void The_densities_are_those_of_normal_distributions()
    {
        manual_seed(2);
        Tensor z = randn(5, 3, dtype: float64), mu = randn(5, 3, dtype: float64), logvar = randn(5, 3, dtype: float64);
        var q = distributions.Normal(mu, exp(0.5 * logvar));
        var p = distributions.Normal(zeros(5, 3, dtype: float64), ones(5, 3, dtype: float64));
        Assert.True(DiagonalGaussian.LogProb(z, mu, logvar).allclose(q.log_prob(z).sum(1L), rtol: 1e-12));
        Assert.True(DiagonalGaussian.StandardLogProb(z).allclose(p.log_prob(z).sum(1L), rtol: 1e-12));
    }

    [Fact]
    public void Draws_have_the_mean_and_the_variance_asked_for_and_pass_gradients()
    {
        manual_seed(2);
        Tensor mu = full([50_000, 1], 1.5, requires_grad: true), logvar = full([50_000, 1], Math.Log(0.25), requires_grad: true);
        var z = DiagonalGaussian.Reparameterize(mu, logvar);
        Assert.Equal(1.5, z.mean().ToDouble(), 1e-2);
        Assert.Equal(0.5, z.std().ToDouble(), 1e-2);
        z.sum().backward();
        Assert.True(mu.grad!.eq(1).all().ToBoolean());
        // ∂z/∂log σ² = ½ σ ε = ½ (z − μ).
        Assert.True(logvar.grad!.allclose(0.5 * (z - mu), atol: 1e-5));
    }
}
