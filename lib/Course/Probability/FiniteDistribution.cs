namespace Course.Probability;

/// <summary>A random variable with finitely many outcomes: a die, a class, a hypothesis.</summary>
/// <typeparam name="T">What an outcome is.</typeparam>
public class FiniteDistribution<T> : IDistribution<T> where T : notnull
{
    private readonly Dictionary<T, double> _probabilities;

    /// <summary>An outcome for each probability.</summary>
    /// <param name="outcomes">All different.</param>
    /// <param name="probabilities">As many numbers ≥ 0 that sum to 1; 0 is allowed.</param>
    /// <exception cref="ArgumentException">Probabilities that are none, or too many or too few; an outcome that is named twice.</exception>
    public FiniteDistribution(IEnumerable<T> outcomes, IEnumerable<double> probabilities)
    {
        Outcomes = [.. outcomes];
        double[] p = Require.Probabilities(probabilities, "probabilities");
        Require.Length(p.Length, Outcomes.Count, "probabilities");
        _probabilities = new(p.Length);
        for (int i = 0; i < p.Length; i++)
            if (!_probabilities.TryAdd(Outcomes[i], p[i])) throw new ArgumentException($"The outcome {Outcomes[i]} is named twice.");
    }

    /// <summary>The outcomes, those of probability 0 included.</summary>
    public IReadOnlyList<T> Outcomes { get; }

    /// <summary>−Σ p log p with 0 log 0 = 0, in nats.</summary>
    public double Entropy => _probabilities.Values.Sum(p => p == 0 ? 0 : -p * Math.Log(p));

    /// <summary>The probability of one outcome; 0 for what is none.</summary>
    /// <param name="outcome">An outcome.</param>
    public double Probability(T outcome) => _probabilities.GetValueOrDefault(outcome);

    /// <summary>The probability of an event: the sum over its outcomes.</summary>
    /// <param name="happens">Which outcomes belong to the event.</param>
    public double Probability(Func<T, bool> happens) => Outcomes.Where(happens).Sum(Probability);

    /// <summary>The distribution among those who know that an event happened: p(x)/P(event) on it, nothing elsewhere.</summary>
    /// <param name="happened">Which outcomes belong to the event.</param>
    /// <exception cref="ArgumentException">The event has probability 0.</exception>
    public FiniteDistribution<T> Given(Func<T, bool> happened)
    {
        double evidence = Probability(happened);
        if (!(evidence > 0)) throw new ArgumentException("The event has probability 0, so that nothing can be said about the outcomes given it.");
        T[] left = [.. Outcomes.Where(happened)];
        return new(left, left.Select(outcome => Probability(outcome) / evidence));
    }

    /// <inheritdoc/>
    public double LogProb(T x) => Math.Log(Probability(x));

    /// <inheritdoc/>
    public T Sample(Random rng)
    {
        double left = rng.NextDouble();
        foreach (var outcome in Outcomes)
        {
            left -= Probability(outcome);
            if (left < 0) return outcome;
        }
        // The probabilities may sum to a little less than 1.
        return Outcomes.Last(outcome => Probability(outcome) > 0);
    }

    /// <summary>"P(1) = 0.5, P(2) = 0.5".</summary>
    public override string ToString() => string.Join(", ", Outcomes.Select(x => FormattableString.Invariant($"P({x}) = {Probability(x):G6}")));
}

/// <summary>Makes distributions with finitely many outcomes.</summary>
public static class FiniteDistribution
{
    /// <summary>All outcomes equally probable, as for a fair die.</summary>
    /// <param name="outcomes">One or more, all different.</param>
    public static FiniteDistribution<T> Uniform<T>(IEnumerable<T> outcomes) where T : notnull => Proportional(outcomes, _ => 1);

    /// <summary>Outcomes with probabilities proportional to weights, for example to counts.</summary>
    /// <param name="outcomes">One or more, all different.</param>
    /// <param name="weight">≥ 0, and not 0 for all.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or all are 0.</exception>
    public static FiniteDistribution<T> Proportional<T>(IEnumerable<T> outcomes, Func<T, double> weight) where T : notnull
    {
        T[] all = [.. outcomes];
        double[] weights = Require.NotNegative(all.Select(weight), "weights");
        double sum = weights.Sum();
        if (!(sum > 0)) throw new ArgumentException($"The weights sum to {Require.Text(sum)}; one must be above 0.");
        return new(all, weights.Select(value => value / sum));
    }
}
