using Course.Variational;
using MathNet.Numerics.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class DeltaVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new DeltaVae(784, [64], 8, rate: 3);

    /// <summary>½ (tr Λ diag σ² + μᵀΛμ − Z − Σ log σ² − log det Λ), with Λ the inverse of the chain's covariance αᵃᵇˢ⁽ⁱ⁻ʲ⁾, in double precision.</summary>
    [Fact]
    public void The_divergence_is_that_of_two_normal_distributions()
    {
        using var model = (DeltaVae)Fresh();
        var precision = Matrix<double>.Build.Dense(8, 8, (i, j) => Math.Pow(model.Correlation, Math.Abs(i - j))).Inverse();
        Tensor mu = randn(5, 8), logvar = randn(5, 8);
        var divergence = model.Bound(zeros(5, 784), mu, logvar).Divergence;
        Assert.Equal([5, 8], divergence.shape);
        Assert.True(divergence.ge(0).all().ToBoolean());
        for (long n = 0; n < 5; n++)
        {
            double[] mean = mu[n].to(float64).data<double>().ToArray(), variance = logvar[n].to(float64).exp().data<double>().ToArray();
            var m = Vector<double>.Build.Dense(mean);
            double expected = 0.5 * (variance.Select((v, i) => (precision[i, i] * v) - Math.Log(v) - 1).Sum()
                + (m * precision * m) - Math.Log(precision.Determinant()));
            Assert.Equal(expected, divergence[n].sum().ToDouble(), 1e-4 * expected);
        }
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(2, 1)]
    [InlineData(4, 2)]
    [InlineData(16, 7.5)]
    public void The_divergence_is_never_below_the_committed_rate(int latents, double rate)
    {
        manual_seed(4);
        using var model = new DeltaVae(4, [3], latents, rate);
        using var quiet = no_grad();
        var x = zeros(5000, 4);
        Tensor mu = randn(5000, latents) * rand(5000, 1), logvar = 4 * randn(5000, latents) * rand(5000, 1) - 2 * rand(5000, 1);
        Assert.True(model.Bound(x, mu, logvar).Divergence.sum(1L).min().ToDouble() >= rate);

        // At the one Gaussian where the gradient is 0 it is met: μ = 0, σᵢ² the inverse of the precision's diagonal.
        double alpha = model.Correlation, ends = Math.Log(1 - alpha * alpha), inside = ends - Math.Log(1 + alpha * alpha);
        var best = full([1, latents], inside);
        (best[0, 0], best[0, latents - 1]) = (tensor((float)ends), tensor((float)ends));
        Assert.Equal(rate, model.Bound(zeros(1, 4), zeros(1, latents), best).Divergence.sum().ToDouble(), 1e-4 * rate);
    }

    [Fact]
    public void A_rate_that_cannot_be_committed_is_refused()
    {
        Assert.Contains("0 nats; it must be above 0", Assert.Throws<ArgumentOutOfRangeException>(() => new DeltaVae(4, [3], 2, 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeltaVae(4, [3], 1, 1));
    }
}
