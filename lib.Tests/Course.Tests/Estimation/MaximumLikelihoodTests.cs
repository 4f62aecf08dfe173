using Course.Estimation;
using static TorchSharp.torch;

namespace Course.Tests.Estimation;

public sealed class MaximumLikelihoodTests
{
    [Fact]
    public void The_variance_of_maximum_likelihood_divides_by_n_and_the_unbiased_one_by_one_less()
    {
        var estimate = MaximumLikelihood.Gaussian([2.0, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal(5, estimate.Mean, 1e-14);
        Assert.Equal(4, estimate.Variance, 1e-14);
        Assert.Equal(32 / 7.0, estimate.UnbiasedVariance, 1e-14);
    }

    [Fact]
    public void Data_far_from_zero_lose_no_digits()
    {
        var estimate = MaximumLikelihood.Gaussian([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
        Assert.Equal((1e9 + 10, 22.5, 30), (estimate.Mean, estimate.Variance, estimate.UnbiasedVariance));
    }

    [Fact]
    public void A_probability_is_the_share_of_successes()
    {
        Assert.Equal(0.75, MaximumLikelihood.Bernoulli([true, true, false, true]));
        Assert.Equal(0.7, MaximumLikelihood.Bernoulli(successes: 7, trials: 10));
        Assert.Equal(0, MaximumLikelihood.Bernoulli(successes: 0, trials: 3));
    }

    [Fact]
    public void A_uniform_distribution_ends_at_its_outermost_values()
    {
        Assert.Equal((-2, 3), MaximumLikelihood.Uniform([1.0, -2, 3, 0]));
        Assert.Equal(3, MaximumLikelihood.UniformUpperEnd([1.0, 3, 2]));
    }

    [Fact]
    public void The_gradient_leads_to_the_closed_form()
    {
        double[] values = [2, 4, 4, 4, 5, 5, 7, 9];
        using var scope = NewDisposeScope();
        var data = tensor(values);
        var way = MaximumLikelihood.ByGradient(
            theta => -theta[1] - ((data - theta[0]) / theta[1].exp()).square().mean() / 2, [0, 0.5], learningRate: 0.5, steps: 200);
        Assert.Equal(201, way.Count);
        Assert.Equal([0, 0.5], way[0].Parameters);
        Assert.Equal(5, way[^1].Parameters[0], 1e-9);
        Assert.Equal(4, Math.Exp(2 * way[^1].Parameters[1]), 1e-9);
        Assert.All(way[^1].Gradient, slope => Assert.Equal(0, slope, 1e-9));
        // At the start: (x̄ − μ)/σ², and the mean square over σ², less 1.
        Assert.Equal(5 / Math.E, way[0].Gradient[0], 1e-12);
        Assert.Equal(29 / Math.E - 1, way[0].Gradient[1], 1e-12);
        Assert.Equal(-0.5 - 29 / Math.E / 2, way[0].LogLikelihood, 1e-12);
    }

    [Fact]
    public void Steps_that_leave_all_numbers_are_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => MaximumLikelihood.ByGradient(theta => theta[0].pow(3), [1], learningRate: 100, steps: 50));
        Assert.Contains("use a smaller learning rate", error.Message);
        Assert.Contains("learning rate of 0", Assert.Throws<ArgumentException>(() => MaximumLikelihood.ByGradient(theta => theta[0], [1], 0, 1)).Message);
        Assert.Contains("0 steps", Assert.Throws<ArgumentException>(() => MaximumLikelihood.ByGradient(theta => theta[0], [1], 1, 0)).Message);
        Assert.Contains("no parameter", Assert.Throws<ArgumentException>(() => MaximumLikelihood.ByGradient(theta => theta.sum(), [], 1, 1)).Message);
    }

    [Fact]
    public void Data_without_a_maximum_are_refused()
    {
        Assert.Contains("from 1 values", Assert.Throws<ArgumentException>(() => MaximumLikelihood.Gaussian([1])).Message);
        Assert.Contains("All 3 values are 0.1", Assert.Throws<ArgumentException>(() => MaximumLikelihood.Gaussian([0.1, 0.1, 0.1])).Message);
        Assert.Contains("hold NaN", Assert.Throws<ArgumentException>(() => MaximumLikelihood.Gaussian([1, double.NaN])).Message);
        Assert.Contains("All 2 values are 4", Assert.Throws<ArgumentException>(() => MaximumLikelihood.Uniform([4, 4])).Message);
        Assert.Contains("hold Infinity", Assert.Throws<ArgumentException>(() => MaximumLikelihood.Uniform([4, double.PositiveInfinity])).Message);
        Assert.Contains("0 trials", Assert.Throws<ArgumentException>(() => MaximumLikelihood.Bernoulli([])).Message);
        Assert.Contains("5 successes in 4 trials", Assert.Throws<ArgumentException>(() => MaximumLikelihood.Bernoulli(5, 4)).Message);
        Assert.Contains("gives the value -1", Assert.Throws<ArgumentException>(() => MaximumLikelihood.UniformUpperEnd([2, -1])).Message);
    }
}
