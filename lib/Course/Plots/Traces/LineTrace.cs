using System.Text.Json;
using Course.Plots.Svg;

namespace Course.Plots.Traces;

/// <summary>Points joined by straight lines in the order given.</summary>
internal sealed class LineTrace(string? name, string color, Series x, Series y, bool dashed) : Trace(name, color)
{
    private const double Stroke = 2;

    public override string Kind => "line";

    public override double KeyWidth => WideKey;

    public override int PointCount => x.Count;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        xBounds.Include(x.Span);
        yBounds.Include(y.Span);
        yBounds.Pad(0.05);
    }

    public override void WriteJson(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartObject();
        WriteHead(json, "scatter", frame);
        // A single point has no line; Plotly draws it only as a marker.
        json.WriteString("mode", x.Count == 1 ? "markers" : "lines");
        json.WriteNumbers("x", x.Span);
        json.WriteNumbers("y", y.Span);
        json.WriteStartObject("line");
        json.WriteString("color", Color);
        json.WriteNumber("width", Stroke);
        if (dashed) json.WriteString("dash", "dash");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void Draw(SvgCanvas svg, PlotArea area) =>
        svg.Path(LinePath.Of(x.Span, y.Span, area), stroke: Color, width: Stroke, dashed: dashed);

    public override void DrawKey(SvgCanvas svg, double centreX, double centreY) =>
        svg.Line(centreX - KeyWidth / 2, centreY, centreX + KeyWidth / 2, centreY, Color, Stroke + 0.5, dashed);

    public override string Describe() => x.Count == 0
        ? "without points"
        : $"of {x.Count} points: {FigureText.Span(y.Span)}, from {FigureText.Number(y[0])} to {FigureText.Number(y[y.Count - 1])}";
}
