using Course.Plots.Traces;

namespace Course.Plots;

/// <summary>What a figure's traces add up to: the ranges of the axes and the categories, the same for the JSON and the SVG.</summary>
internal sealed class Frame
{
    private readonly BarTrace[] _bars;

    private Frame(Figure figure)
    {
        _bars = figure.Traces.OfType<BarTrace>().ToArray();
        Categories = _bars.SelectMany(bar => bar.Categories).Distinct().ToArray();
        Legend = figure.Legend;
        XLog = figure.X.Log && Categories.Count == 0;
        YLog = figure.Y.Log;
        Bounds x = new(XLog), y = new(YLog);
        foreach (var trace in figure.Traces) trace.Extend(x, y, this);
        IsEmpty = x.IsEmpty || y.IsEmpty;
        foreach (var target in figure.Targets)
        {
            y.Include(target.Low);
            y.Include(target.High);
            y.Pad(0.05);
        }
        X = x.Range(figure.X);
        Y = y.Range(figure.Y);
    }

    /// <summary>Range of the x axis in data units, low first.</summary>
    public (double Low, double High) X { get; }

    /// <summary>Range of the y axis in data units, low first.</summary>
    public (double Low, double High) Y { get; }

    /// <summary>Whether named traces are listed in the legend.</summary>
    public bool Legend { get; }

    public bool XLog { get; }
    public bool YLog { get; }

    /// <summary>Names along the x axis at 0, 1, 2, …; empty when x is a number.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Whether no trace has anything that can be drawn on these axes.</summary>
    public bool IsEmpty { get; }

    /// <summary>Why nothing is drawn: one sentence.</summary>
    public static string EmptySentence(Figure figure)
    {
        if (figure.Traces.Count == 0) return "Nothing to draw: the figure has no traces.";
        if (figure.Traces.All(trace => trace.PointCount == 0)) return $"Nothing to draw: the data of {Listed(figure)} are empty.";
        return $"Nothing to draw: the data of {Listed(figure)} are all NaN, infinite, or not positive on a log axis.";
    }

    public static Frame Of(Figure figure) => new(figure);

    /// <summary>Where a category stands.</summary>
    public int PlaceOf(string category)
    {
        for (int i = 0; i < Categories.Count; i++)
            if (Categories[i] == category) return i;
        throw new ArgumentException($"The category '{category}' is not on the axis.");
    }

    /// <summary>Left end, from the category's centre, and width of the bars of one trace: traces stand side by side.</summary>
    public (double Left, double Width) Slot(BarTrace bar)
    {
        const double group = 0.8;
        double width = group / _bars.Length;
        return (-group / 2 + width * Math.Max(0, Array.FindIndex(_bars, other => ReferenceEquals(other, bar))), width);
    }

    private static string Listed(Figure figure) => figure.Traces.Count > 3
        ? $"all {figure.Traces.Count} traces"
        : string.Join(", ", figure.Traces.Select(trace => trace.Name is null ? "a " + trace.Kind : $"'{trace.Name}'"));
}
