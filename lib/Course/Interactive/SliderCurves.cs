using System.Text.Json;
using Course.Plots;
using Course.Plots.Display;

namespace Course.Interactive;

/// <summary>
/// Curves that follow sliders: y = f(x; parameters), computed in C# on a grid of parameter values; between them the page puts a cubic through the
/// nearest four, without a kernel. The bell curve and what μ and σ do to it are one line.
/// </summary>
/// <remarks>Immutable: every <c>With…</c> returns a new one. Shows itself in a notebook as HTML with its script inside.</remarks>
[TypeFormatterSource(typeof(SliderCurvesFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record SliderCurves
{
    private readonly ParameterGrid _grid;
    private readonly double[] _x;

    /// <summary>No curve yet; <see cref="WithCurve"/> adds one.</summary>
    /// <param name="parameters">What the sliders set.</param>
    /// <param name="low">The left end of x.</param>
    /// <param name="high">The right end of x.</param>
    /// <param name="points">At how many x the curves are computed.</param>
    public SliderCurves(IReadOnlyList<SliderParameter> parameters, double low, double high, int points = 161)
    {
        if (!(low < high) || !double.IsFinite(high - low) || points < 2)
            throw new ArgumentException($"Curves go over x from {low} to {high} in {points} points; low must be below high, and 2 points the fewest.");
        _grid = new ParameterGrid(parameters);
        _x = [.. Enumerable.Range(0, points).Select(i => low + (high - low) * i / (points - 1))];
    }

    /// <summary>Title of the x axis.</summary>
    public string XTitle { get; private init; } = "x";

    /// <summary>Title of the y axis.</summary>
    public string YTitle { get; private init; } = "y";

    /// <summary>Ends of the y axis; null to fit all curves of the family.</summary>
    public (double Low, double High)? YRange { get; private init; }

    private IReadOnlyList<(string Name, float[] Values)> Curves { get; init; } = [];

    private IReadOnlyList<(string Name, float[] Values)> Readouts { get; init; } = [];

    private IReadOnlyList<(double X, double Y)> Points { get; init; } = [];

    /// <summary>The same with one more curve.</summary>
    /// <param name="name">For the legend.</param>
    /// <param name="f">y of x and the parameter values. NaN leaves a gap.</param>
    public SliderCurves WithCurve(string name, Func<double, double[], double> f)
    {
        var values = new float[_grid.Count * _x.Length];
        for (var i = 0; i < _grid.Count; i++)
        {
            var parameters = _grid.At(i);
            for (var j = 0; j < _x.Length; j++) values[i * _x.Length + j] = (float)f(_x[j], parameters);
        }
        return this with { Curves = [.. Curves, (name, values)] };
    }

    /// <summary>The same with a number below the sliders, for example a log-likelihood.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="f">Of the parameter values.</param>
    public SliderCurves WithReadout(string name, Func<double[], double> f) =>
        this with { Readouts = [.. Readouts, (name, [.. Enumerable.Range(0, _grid.Count).Select(i => (float)f(_grid.At(i)))])] };

    /// <summary>The same with points that stay where they are, for example data.</summary>
    public SliderCurves WithPoints(IEnumerable<(double X, double Y)> points) => this with { Points = [.. Points, .. points] };

    /// <summary>The same with other titles of the axes.</summary>
    public SliderCurves WithAxes(string x, string y) => this with { XTitle = x, YTitle = y };

    /// <summary>The same with a fixed y axis.</summary>
    public SliderCurves WithYRange(double low, double high) => low < high && double.IsFinite(high - low)
        ? this with { YRange = (low, high) }
        : throw new ArgumentException($"The y axis goes from {low} to {high}; the first must be the smaller one, and both finite.");

    /// <summary>What it is and where to open it.</summary>
    public override string ToString() =>
        $"SliderCurves: {string.Join(", ", Curves.Select(curve => curve.Name))}; {_grid}; open the notebook or its page in a browser to move the sliders";

    /// <summary>HTML that needs nothing else.</summary>
    /// <exception cref="InvalidOperationException">There is no curve.</exception>
    public string ToHtml()
    {
        if (Curves.Count == 0) throw new InvalidOperationException("There is no curve to show; add one with WithCurve.");
        var start = Curves.Aggregate(new Figure().WithXAxis(XTitle).WithYAxis(YTitle).WithSize(Width, Height), (figure, curve) =>
            figure.Line(_x, Array.ConvertAll(curve.Values[(_grid.Start * _x.Length)..((_grid.Start + 1) * _x.Length)], value => (double)value), curve.Name));
        return PieceHtml.Of("slider-curves", "sliders", $"Curves with sliders: {_grid}", start.ToSvg(), PieceJson.Object(Write), "sliders.js");
    }

    private const int Width = 560, Height = 340;

    private void Write(Utf8JsonWriter json)
    {
        _grid.Write(json);
        json.WriteNumber("width", Width);
        json.WriteNumber("height", Height);
        json.WriteString("xTitle", XTitle);
        json.WriteString("yTitle", YTitle);
        json.WriteArray("xRange", _x[0], _x[^1]);
        var (low, high) = YRange ?? Fitted();
        json.WriteArray("yRange", low, high);
        json.WriteStartArray("series");
        for (var i = 0; i < Curves.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("name", Curves[i].Name);
            json.WriteString("color", Palette.Color(i));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteFloats("x", Array.ConvertAll(_x, x => (float)x), WeightFormat.Float32);
        // An eleventh bit is finer than a pixel; values that 16 bits cannot hold get 32.
        var heights = Interleaved(Curves, _x.Length);
        json.WriteFloats("y", heights, heights.Any(value => Math.Abs(value) >= (float)Half.MaxValue) ? WeightFormat.Float32 : WeightFormat.Float16);
        if (Readouts.Count > 0)
        {
            json.WriteStartObject("readouts");
            json.WriteArray("names", Readouts.Select(readout => readout.Name));
            json.WriteFloats("values", Interleaved(Readouts, 1), WeightFormat.Float32);
            json.WriteEndObject();
        }
        if (Points.Count == 0) return;
        json.WriteStartArray("points");
        foreach (var (x, y) in Points)
        {
            json.WriteStartArray();
            json.WriteNumberValue(x);
            json.WriteNumberValue(y);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    /// <summary>Of each combination first one series, then the next: what is drawn together lies together.</summary>
    private float[] Interleaved(IReadOnlyList<(string Name, float[] Values)> series, int length)
    {
        var values = new float[_grid.Count * series.Count * length];
        for (var i = 0; i < _grid.Count; i++)
        {
            for (var s = 0; s < series.Count; s++)
                series[s].Values.AsSpan(i * length, length).CopyTo(values.AsSpan((i * series.Count + s) * length));
        }
        return values;
    }

    private (double Low, double High) Fitted()
    {
        var finite = Curves.SelectMany(curve => curve.Values).Where(float.IsFinite).Select(value => (double)value)
            .Concat(Points.Select(point => point.Y)).DefaultIfEmpty(0).ToArray();
        double low = finite.Min(), high = finite.Max();
        var margin = high > low ? 0.04 * (high - low) : 1;
        // Curves that stand on zero stand on the axis.
        return (low == 0 ? 0 : low - margin, high + margin);
    }
}

internal sealed class SliderCurvesFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<SliderCurves>("text/html", static curves => curves.ToHtml()),
        new MimeFormatter<SliderCurves>("text/plain", static curves => curves.ToString()),
    ];
}
