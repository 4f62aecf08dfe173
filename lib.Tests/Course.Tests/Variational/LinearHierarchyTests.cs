using Course.Lectures;
using Course.Metrics;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

/// <summary>The bound of two levels on a story whose log p(x) is known.</summary>
public sealed class LinearHierarchyTests
{
    private const int Draws = 200_000;
    private const double X = 1.3;

    private static readonly LinearHierarchy Story = new(A: 0.8, S: 0.6, B: 1.5, R: 0.5);

    /// <summary>Guesses from good to bad: slope and σ of q(z₁|x), slope and σ of q(z₂|z₁).</summary>
    public static TheoryData<double, double, double, double> Guesses => new()
    {
        { 0.5, 0.4, 0.7, 0.7 },
        { 0.2, 0.5, 0.7, 0.7 },
        { 0.5, 0.4, 0, 1 },
    };

    [Theory]
    [MemberData(nameof(Guesses))]
    public void The_bound_and_its_gap_make_the_log_probability(double c, double u, double d, double v)
    {
        using var model = Story.Build(c, u, d, v);
        var bound = Run(() => Estimate.MonteCarlo(Value(model.Bound(Xs()))), seed: 0);
        var weights = Run(() => Estimate.MonteCarlo(model.LogWeight(Xs())), seed: 1);
        double expected = Story.LogEvidence(X) - Story.Gap(X, c, u, d, v);
        Assert.InRange(bound.Value - expected, -4 * bound.StandardError, 4 * bound.StandardError);
        Assert.InRange(weights.Value - expected, -4 * weights.StandardError, 4 * weights.StandardError);
        Assert.True(bound.StandardError < 0.02, $"the bound is known to {bound.StandardError:F4} only");
    }

    [Fact]
    public void The_mean_weight_is_the_probability()
    {
        using var model = Story.Build(0.5, 0.4, 0.7, 0.7);
        var mean = Run(() => Estimate.MonteCarlo(model.LogWeight(Xs()).exp()), seed: 2);
        double expected = Math.Exp(Story.LogEvidence(X));
        Assert.InRange(mean.Value - expected, -4 * mean.StandardError, 4 * mean.StandardError);
    }

    /// <summary>With the posterior itself every single weight is p(x): no average is needed.</summary>
    [Fact]
    public void With_the_posterior_as_guess_the_bound_is_tight()
    {
        var (c, u, d, v) = Story.Posterior;
        Assert.Equal(0, Story.Gap(X, c, u, d, v), 12);
        using var model = Story.Build(c, u, d, v);
        var weights = Run(() => model.LogWeight(Xs()[..1000]).to(float64) - Story.LogEvidence(X), seed: 0);
        Assert.True(weights.abs().max().ToDouble() < 2e-5);
    }

    /// <summary>E KL(q(z₁|x) ‖ p(z₁|z₂)) over q(z₂|x) forgets that z₂ was guessed from z₁, and is larger by the information they share.</summary>
    [Fact]
    public void The_term_of_the_first_level_is_smaller_than_the_closed_form_by_the_shared_information()
    {
        double c = 0.5, u = 0.4, d = 0.7, v = 0.7;
        using var model = Story.Build(c, u, d, v);
        var term = Run(() => Estimate.MonteCarlo(model.Bound(Xs()).Divergence[.., 0]), seed: 0);
        // E (z₁ − a z₂)² with z₁ = c x + u ε and z₂ = d z₁ + v η, coupled and, in the closed form, with another ε.
        double Term(double spread) => -Math.Log(u) - 0.5 + Math.Log(Story.S) + spread / (2 * Story.S * Story.S);
        double mean = c * X * (1 - Story.A * d), a = Story.A;
        double coupled = Term(mean * mean + Math.Pow(u * (1 - a * d), 2) + Math.Pow(a * v, 2));
        double apart = Term(mean * mean + u * u + Math.Pow(a * d * u, 2) + Math.Pow(a * v, 2));
        Assert.InRange(term.Value - coupled, -4 * term.StandardError, 4 * term.StandardError);
        Assert.True(apart - coupled > 0.2);
    }

    private static Tensor Xs() => full([Draws, 1], X);

    private static Tensor Value(Elbo bound) => bound.LogLikelihood - bound.Divergence.sum(1L);

    private static T Run<T>(Func<T> measure, long seed)
    {
        using var quiet = no_grad();
        manual_seed(seed);
        return measure();
    }
}
