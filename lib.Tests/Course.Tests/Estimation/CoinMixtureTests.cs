using Course.Estimation;

namespace Course.Tests.Estimation;

/// <summary>Two coins; the numbers are those of a program of twenty lines in Python, and of Do and Batzoglou (2008) to the digits that they print.</summary>
public sealed class CoinMixtureTests
{
    private static readonly CoinRun[] Runs = [new(5, 10), new(9, 10), new(8, 10), new(4, 10), new(7, 10)];

    [Theory]
    [InlineData(1, 0.7130122354005162, 0.5813393083136627, -31.859257948227352)]
    [InlineData(10, 0.7967441494752115, 0.5196586622041124, -31.570200503479537)]
    [InlineData(2000, 0.7967890669226468, 0.5195831201451351, -31.570200235996907)]
    public void Two_coins_are_found_from_their_runs(int iterations, double first, double second, double logLikelihood)
    {
        var fit = ExpectationMaximization.FitCoins(Runs, new CoinMixture(0.6, 0.5), tolerance: 0, maxIterations: iterations);
        Assert.Equal(iterations, fit.Iterations);
        Assert.Equal(first, fit.Parameters.Biases[0], 1e-12);
        Assert.Equal(second, fit.Parameters.Biases[1], 1e-12);
        Assert.Equal(logLikelihood, fit.LogLikelihood, 1e-11);
    }

    [Fact]
    public void The_iterations_end_when_the_likelihood_has_settled()
    {
        var fit = ExpectationMaximization.FitCoins(Runs, new CoinMixture(0.6, 0.5), tolerance: 1e-6);
        Assert.True(fit.Converged);
        Assert.InRange(fit.Iterations, 5, 30);
        Assert.True(Math.Abs(fit.History[^2].LogLikelihood - fit.History[^3].LogLikelihood) < 1e-6);
        Assert.True(Math.Abs(fit.History[^3].LogLikelihood - fit.History[^4].LogLikelihood) >= 1e-6);
    }

    [Fact]
    public void Every_iteration_is_kept()
    {
        var fit = ExpectationMaximization.FitCoins(Runs, new CoinMixture(0.6, 0.5), tolerance: 0, maxIterations: 3);
        Assert.Equal([0, 1, 2, 3], fit.History.Select(step => step.Iteration));
        Assert.Equal([0.6, 0.5], fit.History[0].Parameters.Biases);
        Assert.All(fit.History, step => Assert.Equal(step.Parameters.LogLikelihood(Runs), step.LogLikelihood, 1e-12));
    }

    [Fact]
    public void The_bound_touches_the_likelihood_at_the_posterior_and_is_below_it_elsewhere()
    {
        var coins = new CoinMixture(0.7, 0.4);
        double[,] posterior = coins.Posterior(Runs);
        Assert.Equal(coins.LogLikelihood(Runs), coins.LowerBound(Runs, posterior), 1e-12);
        foreach (double bias in new[] { 0.05, 0.3, 0.5, 0.9 })
        {
            var others = new CoinMixture(bias, 0.4);
            Assert.True(others.LowerBound(Runs, posterior) < others.LogLikelihood(Runs));
        }
    }

    [Fact]
    public void The_gap_is_the_divergence_of_q_from_the_posterior()
    {
        var coins = new CoinMixture(0.7, 0.4);
        double[,] q = new CoinMixture(0.2, 0.9).Posterior(Runs), posterior = coins.Posterior(Runs);
        double divergence = Enumerable.Range(0, Runs.Length).Sum(i => Enumerable.Range(0, 2).Sum(k => q[i, k] * Math.Log(q[i, k] / posterior[i, k])));
        Assert.Equal(divergence, coins.LogLikelihood(Runs) - coins.LowerBound(Runs, q), 1e-12);
    }

