namespace Course.Probability;

/// <summary>Two random variables X and Y with finitely many outcomes each, and the probability of every pair.</summary>
/// <typeparam name="TX">What an outcome of X is.</typeparam>
/// <typeparam name="TY">What an outcome of Y is.</typeparam>
public sealed class JointDistribution<TX, TY> : FiniteDistribution<(TX X, TY Y)> where TX : notnull where TY : notnull
{
    /// <summary>A table.</summary>
    /// <param name="x">The outcomes of X.</param>
    /// <param name="y">The outcomes of Y.</param>
    /// <param name="probabilities">[X, Y] numbers ≥ 0 that sum to 1.</param>
    /// <exception cref="ArgumentException">Numbers that are no probabilities, or not as many as there are pairs.</exception>
    public JointDistribution(IEnumerable<TX> x, IEnumerable<TY> y, double[,] probabilities)
        : this([.. x], [.. y], probabilities.Cast<double>())
    {
        Require.Length(probabilities.GetLength(0), XOutcomes.Count, "rows of probabilities");
    }

    internal JointDistribution(TX[] x, TY[] y, IEnumerable<double> probabilities)
        : base(from first in x from second in y select (first, second), probabilities) => (XOutcomes, YOutcomes) = (x, y);

    /// <summary>The outcomes of X.</summary>
    public IReadOnlyList<TX> XOutcomes { get; }

    /// <summary>The outcomes of Y.</summary>
    public IReadOnlyList<TY> YOutcomes { get; }

    /// <summary>p(x) = Σ_y p(x, y): the sum rule.</summary>
    public FiniteDistribution<TX> MarginalX => new(XOutcomes, XOutcomes.Select(x => YOutcomes.Sum(y => Probability((x, y)))));

    /// <summary>p(y) = Σ_x p(x, y).</summary>
    public FiniteDistribution<TY> MarginalY => new(YOutcomes, YOutcomes.Select(y => XOutcomes.Sum(x => Probability((x, y)))));

    /// <summary>p(y | x) = p(x, y)/p(x).</summary>
    /// <param name="x">What X is.</param>
    /// <exception cref="ArgumentException">X is never that.</exception>
    public FiniteDistribution<TY> GivenX(TX x) => Conditional($"X = {x}", YOutcomes, y => Probability((x, y)));

    /// <summary>p(x | y) = p(x, y)/p(y).</summary>
    /// <param name="y">What Y is.</param>
    /// <exception cref="ArgumentException">Y is never that.</exception>
    public FiniteDistribution<TX> GivenY(TY y) => Conditional($"Y = {y}", XOutcomes, x => Probability((x, y)));

    private static FiniteDistribution<T> Conditional<T>(string condition, IReadOnlyList<T> outcomes, Func<T, double> joint) where T : notnull =>
        outcomes.Any(outcome => joint(outcome) > 0)
            ? FiniteDistribution.Proportional(outcomes, joint)
            : throw new ArgumentException($"{condition} has probability 0, so that nothing can be said given it.");
}

/// <summary>Makes joint distributions.</summary>
public static class JointDistribution
{
    /// <summary>The product rule p(x, y) = p(x) p(y | x).</summary>
    /// <param name="x">p(x).</param>
    /// <param name="yGivenX">p(y | x), over the same outcomes for every x.</param>
    /// <exception cref="ArgumentException">Other outcomes of Y for one x than for another.</exception>
    public static JointDistribution<TX, TY> Of<TX, TY>(FiniteDistribution<TX> x, Func<TX, FiniteDistribution<TY>> yGivenX) where TX : notnull where TY : notnull
    {
        TX[] outcomes = [.. x.Outcomes];
        FiniteDistribution<TY>[] conditionals = Array.ConvertAll(outcomes, outcome => yGivenX(outcome));
        TY[] y = [.. conditionals[0].Outcomes];
        int other = Array.FindIndex(conditionals, conditional => !conditional.Outcomes.ToHashSet().SetEquals(y));
        if (other >= 0)
        {
            throw new ArgumentException($"Given {outcomes[other]}, Y has other outcomes than given {outcomes[0]}; "
                + "name all of them, with probability 0 where needed.");
        }
        return new(outcomes, y, outcomes.Zip(conditionals).SelectMany(pair => y.Select(value => x.Probability(pair.First) * pair.Second.Probability(value))));
    }

    /// <summary>p(x, y) = p(x) p(y).</summary>
    /// <param name="x">p(x).</param>
    /// <param name="y">p(y).</param>
    public static JointDistribution<TX, TY> Independent<TX, TY>(FiniteDistribution<TX> x, FiniteDistribution<TY> y) where TX : notnull where TY : notnull =>
        Of(x, _ => y);
}
