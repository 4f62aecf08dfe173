using System.Globalization;
using Course.Plots.Display;
using Course.Plots.Traces;

namespace Course.Plots;

/// <summary>
/// A figure: lines, points, distributions, fields and pictures on two axes. Immutable and fluent; every call returns a new figure.
/// </summary>
/// <remarks>
/// NaN and ±∞ leave gaps.
/// <code>
/// new Figure("Loss").Line(train, "train").Line(test, "test").WithXAxis("epoch").WithYAxis("loss in nats", log: true)
/// </code>
/// </remarks>
[TypeFormatterSource(typeof(ChartFormatterSource), PreferredMimeTypes = [PlotlyMimeType, "image/svg+xml", "text/plain"])]
public sealed partial class Figure : Chart
{
    /// <summary>An empty figure.</summary>
    /// <param name="title">Title above the figure, or null.</param>
    public Figure(string? title = null) => Title = title;

    private Figure(Figure other)
    {
        (Title, Width, Height, Traces, X, Y) = (other.Title, other.Width, other.Height, other.Traces, other.X, other.Y);
        (Targets, Rules, Annotations, Legend) = (other.Targets, other.Rules, other.Annotations, other.Legend);
        (Theme, EqualAspect) = (other.Theme, other.EqualAspect);
    }

    /// <inheritdoc/>
    public override string? Title { get; }

    /// <inheritdoc/>
    public override int Width { get; } = 720;

    /// <inheritdoc/>
    public override int Height { get; } = 420;

    internal IReadOnlyList<Trace> Traces { get; private init; } = [];
    internal Axis X { get; private init; } = new();
    internal Axis Y { get; private init; } = new();
    internal IReadOnlyList<TargetRange> Targets { get; private init; } = [];
    internal IReadOnlyList<Rule> Rules { get; private init; } = [];
    internal IReadOnlyList<Annotation> Annotations { get; private init; } = [];
    internal bool Legend { get; private init; } = true;
    internal FigureTheme Theme { get; private init; } = FigureTheme.Light;
    internal bool EqualAspect { get; private init; }
    internal bool HasSurface => Traces.Any(trace => trace is SurfaceTrace);

    internal override Page Page => new(Title, Width, Height, Theme, 1, [new Panel(this, Frame.Of(this))]);

    /// <summary>The same with another title.</summary>
    /// <param name="title">Title above the figure; null removes it.</param>
    public Figure WithTitle(string? title) => new(this, title, Width, Height);

    /// <summary>The same with another size.</summary>
    /// <param name="width">Pixels, 200 to 4000.</param>
    /// <param name="height">Pixels, 150 to 4000.</param>
    public Figure WithSize(int width, int height)
    {
        RequireSize(width, height);
        return new(this, Title, width, height);
    }

    /// <summary>The same with another x axis.</summary>
    /// <param name="title">Name and unit.</param>
    /// <param name="min">Left end; null fits the data.</param>
    /// <param name="max">Right end; null fits the data.</param>
    /// <param name="log">Logarithmic; values that are not positive leave gaps.</param>
    /// <param name="reversed">Grows to the left.</param>
    /// <exception cref="ArgumentException">An empty range, or one that reaches 0 on a log axis.</exception>
    public Figure WithXAxis(string? title = null, double? min = null, double? max = null, bool log = false, bool reversed = false) =>
        RequireLinearIfEqual(new(this) { X = Axis.Checked("x", title, min, max, log, reversed) });

    /// <summary>The same with another y axis.</summary>
    /// <param name="title">Name and unit.</param>
    /// <param name="min">Lower end; null fits the data.</param>
    /// <param name="max">Upper end; null fits the data.</param>
    /// <param name="log">Logarithmic; values that are not positive leave gaps.</param>
    /// <param name="reversed">Grows downward, as rows of a matrix do.</param>
    /// <exception cref="ArgumentException">An empty range, or one that reaches 0 on a log axis.</exception>
    public Figure WithYAxis(string? title = null, double? min = null, double? max = null, bool log = false, bool reversed = false) =>
        RequireLinearIfEqual(new(this) { Y = Axis.Checked("y", title, min, max, log, reversed) });

    /// <summary>The same with units as long along x as along y, so that a circle is round: the range of one axis is widened.</summary>
    /// <param name="equal">Whether they are.</param>
    /// <exception cref="ArgumentException">A log axis, which has no unit of one length.</exception>
    public Figure WithEqualAspect(bool equal = true) => RequireLinearIfEqual(new(this) { EqualAspect = equal });

