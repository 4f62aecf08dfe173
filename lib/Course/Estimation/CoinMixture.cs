using System.Globalization;

namespace Course.Estimation;

/// <summary>
/// Several coins: somebody picks one unseen and flips it a few times. The probability of a run is that of its flips in their order,
/// p(x) = Σₖ πₖ θₖʰ (1 − θₖ)ᵗ with h heads and t tails, so without a binomial coefficient.
/// </summary>
public sealed class CoinMixture
{
    /// <summary>Coins that are picked equally often.</summary>
    /// <param name="biases">θₖ, the probability of heads of each coin, 0 to 1.</param>
    /// <exception cref="ArgumentException">No coin, or a bias that is no probability.</exception>
    public CoinMixture(params double[] biases) : this([.. biases.Select(_ => 1.0 / biases.Length)], biases)
    {
    }

    /// <summary>Coins that are picked with given probabilities.</summary>
    /// <param name="weights">πₖ, the probability that coin k is picked; their sum is 1.</param>
    /// <param name="biases">θₖ, the probability of heads of each coin, 0 to 1.</param>
    /// <exception cref="ArgumentException">No coin, numbers that are no probabilities, or different numbers of both.</exception>
    public CoinMixture(double[] weights, double[] biases)
    {
        if (biases.Length == 0) throw new ArgumentException("There is no coin; give the bias of one or more.");
        if (biases.FirstOrDefault(bias => !(bias is >= 0 and <= 1)) is var bad && !(bad is >= 0 and <= 1))
            throw new ArgumentException(Invariant($"A coin with probability {bad} of heads was given; use 0 to 1."));
        if (weights.Length != biases.Length) throw new ArgumentException($"There are {weights.Length} weights for {biases.Length} coins; give one each.");
        MixtureWeights.Require(weights);
        (Weights, Biases) = ([.. weights], [.. biases]);
    }

    /// <summary>πₖ, the probability that coin k is picked.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>θₖ, the probability of heads of coin k.</summary>
    public IReadOnlyList<double> Biases { get; }

    /// <summary>log p(runs | θ), summed over the runs, in nats; −∞ when a run is impossible.</summary>
    /// <param name="runs">Independent runs.</param>
    public double LogLikelihood(IReadOnlyList<CoinRun> runs) => runs.Sum(run => LogSumExp.Of(LogJoint(run)));

    /// <summary>p(coin k | run i, θ): what the E-step computes.</summary>
    /// <param name="runs">N runs.</param>
    /// <returns>[N, K]; each row sums to 1.</returns>
    /// <exception cref="ArgumentException">A run that no coin can give.</exception>
    public double[,] Posterior(IReadOnlyList<CoinRun> runs)
    {
        var posterior = new double[runs.Count, Biases.Count];
        for (int i = 0; i < runs.Count; i++)
        {
            double[] joint = LogJoint(runs[i]);
            double evidence = LogSumExp.Of(joint);
            if (double.IsNegativeInfinity(evidence))
            {
                throw new ArgumentException($"Run {i}, {runs[i].Heads} heads of {runs[i].Flips} flips, is impossible for every coin of {this}; "
                    + "use biases between 0 and 1.");
            }
            for (int k = 0; k < joint.Length; k++) posterior[i, k] = Math.Exp(joint[k] - evidence);
        }
        return posterior;
    }

    /// <summary>
    /// The lower bound of EM, Q(θ) + H(q) = Σᵢ Σₖ qᵢₖ (log p(xᵢ, k | θ) − log qᵢₖ) ≤ log p(runs | θ): a function of θ for a fixed q, which touches the
    /// log-likelihood where q is the posterior.
    /// </summary>
    /// <param name="runs">N runs.</param>
    /// <param name="q">[N, K], one distribution over the coins for each run.</param>
    public double LowerBound(IReadOnlyList<CoinRun> runs, double[,] q) => ExpectedLogJoint(runs, q) + Entropy(q);

    /// <summary>The Q-function Σᵢ Σₖ qᵢₖ log p(xᵢ, k | θ): the part of the bound that θ can change.</summary>
    /// <param name="runs">N runs.</param>
    /// <param name="q">[N, K], one distribution over the coins for each run.</param>
    /// <exception cref="ArgumentException">q has another shape.</exception>
    public double ExpectedLogJoint(IReadOnlyList<CoinRun> runs, double[,] q)
    {
        if (q.GetLength(0) != runs.Count || q.GetLength(1) != Biases.Count)
        {
            throw new ArgumentException(
                $"q is [{q.GetLength(0)}, {q.GetLength(1)}], but {runs.Count} runs of {Biases.Count} coins need [{runs.Count}, {Biases.Count}].");
        }
        double sum = 0;
        for (int i = 0; i < runs.Count; i++)
        {
            double[] joint = LogJoint(runs[i]);
            for (int k = 0; k < joint.Length; k++) sum += Times(q[i, k], joint[k]);
        }
        return sum;
    }

    /// <summary>H(q) = −Σᵢ Σₖ qᵢₖ log qᵢₖ in nats, with 0 log 0 = 0: the part of the bound that θ cannot change.</summary>
    /// <param name="q">[N, K], one distribution over the coins for each run.</param>
    public static double Entropy(double[,] q) => -q.Cast<double>().Sum(share => Times(share, Math.Log(share)));

    /// <summary>The coins in words.</summary>
    public override string ToString() => $"coins ({string.Join(", ", Biases.Select(bias => bias.ToString("0.#####", CultureInfo.InvariantCulture)))})";

    /// <summary>log p(x, k | θ) of each coin.</summary>
    private double[] LogJoint(CoinRun run) =>
    [
        .. Weights.Zip(Biases, (weight, bias) => Math.Log(weight) + Times(run.Heads, Math.Log(bias)) + Times(run.Tails, Math.Log(1 - bias))),
    ];

    /// <summary>A log that is −∞ does not count where its factor is 0.</summary>
    private static double Times(double factor, double log) => factor == 0 ? 0 : factor * log;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
