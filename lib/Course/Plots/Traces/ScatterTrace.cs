using System.Text;
using System.Text.Json;
using Course.Plots.Svg;

namespace Course.Plots.Traces;

/// <summary>Points.</summary>
internal sealed class ScatterTrace(string? name, string color, Series x, Series y, double size, double opacity) : Trace(name, color)
{
    // Above this many points interactive drawing needs WebGL, and separate circles make the SVG too heavy for a page.
    private const int Many = 3000;

    public override string Kind => "points";

    public override int PointCount => x.Count;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        xBounds.Include(x.Span);
        yBounds.Include(y.Span);
        xBounds.Pad(0.04);
        yBounds.Pad(0.05);
    }

    public override void WriteJson(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartObject();
        WriteHead(json, x.Count > Many ? "scattergl" : "scatter", frame);
        json.WriteString("mode", "markers");
        json.WriteNumbers("x", x.Span);
        json.WriteNumbers("y", y.Span);
        json.WriteStartObject("marker");
        json.WriteString("color", Color);
        json.WriteNumber("size", size);
        json.WriteNumber("opacity", opacity);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void Draw(SvgCanvas svg, PlotArea area)
    {
        // Circles lie over each other and let density be seen. Beyond Many, dots of a path (lines of no length with round ends) are a third
        // of the size; a path is painted as a whole, so several short ones keep some of the density.
        bool dots = x.Count > Many;
        const int dotsPerPath = 60;
        int inPath = 0;
        var path = new StringBuilder();
        svg.OpenGroup(fill: Color, fillOpacity: opacity);
        for (int i = 0; i < x.Count; i++)
        {
            double px = area.X.ToPixel(x[i]), py = area.Y.ToPixel(y[i]);
            if (!area.Contains(px, py, size)) continue;
            if (dots) path.Append($"M{SvgCanvas.Number(px)} {SvgCanvas.Number(py)}h0");
            else svg.Circle(px, py, size / 2);
            if (dots && ++inPath % dotsPerPath == 0) Flush();
        }
        Flush();
        svg.CloseGroup();

        void Flush()
        {
            svg.Path(path.ToString(), stroke: Color, width: size, opacity: opacity);
            path.Clear();
        }
    }

    public override void DrawKey(SvgCanvas svg, double centreX, double centreY) => svg.Circle(centreX, centreY, 4.5, Color);

    public override string Describe() => $"{x.Count}: x {FigureText.Span(x.Span)}, y {FigureText.Span(y.Span)}";
}