    /// <summary>The same in other colours of page, letters and axes.</summary>
    /// <param name="theme"><see cref="FigureTheme.Light"/> or <see cref="FigureTheme.Dark"/>.</param>
    public Figure WithTheme(FigureTheme theme) => new(this) { Theme = theme };

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

    /// <summary>The same with a remark: a mark at a place, and a text that points to it.</summary>
    /// <param name="x">Where, in data units.</param>
    /// <param name="y">Where, in data units.</param>
    /// <param name="text">One line.</param>
    public Figure WithAnnotation(double x, double y, string text) => With(new Annotation(x, y, text, Annotation.Form.Remark));

    /// <summary>The same with a text.</summary>
    /// <param name="x">Its centre, in data units.</param>
    /// <param name="y">Its centre, in data units.</param>
    /// <param name="text">One line.</param>
    public Figure WithText(double x, double y, string text) => With(new Annotation(x, y, text, Annotation.Form.Text));

    /// <summary>The same with an arrow.</summary>
    /// <param name="fromX">Its tail, in data units.</param>
    /// <param name="fromY">Its tail, in data units.</param>
    /// <param name="toX">Its tip, in data units.</param>
    /// <param name="toY">Its tip, in data units.</param>
    /// <param name="text">One line at its tail; empty for none.</param>
    public Figure WithArrow(double fromX, double fromY, double toX, double toY, string text = "") =>
        With(new Annotation(toX, toY, text, Annotation.Form.Arrow, fromX, fromY));

    /// <summary>The same with a line from left to right.</summary>
    /// <param name="y">At which value.</param>
    /// <param name="name">Written at its right end; null for nothing.</param>
    /// <param name="color">"#rrggbb"; null is gray.</param>
    /// <param name="dashed">Dashes instead of a solid line.</param>
    public Figure WithHorizontalLine(double y, string? name = null, string? color = null, bool dashed = true) =>
        With(new Rule(y, Vertical: false, name, color is null ? null : CheckedColor(color), dashed));

    /// <summary>The same with a line from bottom to top.</summary>
    /// <param name="x">At which value.</param>
    /// <param name="name">Written at its upper end; null for nothing.</param>
    /// <param name="color">"#rrggbb"; null is gray.</param>
    /// <param name="dashed">Dashes instead of a solid line.</param>
    public Figure WithVerticalLine(double x, string? name = null, string? color = null, bool dashed = true) =>
        With(new Rule(x, Vertical: true, name, color is null ? null : CheckedColor(color), dashed));

    /// <summary>What the figure shows, in text: kinds, axes and ranges.</summary>
    public override string ToString() => FigureText.Describe(this);

    internal static void RequireSize(int width, int height)
    {
        if (width is < 200 or > 4000 || height is < 150 or > 4000)
            throw new ArgumentException($"A figure of {width} × {height} pixels was asked for; the width may be 200 to 4000, the height "
                + "150 to 4000.");
    }

    private protected override void WriteJson(PlotlyWriter json) => PlotlyJson.WriteStill(json, Page);

    private Figure(Figure other, string? title, int width, int height) : this(other) => (Title, Width, Height) = (title, width, height);

    private Figure With(Annotation annotation) => new(this) { Annotations = [.. Annotations, annotation] };

    private Figure With(Rule rule) => double.IsFinite(rule.Value)
        ? new(this) { Rules = [.. Rules, rule] }
        : throw new ArgumentException($"A line at {rule.Value} was asked for; it must be at a finite value.");

    private Figure With(Trace trace)
    {
        if (Traces.Count > 0 && trace is SurfaceTrace != HasSurface)
            throw new ArgumentException($"A surface stands in three dimensions and shares no axes with a {(HasSurface ? trace : Traces[0]).Kind}.");
        return new(this) { Traces = [.. Traces, trace] };
    }

    private static Figure RequireLinearIfEqual(Figure figure) => figure.EqualAspect && (figure.X.Log || figure.Y.Log)
        ? throw new ArgumentException("Units on a log axis have no length of their own, so they cannot be equal along x and y.")
        : figure;

    // Traces drawn together (a line and its band) share a colour, hence not simply the number of traces.
    private string NextColor(string? wanted) => wanted is null
        ? Palette.Color(Traces.Where(trace => trace.Colors is null).Select(trace => trace.Color).Distinct().Count())
        : CheckedColor(wanted);

    private static string CheckedColor(string color) =>
        color.Length == 7 && color[0] == '#' && int.TryParse(
            color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
            ? color
            : throw new ArgumentException($"The colour '{color}' is not of the form #rrggbb.");
}
