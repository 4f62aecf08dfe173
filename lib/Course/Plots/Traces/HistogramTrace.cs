using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>How many values fall into each of a row of equal bins. Counted here, so that the JSON and the SVG show the same bins.</summary>
internal sealed class HistogramTrace : Trace
{
    private const double Opacity = 0.6;
    private const int MostChosen = 100;

    private readonly double _low, _width;
    private readonly double[] _heights;
    private readonly bool _density;

    private HistogramTrace(string? name, string color, double low, double width, double[] heights, int counted, bool density)
        : base(name, color) =>
        (_low, _width, _heights, PointCount, _density) = (low, width, heights, counted, density);

    public override string Kind => "histogram";

    public override int PointCount { get; }

    /// <summary>Heights of the bins: counts, or densities.</summary>
    public IReadOnlyList<double> Heights => _heights;

    public static HistogramTrace Count(Series values, string? name, int bins, bool density, string color)
    {
        double[] sorted = values.SortedFinite();
        if (sorted.Length == 0) return new(name, color, 0, 1, [], 0, density);
        double low = sorted[0], high = sorted[^1];
        if (bins == 0) bins = ChooseBins(sorted);
        // One value only, or a spread below the resolution of the numbers: a bin around it.
        if (high - low <= Math.Abs(low) * 1e-12) (low, high, bins) = (low - 0.5, low + 0.5, 1);
        double width = high / bins - low / bins;   // not (high − low) / bins, which can overflow
        var heights = new double[bins];
        foreach (double value in sorted) heights[Math.Clamp((int)(value / width - low / width), 0, bins - 1)]++;
        if (density)
            for (int i = 0; i < bins; i++) heights[i] /= sorted.Length * width;
        return new(name, color, low, width, heights, sorted.Length, density);
    }

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        if (_heights.Length == 0) return;
        xBounds.Include(_low);
        xBounds.Include(_low + _heights.Length * _width);
        xBounds.Pad(0.02);
        yBounds.Include(_heights);
        yBounds.StandOnZero();
        yBounds.Pad(0.05);
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        json.WriteStartObject();
        WriteHead(json, "bar", panel);
        json.WriteNumbers("x", Enumerable.Range(0, _heights.Length).Select(bin => _low + (bin + 0.5) * _width).ToArray());
        json.WriteNumbers("y", _heights);
        json.WriteNumber("width", _width);
        json.WriteNumber("offset", -_width / 2);
        json.WriteStartObject("marker");
        json.WriteString("color", PlotlyJson.Rgba(panel.Page.Theme.Ink(Color), Opacity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        canvas.OpenGroup(fill: canvas.Theme.Ink(Color), fillOpacity: Opacity);
        for (int bin = 0; bin < _heights.Length; bin++)
        {
            double left = area.X.ToEdge(_low + bin * _width), right = area.X.ToEdge(_low + (bin + 1) * _width);
            double top = area.Y.ToEdge(_heights[bin]), bottom = area.Y.ToEdge(0);
            // Half a pixel of air between bins, if the bins can spare it.
            double air = Math.Abs(right - left) > 4 ? 0.5 : 0;
            if (_heights[bin] > 0)
                canvas.Rect(Math.Min(left, right) + air, Math.Min(top, bottom), Math.Abs(right - left) - 2 * air, Math.Abs(bottom - top));
        }
        canvas.CloseGroup();
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY) =>
        canvas.Rect(centreX - KeyHeight / 2, centreY - KeyHeight / 2, KeyHeight, KeyHeight, canvas.Theme.Ink(Color), Opacity);

    public override string Describe() => _heights.Length == 0
        ? "without finite values"
        : $"of {PointCount} values in {_heights.Length} bins of {FigureText.Number(_width)} from {FigureText.Number(_low)}, highest "
        + $"{FigureText.Number(_heights.Max())}{(_density ? " (density)" : "")}";

    private static int ChooseBins(double[] sorted)
    {
        double quartiles = sorted[(int)(0.75 * (sorted.Length - 1))] - sorted[(int)(0.25 * (sorted.Length - 1))];
        double width = 2 * quartiles / Math.Cbrt(sorted.Length), range = sorted[^1] - sorted[0];
        // More than half of the values equal: the rule has nothing to say, so Sturges' does.
        double bins = width > 0 && double.IsFinite(range) ? Math.Ceiling(range / width) : Math.Ceiling(Math.Log2(sorted.Length) + 1);
        return (int)Math.Clamp(bins, 1, MostChosen);
    }
}
