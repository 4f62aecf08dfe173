using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>Points, of one colour or each of its value's.</summary>
internal sealed class ScatterTrace(
    string? name, string color, Series x, Series y, double size, double opacity, Series values = default, ColorRange? colors = null)
    : Trace(name, color)
{
    // Above this many points interactive drawing needs WebGL.
    private const int Many = 3000;

    // Colour of a point whose value is NaN.
    private const string Unknown = "#8c8c8c";

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
        canvas.OpenGroup(fill: canvas.Theme.Ink(Color), fillOpacity: opacity);
        for (int i = 0; i < x.Count; i++)
        {
            double px = area.X.ToPixel(x[i]), py = area.Y.ToPixel(y[i]);
            if (area.Contains(px, py, size)) canvas.Circle(px, py, size / 2, colors is null ? null : ColorOf(i));
        }
        canvas.CloseGroup();
    }

    /// <summary>Lays the points over those of a cloud.</summary>
    public void AddTo(PointCloud cloud, FigureTheme theme)
    {
        Rgb ink = Rgb.Parse(theme.Ink(Color)), unknown = Rgb.Parse(Unknown);
        cloud.Add(x.Span, y.Span, size, opacity, i => colors is null ? ink : double.IsNaN(values[i]) ? unknown : colors.Rgb(values[i]));
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY) =>
        canvas.Circle(centreX, centreY, 4.5, canvas.Theme.Ink(Color));

    public override string Describe() => $"{x.Count}: x {FigureText.Span(x.Span)}, y {FigureText.Span(y.Span)}"
        + (colors is null ? "" : $", coloured by {colors.Title ?? "value"} {FigureText.Span(values.Span)}");

    private string ColorOf(int i) => double.IsNaN(values[i]) ? Unknown : colors!.Hex(values[i]);
}
