using Course.Plots.Drawing;

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

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        json.WriteStartObject();
        WriteHead(json, "scatter", panel);
        // A single point has no line; Plotly draws it only as a marker.
        json.WriteString("mode", x.Count == 1 ? "markers" : "lines");
        json.WriteNumbers("x", x.Span);
        json.WriteNumbers("y", y.Span);
        json.WriteStartObject(x.Count == 1 ? "marker" : "line");
        json.WriteString("color", panel.Page.Theme.Ink(Color));
        if (x.Count > 1) json.WriteNumber("width", Stroke);
        if (x.Count > 1 && dashed) json.WriteString("dash", "dash");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area) =>
        canvas.Path(LinePath.Of(x.Span, y.Span, area), stroke: canvas.Theme.Ink(Color), width: Stroke, dashed: dashed);

    public override void DrawKey(Canvas canvas, double centreX, double centreY) =>
        canvas.Line(centreX - KeyWidth / 2, centreY, centreX + KeyWidth / 2, centreY, canvas.Theme.Ink(Color), Stroke + 0.5, dashed);

    public override string Describe() => x.Count == 0
        ? "without points"
        : $"of {x.Count} points: {FigureText.Span(y.Span)}, from {FigureText.Number(y[0])} to {FigureText.Number(y[y.Count - 1])}";
}
