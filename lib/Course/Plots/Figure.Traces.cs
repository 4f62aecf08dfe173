using Course.Plots.Traces;

namespace Course.Plots;

public sealed partial class Figure
{
    /// <summary>Adds a line over 0, 1, 2, …</summary>
    /// <param name="y">Values, [N].</param>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <param name="dashed">Dashes instead of a solid line.</param>
    public Figure Line(Series y, string? name = null, string? color = null, bool dashed = false) =>
        Line(Series.Steps(y.Count), y, name, color, dashed);

    /// <summary>Adds a line.</summary>
    /// <param name="x">Places, [N].</param>
    /// <param name="y">Values, [N].</param>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <param name="dashed">Dashes instead of a solid line.</param>
    /// <exception cref="ArgumentException">Different numbers of places and values.</exception>
    public Figure Line(Series x, Series y, string? name = null, string? color = null, bool dashed = false)
    {
        RequireSameCount("x", x, "y", y);
        return With(new LineTrace(name, NextColor(color), x, y, dashed));
    }

    /// <summary>Adds a line with a shaded band around it, for example mean ± one standard deviation.</summary>
    /// <param name="x">Places, [N].</param>
    /// <param name="y">Values, [N].</param>
    /// <param name="lower">Lower edge of the band, [N].</param>
    /// <param name="upper">Upper edge of the band, [N].</param>
    /// <param name="name">What the legend calls the line.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <exception cref="ArgumentException">Different numbers of values.</exception>
    public Figure LineWithBand(Series x, Series y, Series lower, Series upper, string? name = null, string? color = null)
    {
        string shared = NextColor(color);
        return Band(x, lower, upper, null, shared).Line(x, y, name, shared);
    }

    /// <summary>Adds a shaded band.</summary>
    /// <param name="x">Places, [N].</param>
    /// <param name="lower">Lower edge, [N].</param>
    /// <param name="upper">Upper edge, [N].</param>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <exception cref="ArgumentException">Different numbers of values.</exception>
    public Figure Band(Series x, Series lower, Series upper, string? name = null, string? color = null)
    {
        RequireSameCount("x", x, "lower", lower);
        RequireSameCount("x", x, "upper", upper);
        return With(new BandTrace(name, NextColor(color), x, lower, upper));
    }

    /// <summary>Adds points.</summary>
    /// <param name="x">Places, [N].</param>
    /// <param name="y">Values, [N].</param>
    /// <param name="name">What the legend calls them.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <param name="size">Diameter in pixels, above 0; 0 chooses by the number of points.</param>
    /// <param name="opacity">Above 0 to 1.</param>
    /// <exception cref="ArgumentException">Different numbers of places and values, or a size or opacity out of range.</exception>
    public Figure Scatter(Series x, Series y, string? name = null, string? color = null, double size = 0, double opacity = 0.75)
    {
        RequireSameCount("x", x, "y", y);
        RequireMark(size, opacity);
        return With(new ScatterTrace(name, NextColor(color), x, y, size == 0 ? PointSize(x.Count) : size, opacity));
    }

