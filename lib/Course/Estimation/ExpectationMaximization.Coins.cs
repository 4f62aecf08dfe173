namespace Course.Estimation;

// Mixtures of coins.
public static partial class ExpectationMaximization
{
    /// <summary>
    /// Estimates the biases of coins from runs of flips when nobody noted which coin was flipped (Do and Batzoglou, 2008):
    /// θₖ is the share of heads among the flips that the posterior ascribes to coin k.
    /// </summary>
    /// <param name="runs">One or more runs; each is flipped with one coin.</param>
    /// <param name="start">θ⁽⁰⁾; coins that start equal stay equal.</param>
    /// <param name="estimateWeights">Whether to estimate how often each coin is picked, too.</param>
    /// <param name="tolerance">Of the log-likelihood, summed over the runs, in nats: see <see cref="Run"/>.</param>
    /// <param name="maxIterations">Most iterations, 0 or more.</param>
    /// <returns>The log-likelihood is summed over the runs, in nats.</returns>
    /// <exception cref="ArgumentException">No run, or one that cannot be.</exception>
    public static EmFit<CoinMixture> FitCoins(
        IReadOnlyList<CoinRun> runs, CoinMixture start, bool estimateWeights = false, double tolerance = 1e-3, int maxIterations = 100)
    {
        if (runs.Count == 0) throw new ArgumentException("There is no run to estimate from; give one or more.");
        if (runs.Count < start.Biases.Count)
            throw new ArgumentException($"There are {runs.Count} runs for {start.Biases.Count} coins; give as many runs as coins, or more.");
        foreach (var run in runs)
        {
            if (run.Flips < 1 || run.Heads < 0 || run.Heads > run.Flips)
                throw new ArgumentException($"A run of {run.Flips} flips with {run.Heads} heads cannot be; give 1 flip or more and at most as many heads.");
        }
        return Run(start, coins => (coins.LogLikelihood(runs), (Coins: coins, Posterior: coins.Posterior(runs))),
            expected => Maximise(runs, expected.Coins, expected.Posterior, estimateWeights), tolerance, maxIterations);
    }

    private static CoinMixture Maximise(IReadOnlyList<CoinRun> runs, CoinMixture before, double[,] posterior, bool estimateWeights)
    {
        int coins = posterior.GetLength(1);
        var (biases, weights) = (new double[coins], new double[coins]);
        for (int k = 0; k < coins; k++)
        {
            double heads = 0, flips = 0;
            for (int i = 0; i < runs.Count; i++)
            {
                heads += posterior[i, k] * runs[i].Heads;
                flips += posterior[i, k] * runs[i].Flips;
                weights[k] += posterior[i, k] / runs.Count;
            }
            // A coin that no run is ascribed to has nothing to learn from.
            biases[k] = flips > 0 ? Math.Min(1, heads / flips) : before.Biases[k];
        }
        return new(estimateWeights ? weights : [.. before.Weights], biases);
    }
}
