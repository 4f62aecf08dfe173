using Course.Plots.Traces;

namespace Course.Plots;

// Samples and distributions.
public sealed partial class Figure
{
    /// <summary>Adds a histogram. NaN and ±∞ are not counted.</summary>
    /// <param name="values">Values to count, [N].</param>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="bins">Number of bins, 1 to 1000; 0 chooses by the rule of Freedman and Diaconis (1981), at most 100.</param>
    /// <param name="density">Heights so that the area is 1, to compare with a density, instead of counts.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    public Figure Histogram(Series values, string? name = null, int bins = 0, bool density = false, string? color = null)
    {
        if (bins is < 0 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(bins), $"{bins} bins were asked for; use 1 to 1000, or 0 to choose.");
        return With(HistogramTrace.Count(values, name, bins, density, NextColor(color)));
    }

    /// <summary>
    /// Adds a box: quartiles, median, whiskers to the outermost values within 1.5 interquartile ranges of the box, outliers as points.
    /// Boxes stand side by side over their names. NaN and ±∞ are left out.
    /// </summary>
    /// <param name="values">The sample, [N].</param>
    /// <param name="name">Written below it; every box and violin of a figure has another.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <exception cref="ArgumentException">A name that the figure has already.</exception>
    public Figure Box(Series values, string name, string? color = null) => With(new BoxTrace(FreeName(name), NextColor(color), values));

    /// <summary>
    /// Adds a violin: the sample's density, smoothed by a Gaussian of Silverman's bandwidth, mirrored, with quartiles inside. NaN and ±∞ are
    /// left out.
    /// </summary>
    /// <param name="values">The sample, [N].</param>
    /// <param name="name">Written below it; every box and violin of a figure has another.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <exception cref="ArgumentException">A name that the figure has already.</exception>
    public Figure Violin(Series values, string name, string? color = null) => With(new ViolinTrace(FreeName(name), NextColor(color), values));

    /// <summary>Adds the ellipse on which a two-dimensional Gaussian is constant.</summary>
    /// <param name="mean">μ, [2].</param>
    /// <param name="covariance">Σ, [2, 2] row by row, symmetric and positive semidefinite.</param>
    /// <param name="deviations">How many standard deviations from the mean, above 0. Inside 1, 2 and 3 lie 39 %, 86 % and 99 % of the
    /// probability.</param>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <exception cref="ArgumentException">Not a mean and covariance of two dimensions.</exception>
    public Figure Ellipse(Series mean, Series covariance, double deviations = 2, string? name = null, string? color = null)
    {
        if (mean.Count != 2 || covariance.Count != 4)
            throw new ArgumentException($"An ellipse needs a mean of 2 values and a covariance of 2 × 2, not of {mean.Count} and {covariance.Count} "
                + "values.");
        double xx = covariance[0], xy = covariance[1], yx = covariance[2], yy = covariance[3];
        if (!double.IsFinite(mean[0] + mean[1] + xx + xy + yx + yy)) throw new ArgumentException("The ellipse's mean or covariance is not finite.");
        double rounding = 1e-6 * (Math.Abs(xx) + Math.Abs(yy));
        if (Math.Abs(xy - yx) > rounding) throw new ArgumentException($"The covariance is not symmetric: {xy} and {yx} differ.");
        double determinant = xx * yy - xy * xy;
        if (xx < 0 || yy < 0 || determinant < -rounding * rounding - 1e-6 * xx * yy)
            throw new ArgumentException($"The covariance [[{xx}, {xy}], [{yx}, {yy}]] is not positive semidefinite.");
        if (!(deviations > 0) || !double.IsFinite(deviations))
            throw new ArgumentException($"An ellipse of {deviations} standard deviations was asked for; use a finite number above 0.");
        // Cholesky: A = [[a, 0], [b, c]].
        double a = Math.Sqrt(xx), b = a > 0 ? xy / a : 0, c = Math.Sqrt(Math.Max(0, yy - b * b));
        return With(new EllipseTrace(name, NextColor(color), (mean[0], mean[1]), (a, b, c), deviations));
    }

    private string FreeName(string name) => Traces.Any(trace => trace is BoxTrace or ViolinTrace && trace.Name == name)
        ? throw new ArgumentException($"The figure has '{name}' already; two would stand at one place.")
        : name;
}
