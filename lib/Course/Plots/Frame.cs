using Course.Plots.Traces;

namespace Course.Plots;

/// <summary>What a figure's traces add up to: the ranges of the axes and the categories, the same for the JSON and the drawing.</summary>
internal sealed record Frame
{
    private readonly BarTrace[] _bars;

    private Frame(Figure figure)
    {
        _bars = figure.Traces.OfType<BarTrace>().ToArray();
        Categories = figure.Traces.OfType<ICategorical>().SelectMany(trace => trace.Categories).Distinct().ToArray();
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
        foreach (var rule in figure.Rules)
        {
            (rule.Vertical ? x : y).Include(rule.Value);
            (rule.Vertical ? x : y).Pad(0.05);
        }
        X = x.Range(figure.X);
        Y = y.Range(figure.Y);
    }

    /// <summary>Range of the x axis in data units, low first.</summary>
    public (double Low, double High) X { get; private init; }

    /// <summary>Range of the y axis in data units, low first.</summary>
    public (double Low, double High) Y { get; private init; }

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

    /// <summary>The frames of several figures with the widest range of all, along x, y or both.</summary>
    public static Frame[] Shared(IEnumerable<Figure> figures, bool x, bool y)
    {
        var frames = figures.Select(Of).ToArray();
        var full = frames.Where(frame => !frame.IsEmpty).ToArray();
        if (full.Length == 0) return frames;
        return Array.ConvertAll(frames, frame => frame with
        {
            X = x ? (full.Min(other => other.X.Low), full.Max(other => other.X.High)) : frame.X,
            Y = y ? (full.Min(other => other.Y.Low), full.Max(other => other.Y.High)) : frame.Y,
        });
    }

    /// <summary>The same with one of the ranges widened, so that a unit is as long along x as along y.</summary>
    /// <param name="width">Of the plot, pixels.</param>
    /// <param name="height">Of the plot, pixels.</param>
    public Frame WithEqualUnits(double width, double height)
    {
        double pixels = Math.Min(width / (X.High - X.Low), height / (Y.High - Y.Low));
        return this with { X = Widen(X, width / pixels), Y = Widen(Y, height / pixels) };

        static (double, double) Widen((double Low, double High) range, double length)
        {
            double middle = range.Low + (range.High - range.Low) / 2;
            return (middle - length / 2, middle + length / 2);
        }
    }

    /// <summary>Whether a point has a place on these axes, inside the ranges or not.</summary>
    public bool HasPlace(double x, double y) => double.IsFinite(x) && double.IsFinite(y) && !(XLog && x <= 0) && !(YLog && y <= 0);

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
