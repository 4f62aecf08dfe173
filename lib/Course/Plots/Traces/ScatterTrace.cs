using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>Points, of one colour or each of its value's.</summary>
internal sealed class ScatterTrace(
    string? name, string color, Series x, Series y, double size, double opacity, Series values = default, ColorRange? colors = null)
    : Trace(name, color)
{
    // Above this many points interactive drawing needs WebGL.
    private const int Many = 3000;

    // Above this many, separate circles make a drawing too heavy for a page; a picture of them does not.
    private const int TooMany = 5000;

    public override string Kind => "points";

    public override int PointCount => x.Count;

    public override ColorRange? Colors => colors;

    public override bool IsListed => colors is null;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        xBounds.Include(x.Span);
        yBounds.Include(y.Span);
        xBounds.Pad(0.04);
        yBounds.Pad(0.05);
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        json.WriteStartObject();
        WriteHead(json, x.Count > Many ? "scattergl" : "scatter", panel);
        json.WriteString("mode", "markers");
        json.WriteNumbers("x", x.Span);
        json.WriteNumbers("y", y.Span);
        json.WriteStartObject("marker");
        if (colors is null) json.WriteString("color", panel.Page.Theme.Ink(Color));
        else
        {
            json.WriteNumbers("color", values.Span);
            colors.WriteJson(json, "c", HasBar(panel), panel);
        }
        json.WriteNumber("size", size);
        json.WriteNumber("opacity", opacity);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        string ink = canvas.Theme.Ink(Color);
        if (x.Count > TooMany)
        {
            PointCloud.Draw(canvas, area, x.Span, y.Span, size, opacity, i => colors is null ? ink : ColorOf(i));
            return;
        }
        canvas.OpenGroup(fill: ink, fillOpacity: opacity);
        for (int i = 0; i < x.Count; i++)
        {
            double px = area.X.ToPixel(x[i]), py = area.Y.ToPixel(y[i]);
            if (area.Contains(px, py, size)) canvas.Circle(px, py, size / 2, colors is null ? null : ColorOf(i));
        }
        canvas.CloseGroup();
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY) =>
        canvas.Circle(centreX, centreY, 4.5, canvas.Theme.Ink(Color));

    public override string Describe() => $"{x.Count}: x {FigureText.Span(x.Span)}, y {FigureText.Span(y.Span)}"
        + (colors is null ? "" : $", coloured by {colors.Title ?? "value"} {FigureText.Span(values.Span)}");

    private string ColorOf(int i) => double.IsNaN(values[i]) ? "#8c8c8c" : colors!.Hex(values[i]);
}
