using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>Lines with arrow heads on them: a field of arrows, or streamlines.</summary>
/// <param name="kind">"arrows" or "streamlines".</param>
/// <param name="name">What the legend calls it.</param>
/// <param name="color">"#rrggbb".</param>
/// <param name="x">Points of the lines, NaN between lines.</param>
/// <param name="y">Points of the lines, NaN between lines.</param>
/// <param name="heads">Tip of each head, and a point behind it on its line.</param>
/// <param name="headLength">Pixels; a head is never longer than most of its line.</param>
/// <param name="words">What it shows.</param>
internal sealed class ArrowTrace(string kind, string? name, string color, double[] x, double[] y,
    IReadOnlyList<((double X, double Y) Tip, (double X, double Y) Behind)> heads, double headLength, string words) : Trace(name, color)
{
    private const double Stroke = 1.5;

    public override string Kind => kind;

    public override double KeyWidth => WideKey;

    public override int PointCount => heads.Count;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        xBounds.Include(x);
        yBounds.Include(y);
        xBounds.Pad(0.03);
        yBounds.Pad(0.04);
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        // Plotly has no arrows among its traces. Its plot will be about as large as this, which is near enough for the shape of heads.
        var figure = panel.Figure;
        var area = new PlotArea(figure, panel.Frame, 0, 0, figure.Width - 100, figure.Height - 130);
        List<double> allX = [.. x], allY = [.. y];
        foreach (var head in heads)
        {
            if (Head(head, area) is not { } outline) continue;
            Add(double.NaN, double.NaN);
            // From one barb over the tip to the other.
            foreach (int corner in (int[])[1, 0, 2])
                Add(area.X.ToValue(outline.Steps[corner].X), area.Y.ToValue(outline.Steps[corner].Y));
        }
        json.WriteStartObject();
        WriteHead(json, "scatter", panel);
        json.WriteString("mode", "lines");
        json.WriteNumbers("x", allX.ToArray());
        json.WriteNumbers("y", allY.ToArray());
        json.WriteString("hoverinfo", "skip");
        json.WriteStartObject("line");
        json.WriteString("color", panel.Page.Theme.Ink(Color));
        json.WriteNumber("width", Stroke);
        json.WriteEndObject();
        json.WriteEndObject();

        void Add(double atX, double atY)
        {
            allX.Add(atX);
            allY.Add(atY);
        }
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        string ink = canvas.Theme.Ink(Color);
        canvas.Path(LinePath.Of(x, y, area), stroke: ink, width: Stroke);
        foreach (var head in heads)
            if (Head(head, area) is { } outline) canvas.Path(outline, fill: ink);
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY)
    {
        string ink = canvas.Theme.Ink(Color);
        canvas.Line(centreX - KeyWidth / 2, centreY, centreX + KeyWidth / 2 - 4, centreY, ink, Stroke);
        canvas.Path(ArrowHead.At(centreX + KeyWidth / 2, centreY, 1, 0, 8)!, fill: ink);
    }

    public override string Describe() => words;

    private PathData? Head(((double X, double Y) Tip, (double X, double Y) Behind) head, PlotArea area)
    {
        double tipX = area.X.ToPixel(head.Tip.X), tipY = area.Y.ToPixel(head.Tip.Y);
        double dx = tipX - area.X.ToPixel(head.Behind.X), dy = tipY - area.Y.ToPixel(head.Behind.Y);
        double length = kind == "arrows" ? Math.Min(headLength, 0.6 * Math.Sqrt(dx * dx + dy * dy)) : headLength;
        return ArrowHead.At(tipX, tipY, dx, dy, length);
    }
}