    /// <summary>Adds points coloured by class, one entry of the legend for each class in rising order.</summary>
    /// <param name="x">Places, [N].</param>
    /// <param name="y">Values, [N].</param>
    /// <param name="labels">Class of each point, [N], whole numbers.</param>
    /// <param name="names">Name of class 0, 1, …; null or too short writes the number.</param>
    /// <param name="size">Diameter in pixels; 0 chooses by the number of points.</param>
    /// <param name="opacity">Above 0 to 1.</param>
    /// <exception cref="ArgumentException">Different numbers of values, or a label that is not a whole number.</exception>
    public Figure ScatterByClass(Series x, Series y, Series labels, IReadOnlyList<string>? names = null, double size = 0,
        double opacity = 0.75)
    {
        RequireSameCount("x", x, "y", y);
        RequireSameCount("x", x, "labels", labels);
        foreach (double label in labels)
            if (label != Math.Floor(label) || Math.Abs(label) > int.MaxValue)
                throw new ArgumentException($"The label {label} is not a whole number.");
        if (size == 0) size = PointSize(x.Count);
        var figure = this;
        foreach (var members in Enumerable.Range(0, x.Count).GroupBy(i => (int)labels[i]).OrderBy(group => group.Key))
        {
            string name = members.Key >= 0 && members.Key < names?.Count ? names[members.Key] : $"{members.Key}";
            // The class, not the order of arrival, decides the colour: digit 3 is the same colour in every figure.
            string color = Palette.Color(members.Key >= 0 ? members.Key : members.Key % Palette.Count + Palette.Count);
            figure = figure.Scatter(Series.Of(members.Select(i => x[i])), Series.Of(members.Select(i => y[i])), name, color, size, opacity);
        }
        return figure;
    }

    /// <summary>Adds points coloured by a value, with a colour bar.</summary>
    /// <param name="x">Places, [N].</param>
    /// <param name="y">Values, [N].</param>
    /// <param name="values">What decides the colour, [N]; points with NaN are gray.</param>
    /// <param name="scale">Colours; null for <see cref="ColorScale.Viridis"/>.</param>
    /// <param name="valueTitle">Title of the colour bar.</param>
    /// <param name="low">Value of the scale's low end; null fits the data.</param>
    /// <param name="high">Value of the scale's high end; null fits the data.</param>
    /// <param name="size">Diameter in pixels; 0 chooses by the number of points.</param>
    /// <param name="opacity">Above 0 to 1.</param>
    /// <exception cref="ArgumentException">Different numbers of values, or a size, opacity or range that is not allowed.</exception>
    public Figure ScatterByValue(Series x, Series y, Series values, ColorScale? scale = null, string? valueTitle = null, double? low = null,
        double? high = null, double size = 0, double opacity = 0.85)
    {
        RequireSameCount("x", x, "y", y);
        RequireSameCount("x", x, "values", values);
        RequireMark(size, opacity);
        var colors = ColorRange.Checked(values.Span, scale, valueTitle, low, high);
        return With(new ScatterTrace(null, colors.Scale.Hex(0.5), x, y, size == 0 ? PointSize(x.Count) : size, opacity, values, colors));
    }

    /// <summary>Adds bars, one for each category; bars of several traces stand side by side.</summary>
    /// <param name="categories">Names under the bars, [N]; category i stands at x = i, for lines and remarks over bars.</param>
    /// <param name="heights">Heights, [N].</param>
    /// <param name="name">What the legend calls them.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <exception cref="ArgumentException">Different numbers of categories and heights, or a category twice.</exception>
    public Figure Bar(IReadOnlyList<string> categories, Series heights, string? name = null, string? color = null)
    {
        if (categories.Count != heights.Count)
            throw new ArgumentException($"There are {categories.Count} categories but {heights.Count} heights.");
        if (categories.Distinct().Count() != categories.Count)
            throw new ArgumentException($"The category '{categories.GroupBy(c => c).First(g => g.Count() > 1).Key}' appears twice.");
        return With(new BarTrace(name, NextColor(color), [.. categories], heights));
    }

    private static double PointSize(int count) => count > 5000 ? 2.5 : count > 2000 ? 3.5 : count > 300 ? 5 : 7;

    private static void RequireMark(double size, double opacity)
    {
        if (!(size is >= 0 and <= 100)) throw new ArgumentException($"Points of {size} pixels were asked for; use 0 (choose) to 100.");
        if (!(opacity is > 0 and <= 1)) throw new ArgumentException($"An opacity of {opacity} was asked for; use above 0 to 1.");
    }

    private static void RequireSameCount(string first, Series a, string second, Series b)
    {
        if (a.Count != b.Count) throw new ArgumentException($"{first} has {a.Count} values but {second} has {b.Count}.");
    }
}
