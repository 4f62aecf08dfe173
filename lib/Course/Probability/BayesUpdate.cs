namespace Course.Probability;

/// <summary>Bayes' rule: posterior = likelihood · prior / evidence.</summary>
/// <typeparam name="T">What a hypothesis is.</typeparam>
/// <remarks>The posterior is the prior of the next update: <c>new BayesUpdate&lt;T&gt;(first.Posterior, nextLikelihood)</c>.</remarks>
public sealed class BayesUpdate<T> where T : notnull
{
    private readonly Dictionary<T, double> _likelihood;

    /// <summary>Learns from one observation.</summary>
    /// <param name="prior">p(h), what was believed before.</param>
    /// <param name="likelihood">h ↦ p(observation | h), ≥ 0; a density may be above 1.</param>
    /// <exception cref="ArgumentException">A likelihood is negative or not finite, or no hypothesis that the prior allows explains the observation.</exception>
    public BayesUpdate(FiniteDistribution<T> prior, Func<T, double> likelihood)
    {
        Prior = prior;
        double[] values = Require.NotNegative(prior.Outcomes.Select(likelihood), "likelihoods");
        _likelihood = prior.Outcomes.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
        Evidence = prior.Outcomes.Sum(Joint);
        if (!(Evidence > 0)) throw new ArgumentException("The evidence is 0: no hypothesis that the prior allows can explain the observation.");
        Posterior = FiniteDistribution.Proportional(prior.Outcomes, Joint);
    }

    /// <summary>p(h), before the observation.</summary>
    public FiniteDistribution<T> Prior { get; }

    /// <summary>p(observation) = Σ_h p(observation | h) p(h): the law of total probability.</summary>
    public double Evidence { get; }

    /// <summary>p(h | observation).</summary>
    public FiniteDistribution<T> Posterior { get; }

    /// <summary>p(observation | h).</summary>
    /// <param name="hypothesis">h.</param>
    public double Likelihood(T hypothesis) => _likelihood[hypothesis];

    /// <summary>p(observation, h) = p(observation | h) p(h).</summary>
    /// <param name="hypothesis">h.</param>
    public double Joint(T hypothesis) => Likelihood(hypothesis) * Prior.Probability(hypothesis);
}
