namespace Course.Estimation;

/// <summary>The probabilities with which a mixture picks its components.</summary>
internal static class MixtureWeights
{
    private const double Rounding = 1e-9;

    /// <exception cref="ArgumentException">A weight that is no probability, or a sum that is not 1.</exception>
    public static void Require(IReadOnlyCollection<double> weights)
    {
        foreach (double weight in weights)
            if (!(weight is >= 0 and <= 1)) throw new ArgumentException(FormattableString.Invariant($"A weight of {weight} is no probability; use 0 to 1."));
        if (Math.Abs(weights.Sum() - 1) > Rounding)
            throw new ArgumentException(FormattableString.Invariant($"The weights sum to {weights.Sum()}; divide them by their sum, so that it is 1."));
    }
}
