using Course.Lectures;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class GradientEstimatorTests
{
    private const int Draws = 100_000;

    /// <summary>E_q[log p(x|z)] of a linear-Gaussian model has a closed form, and so has its gradient.</summary>
    [Fact]
    public void Both_roads_lead_to_the_gradient_of_the_closed_form()
    {
        manual_seed(0);
        var model = new LinearGaussianModel(randn(4, 2, dtype: float64), zeros(4, dtype: float64), 0.5);
        var x = randn(1, 4, dtype: float64);
        Tensor mu = tensor(new[] { 0.3, -0.8 }), logvar = tensor(new[] { -0.5, 0.2 });
        var (leafMu, leafLogvar) = (mu.unsqueeze(0).requires_grad_(), logvar.unsqueeze(0).requires_grad_());
        model.ExactBound(x, leafMu, leafLogvar).LogLikelihood.sum().backward();
        model.zero_grad();
        double[] exact = [.. leafMu.grad!.data<double>().ToArray(), .. leafLogvar.grad!.data<double>().ToArray()];

        Tensor F(Tensor z) => model.LogLikelihood(x, z);
        foreach (var (ofMu, ofLogvar) in new[]
        {
            GradientEstimators.ScoreFunction(F, mu, logvar, Draws),
            GradientEstimators.ScoreFunction(F, mu, logvar, Draws, baseline: -6),
            GradientEstimators.Pathwise(F, mu, logvar, Draws),
        })
        {
            var both = cat([ofMu, ofLogvar], 1);
            Assert.Equal([Draws, 4], both.shape);
            for (var i = 0; i < 4; i++) Assert.True(Estimate.MonteCarlo(both[.., i]).Agrees(exact[i], 0), $"{i}: {Estimate.MonteCarlo(both[.., i])}, not {exact[i]}");
        }
        // The model's own gradients are left alone.
        Assert.All(model.parameters(), parameter => Assert.True(parameter.grad is null || parameter.grad.abs().sum().ToDouble() == 0));
    }

    /// <summary>f(z) = z² with q = N(m, 1): by the moments of ε the pathwise 2z has variance 4, the score function z² (z − m) has m⁴ + 14m² + 15.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.5)]
    public void The_variances_are_those_of_the_moments(double m)
    {
        manual_seed(1);
        Tensor mu = tensor(new[] { m }), logvar = tensor(new[] { 0.0 });
        static Tensor F(Tensor z) => z.square().sum(1L);
        double score = GradientEstimators.ScoreFunction(F, mu, logvar, Draws).mu.var().ToDouble();
        double path = GradientEstimators.Pathwise(F, mu, logvar, Draws).mu.var().ToDouble();
        Assert.Equal(4, path, 0.1);
        double expected = Math.Pow(m, 4) + 14 * m * m + 15;
        Assert.InRange(score, 0.9 * expected, 1.1 * expected);
    }

    [Fact]
    public void A_baseline_near_the_mean_of_f_lowers_the_variance()
    {
        manual_seed(2);
        Tensor mu = zeros(1), logvar = zeros(1);
        static Tensor F(Tensor z) => 100 - z.square().sum(1L);
        double Variance(double baseline) => GradientEstimators.ScoreFunction(F, mu, logvar, 10_000, baseline).mu.var().ToDouble();
        Assert.True(Variance(99) < Variance(0) / 100);
    }

    [Fact]
    public void What_does_not_fit_is_told_in_one_sentence()
    {
        Assert.Contains("must both be [Z]", Assert.Throws<ArgumentException>(() => GradientEstimators.Pathwise(z => z.sum(1L), zeros(2), zeros(3), 5)).Message);
        Assert.Contains("one value for each, [5]", Assert.Throws<ArgumentException>(() => GradientEstimators.Pathwise(z => z, zeros(2), zeros(2), 5)).Message);
    }
}