    [Fact]
    public void Weights_are_estimated_when_asked_for()
    {
        // Nine runs of one coin and three of another that differ so much that every posterior is certain.
        CoinRun[] runs = [.. Enumerable.Repeat(new CoinRun(95, 100), 9), .. Enumerable.Repeat(new CoinRun(10, 100), 3)];
        var fit = ExpectationMaximization.FitCoins(runs, new CoinMixture(0.6, 0.5), estimateWeights: true);
        Assert.Equal(0.75, fit.Parameters.Weights[0], 1e-9);
        Assert.Equal(0.95, fit.Parameters.Biases[0], 1e-9);
        Assert.Equal(0.1, fit.Parameters.Biases[1], 1e-9);
    }

    [Fact]
    public void Three_coins_and_runs_of_different_lengths_are_allowed()
    {
        CoinRun[] runs = [new(0, 20), new(1, 30), new(10, 20), new(14, 30), new(20, 20), new(39, 40)];
        var fit = ExpectationMaximization.FitCoins(runs, new CoinMixture(0.1, 0.5, 0.9), tolerance: 1e-12, maxIterations: 1000);
        Assert.Equal([1 / 50.0, 24 / 50.0, 59 / 60.0], fit.Parameters.Biases, (expected, actual) => Math.Abs(expected - actual) < 1e-4);
    }

    [Fact]
    public void Certain_coins_count_nothing_for_what_does_not_happen()
    {
        CoinRun[] runs = [new(10, 10), new(0, 10)];
        Assert.Equal(2 * Math.Log(0.5), new CoinMixture(1.0, 0.0).LogLikelihood(runs), 1e-12);
        Assert.Equal([1.0, 0.0], ExpectationMaximization.FitCoins(runs, new CoinMixture(1.0, 0.0)).Parameters.Biases);
    }

    [Theory]
    [InlineData(0, 0, "A run of 0 flips with 0 heads")]
    [InlineData(11, 10, "A run of 10 flips with 11 heads")]
    [InlineData(-1, 10, "A run of 10 flips with -1 heads")]
    public void A_run_that_cannot_be_is_refused(int heads, int flips, string message)
    {
        CoinRun[] runs = [new(1, 2), new(heads, flips)];
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => ExpectationMaximization.FitCoins(runs, new CoinMixture(0.4, 0.5))).Message);
    }

    [Fact]
    public void What_is_no_probability_is_refused()
    {
        Assert.Contains("probability 1.2", Assert.Throws<ArgumentException>(() => new CoinMixture(0.5, 1.2)).Message);
        Assert.Contains("probability NaN", Assert.Throws<ArgumentException>(() => new CoinMixture(double.NaN)).Message);
        Assert.Contains("sum to 0.9", Assert.Throws<ArgumentException>(() => new CoinMixture([0.4, 0.5], [0.5, 0.6])).Message);
        Assert.Contains("weight of -0.5", Assert.Throws<ArgumentException>(() => new CoinMixture([-0.5, 1.5], [0.5, 0.6])).Message);
        Assert.Contains("1 weights for 2 coins", Assert.Throws<ArgumentException>(() => new CoinMixture([1], [0.5, 0.6])).Message);
        Assert.Contains("no coin", Assert.Throws<ArgumentException>(() => new CoinMixture()).Message);
    }

    [Fact]
    public void Data_that_say_nothing_are_refused()
    {
        Assert.Contains("no run", Assert.Throws<ArgumentException>(() => ExpectationMaximization.FitCoins([], new CoinMixture(0.5))).Message);
        Assert.Contains("1 runs for 2 coins",
            Assert.Throws<ArgumentException>(() => ExpectationMaximization.FitCoins([new(1, 2)], new CoinMixture(0.5, 0.6))).Message);
        Assert.Contains("5 heads of 10 flips, is impossible for every coin of coins (0, 1)",
            Assert.Throws<ArgumentException>(() => ExpectationMaximization.FitCoins(Runs, new CoinMixture(0.0, 1.0))).Message);
    }

    [Fact]
    public void A_distribution_of_another_shape_is_no_bound() =>
        Assert.Contains("q is [5, 3]", Assert.Throws<ArgumentException>(() => new CoinMixture(0.5, 0.6).LowerBound(Runs, new double[5, 3])).Message);
}
