namespace Course.Probability;

/// <summary>One of the classes 0 to K − 1.</summary>
/// <param name="probabilities">[K] numbers ≥ 0 that sum to 1; 0 is allowed.</param>
/// <exception cref="ArgumentException">A number is negative, or they do not sum to 1.</exception>
public sealed class Categorical(params double[] probabilities) : FiniteDistribution<int>(Enumerable.Range(0, probabilities.Length), probabilities)
{
    /// <summary>K.</summary>
    public int Classes => Outcomes.Count;
}
