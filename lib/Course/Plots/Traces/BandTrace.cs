using System.Text.Json;
using Course.Plots.Svg;

namespace Course.Plots.Traces;

/// <summary>The area between two curves over the same places.</summary>
internal sealed class BandTrace(string? name, string color, Series x, Series lower, Series upper) : Trace(name, color)
{
    private const double Opacity = 0.18;

    public override string Kind => "band";

    public override double KeyWidth => WideKey;

    public override int PointCount => x.Count;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        xBounds.Include(x.Span);
        yBounds.Include(lower.Span);
        yBounds.Include(upper.Span);
        yBounds.Pad(0.05);
    }

    public override void WriteJson(Utf8JsonWriter json, Frame frame)
    {
        // One closed outline for each stretch without gaps, outlines separated by null: forth along the upper edge, back along the lower.
        List<double> outlineX = [], outlineY = [];
        foreach (var (start, end) in Runs(frame.XLog, frame.YLog))
        {
            if (outlineX.Count > 0) Add(double.NaN, double.NaN);
            for (int i = start; i < end; i++) Add(x[i], upper[i]);
            for (int i = end - 1; i >= start; i--) Add(x[i], lower[i]);
        }
        json.WriteStartObject();
        WriteHead(json, "scatter", frame);
        json.WriteString("mode", "lines");
        json.WriteNumbers("x", outlineX.ToArray());
        json.WriteNumbers("y", outlineY.ToArray());
        json.WriteString("fill", "toself");
        json.WriteString("fillcolor", PlotlyJson.Rgba(Color, Opacity));
        json.WriteString("hoverinfo", "skip");
        json.WriteStartObject("line");
        json.WriteNumber("width", 0);
        json.WriteString("color", Color);
        json.WriteEndObject();
        json.WriteEndObject();

        void Add(double atX, double atY)
        {
            outlineX.Add(atX);
            outlineY.Add(atY);
        }
    }

    public override void Draw(SvgCanvas svg, PlotArea area)
    {
        foreach (var (start, end) in Runs(area.X.Log, area.Y.Log))
        {
            var there = LinePath.Of(x.Span[start..end], upper.Span[start..end], area);
            double[] backX = x.Span[start..end].ToArray(), backY = lower.Span[start..end].ToArray();
            Array.Reverse(backX);
            Array.Reverse(backY);
            // The way back continues the outline: its first "move to" becomes "line to".
            string back = LinePath.Of(backX, backY, area);
            svg.Path($"{there}L{back[1..]}Z", fill: Color, opacity: Opacity);
        }
    }

    public override void DrawKey(SvgCanvas svg, double centreX, double centreY) =>
        svg.Rect(centreX - KeyWidth / 2, centreY - KeyHeight / 2, KeyWidth, KeyHeight, Color, Opacity * 1.6);

    public override string Describe() => $"over {x.Count} places: {FigureText.Span([.. lower.Span, .. upper.Span])}";

    private IEnumerable<(int Start, int End)> Runs(bool xLog, bool yLog)
    {
        int start = 0;
        for (int i = 0; i <= x.Count; i++)
        {
            if (i < x.Count && Drawable(x[i], xLog) && Drawable(lower[i], yLog) && Drawable(upper[i], yLog)) continue;
            if (i > start) yield return (start, i);
            start = i + 1;
        }
    }

    private static bool Drawable(double value, bool log) => double.IsFinite(value) && (!log || value > 0);
}
