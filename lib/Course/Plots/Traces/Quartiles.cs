namespace Course.Plots.Traces;

/// <summary>Five numbers of a sample and what lies beyond its fences (J. Tukey, <i>Exploratory Data Analysis</i>, 1977).</summary>
/// <remarks>Quantiles by A. Hazen's rule (1914; method 5 of Hyndman and Fan, 1996), as Plotly's boxes have them.</remarks>
internal sealed record Quartiles(double First, double Median, double Third, double LowerFence, double UpperFence, double[] Outliers)
{
    /// <param name="sorted">One or more finite values, rising.</param>
    public static Quartiles Of(double[] sorted)
    {
        double first = Quantile(sorted, 0.25), third = Quantile(sorted, 0.75), reach = 1.5 * (third - first);
        // Fences are values of the sample: the outermost that are no outliers.
        var inside = sorted.Where(value => value >= first - reach && value <= third + reach).ToArray();
        double lower = Math.Min(inside.Length > 0 ? inside[0] : first, first), upper = Math.Max(inside.Length > 0 ? inside[^1] : third, third);
        return new(first, Quantile(sorted, 0.5), third, lower, upper, sorted.Where(value => value < lower || value > upper).ToArray());
    }

    /// <param name="sorted">One or more values, rising.</param>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(double[] sorted, double share)
    {
        double place = Math.Clamp(share * sorted.Length - 0.5, 0, sorted.Length - 1);
        int below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (sorted[below + 1] - sorted[below]) * (place - below);
    }
}
