using Course.Plots.Drawing;

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

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        // One closed outline for each stretch without gaps, outlines separated by null: forth along the upper edge, back along the lower.
        List<double> outlineX = [], outlineY = [];
        foreach (var (start, end) in Runs(panel.Frame.XLog, panel.Frame.YLog))
        {
            if (outlineX.Count > 0) Add(double.NaN, double.NaN);
            for (int i = start; i < end; i++) Add(x[i], upper[i]);
            for (int i = end - 1; i >= start; i--) Add(x[i], lower[i]);
        }
        json.WriteStartObject();
        WriteHead(json, "scatter", panel);
        json.WriteString("mode", "lines");
        json.WriteNumbers("x", outlineX.ToArray());
        json.WriteNumbers("y", outlineY.ToArray());
        json.WriteString("fill", "toself");
        json.WriteString("fillcolor", PlotlyJson.Rgba(panel.Page.Theme.Ink(Color), Opacity));
        json.WriteString("hoverinfo", "skip");
        json.WriteStartObject("line");
        json.WriteNumber("width", 0);
        json.WriteString("color", panel.Page.Theme.Ink(Color));
        json.WriteEndObject();
        json.WriteEndObject();

        void Add(double atX, double atY)
        {
            outlineX.Add(atX);
            outlineY.Add(atY);
        }
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        foreach (var (start, end) in Runs(area.X.Log, area.Y.Log))
        {
            var outline = LinePath.Of(x.Span[start..end], upper.Span[start..end], area);
            double[] backX = x.Span[start..end].ToArray(), backY = lower.Span[start..end].ToArray();
            Array.Reverse(backX);
            Array.Reverse(backY);
            // The way back continues the outline.
            foreach (var step in LinePath.Of(backX, backY, area).Steps) outline.LineTo(step.X, step.Y);
            canvas.Path(outline.Close(), fill: canvas.Theme.Ink(Color), opacity: Opacity);
        }
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY) =>
        canvas.Rect(centreX - KeyWidth / 2, centreY - KeyHeight / 2, KeyWidth, KeyHeight, canvas.Theme.Ink(Color), Opacity * 1.6);

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
