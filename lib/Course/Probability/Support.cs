namespace Course.Probability;

/// <summary>Where a distribution lives, as far as that can be enumerated or integrated over.</summary>
internal static class Support
{
    /// <summary>All outcomes, or null where they are not finitely many.</summary>
    public static IReadOnlyList<T>? Outcomes<T>(IDistribution<T> p) where T : notnull
    {
        if (p is Mixture<T> mixture)
        {
            var parts = mixture.Components.Select(Outcomes).ToArray();
            return parts.Contains(null) ? null : [.. parts.SelectMany(part => part!).Distinct()];
        }
        return (p as FiniteDistribution<T>)?.Outcomes;
    }

    /// <summary>Where quadrature over p cuts the line, or null where p has no density that could be integrated.</summary>
    public static IReadOnlyList<double>? Breakpoints(IDistribution<double> p) => p switch
    {
        IContinuousDistribution line => line.Breakpoints,
        Mixture<double> mixture when mixture.Components.Select(Breakpoints).ToArray() is var parts && !parts.Contains(null) =>
            [.. parts.SelectMany(part => part!).Distinct().Order()],
        _ => null,
    };
}
