using Course.Formats;
using System.Globalization;
using System.Text;
using Course.Plots.Display;
using Course.Plots.Svg;
using Course.Plots.Traces;

namespace Course.Plots;

/// <summary>
/// A figure: lines, points, bars, histograms and heatmaps on two axes. Immutable and fluent; every call returns a new figure.
/// </summary>
/// <remarks>
/// Shows itself three ways: as Plotly's JSON (interactive, where a renderer is installed), as an SVG drawn here (everywhere else; same
/// ranges, same colours) and as text. NaN and ±∞ leave gaps.
/// <code>
/// new Figure("Loss").Line(train, "train").Line(test, "test").WithXAxis("epoch").WithYAxis("loss in nats", log: true)
/// </code>
/// </remarks>
[TypeFormatterSource(typeof(FigureFormatterSource), PreferredMimeTypes = [PlotlyMimeType, "image/svg+xml", "text/plain"])]
public sealed partial class Figure
{
    /// <summary>Mime type of Plotly's JSON in notebooks.</summary>
    public const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    /// <summary>An empty figure.</summary>
    /// <param name="title">Title above the figure, or null.</param>
    public Figure(string? title = null) => Title = title;

    private Figure(Figure other)
    {
        (Title, Width, Height, Traces, X, Y) = (other.Title, other.Width, other.Height, other.Traces, other.X, other.Y);
        (Targets, Annotations, Legend) = (other.Targets, other.Annotations, other.Legend);
    }

    /// <summary>Title above the figure, or null.</summary>
    public string? Title { get; private init; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; private init; } = 720;

    /// <summary>Height in pixels.</summary>
    public int Height { get; private init; } = 420;

    internal IReadOnlyList<Trace> Traces { get; private init; } = [];
    internal Axis X { get; private init; } = new();
    internal Axis Y { get; private init; } = new();
    internal IReadOnlyList<TargetRange> Targets { get; private init; } = [];
    internal IReadOnlyList<Annotation> Annotations { get; private init; } = [];
    internal bool Legend { get; private init; } = true;

    /// <summary>The same with another title.</summary>
    /// <param name="title">Title above the figure; null removes it.</param>
    public Figure WithTitle(string? title) => new(this) { Title = title };

    /// <summary>The same with another size.</summary>
    /// <param name="width">Pixels, 200 to 4000.</param>
    /// <param name="height">Pixels, 150 to 4000.</param>
    public Figure WithSize(int width, int height)
    {
        if (width is < 200 or > 4000 || height is < 150 or > 4000)
            throw new ArgumentException($"A figure of {width} × {height} pixels was asked for; the width may be 200 to 4000, the height "
                + "150 to 4000.");
        return new(this) { Width = width, Height = height };
    }

    /// <summary>The same with another x axis.</summary>
    /// <param name="title">Name and unit.</param>
    /// <param name="min">Left end; null fits the data.</param>
    /// <param name="max">Right end; null fits the data.</param>
    /// <param name="log">Logarithmic; values that are not positive leave gaps.</param>
    /// <param name="reversed">Grows to the left.</param>
    /// <exception cref="ArgumentException">An empty range, or one that reaches 0 on a log axis.</exception>
    public Figure WithXAxis(string? title = null, double? min = null, double? max = null, bool log = false, bool reversed = false) =>
        new(this) { X = Axis.Checked("x", title, min, max, log, reversed) };

    /// <summary>The same with another y axis.</summary>
    /// <param name="title">Name and unit.</param>
    /// <param name="min">Lower end; null fits the data.</param>
    /// <param name="max">Upper end; null fits the data.</param>
    /// <param name="log">Logarithmic; values that are not positive leave gaps.</param>
    /// <param name="reversed">Grows downward, as rows of a matrix do.</param>
    /// <exception cref="ArgumentException">An empty range, or one that reaches 0 on a log axis.</exception>
    public Figure WithYAxis(string? title = null, double? min = null, double? max = null, bool log = false, bool reversed = false) =>
        new(this) { Y = Axis.Checked("y", title, min, max, log, reversed) };

    /// <summary>The same with or without a legend; without is for figures that name their lines in annotations.</summary>
    /// <param name="shown">Whether traces with a name are listed.</param>
    public Figure WithLegend(bool shown) => new(this) { Legend = shown };

    /// <summary>The same with a shaded band of y values that a curve is meant to reach.</summary>
    /// <param name="low">Lower end; −∞ for "at most <paramref name="high"/>".</param>
    /// <param name="high">Upper end; +∞ for "at least <paramref name="low"/>".</param>
    /// <param name="name">What the legend calls it.</param>
    /// <exception cref="ArgumentException">The band is empty or has no finite end.</exception>
    public Figure WithTarget(double low, double high, string name = "target")
    {
        if (!(low < high)) throw new ArgumentException($"The target from {low} to {high} is empty; the first must be below the second.");
        if (double.IsInfinity(low) && double.IsInfinity(high)) throw new ArgumentException("The target needs at least one finite end.");
        return new(this) { Targets = [.. Targets, new(low, high, name)] };
    }

    /// <summary>The same with a remark.</summary>
    /// <param name="x">Where, in data units.</param>
    /// <param name="y">Where, in data units.</param>
    /// <param name="text">One line.</param>
    public Figure WithAnnotation(double x, double y, string text) => new(this) { Annotations = [.. Annotations, new(x, y, text)] };

    /// <summary>The figure in Plotly's schema: an object with <c>data</c> and <c>layout</c>.</summary>
    public string ToJson() => PlotlyJson.Write(this);

    /// <summary>The figure as a self-contained SVG document with a white background: no script, no font file.</summary>
    public string ToSvg() => SvgFigure.Draw(this);

    /// <summary>Writes the SVG to a file; a half-written file never replaces a good one.</summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    public void SaveSvg(string path) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToSvg()));

    /// <summary>What the figure shows, in text: kinds, axes and ranges.</summary>
    public override string ToString() => FigureText.Describe(this);

    private Figure With(Trace trace) => new(this) { Traces = [.. Traces, trace] };

    // Traces drawn together (a line and its band) share a colour, hence not simply the number of traces.
    private string NextColor(string? wanted) =>
        wanted is null ? Palette.Color(Traces.Select(trace => trace.Color).Distinct().Count()) : CheckedColor(wanted);

    private static string CheckedColor(string color) =>
        color.Length == 7 && color[0] == '#' && int.TryParse(
            color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            ? color
            : throw new ArgumentException($"The colour '{color}' is not of the form #rrggbb.");
}
