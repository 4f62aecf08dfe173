using System.Text.Json;
using Course.Plots.Svg;

namespace Course.Plots.Traces;

/// <summary>A table of values as coloured cells, with a colour bar.</summary>
internal sealed class HeatmapTrace : Trace
{
    // Beyond this many cells a picture in the SVG is smaller than rectangles.
    private const int MostRectangles = 2500;

    private readonly double[] _values, _x, _y;
    private readonly ColorScale _scale;

    private HeatmapTrace(double[] values, double[] x, double[] y, ColorScale scale, string? valueTitle, double low, double high)
        : base(null, scale.Hex(0.5)) =>
        (_values, _x, _y, _scale, ValueTitle, Low, High) = (values, x, y, scale, valueTitle, low, high);

    public string? ValueTitle { get; }
    public double Low { get; }
    public double High { get; }

    public override string Kind => "heatmap";

    public override int PointCount => _values.Length;

    public static HeatmapTrace Checked(
        Series values, int rows, int columns, Series x, Series y, ColorScale scale, string? valueTitle, double? low, double? high)
    {
        if (rows < 0 || columns < 0 || (long)rows * columns != values.Count)
            throw new ArgumentException($"A heatmap of {rows} × {columns} cells needs {(long)rows * columns} values, but there are "
                + $"{values.Count}.");
        double[] xs = Centres("x", x, columns), ys = Centres("y", y, rows);
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        double bottom = low ?? finite.Min(), top = high ?? finite.Max();
        if (!double.IsFinite(bottom) || !double.IsFinite(top) || low >= high)
            throw new ArgumentException($"The colours' range from {bottom} to {top} is empty.");
        if (bottom >= top) (bottom, top) = low is null ? (top - 1, top) : (bottom, bottom + 1);
        return new(values.Span.ToArray(), xs, ys, scale, valueTitle, bottom, top);
    }

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        if (_values.Length == 0) return;
        xBounds.Include(CellEdges.Of(_x));
        yBounds.Include(CellEdges.Of(_y));
    }

    public override void WriteJson(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartObject();
        WriteHead(json, "heatmap", frame);
        json.WriteNumbers("x", _x);
        json.WriteNumbers("y", _y);
        json.WriteStartArray("z");
        for (int row = 0; row < _y.Length; row++) json.WriteNumbers(null, _values.AsSpan(row * _x.Length, _x.Length));
        json.WriteEndArray();
        json.WriteNumber("zmin", Low);
        json.WriteNumber("zmax", High);
        json.WriteStartArray("colorscale");
        for (int i = 0; i < _scale.PointCount; i++)
        {
            double at = i / (_scale.PointCount - 1.0);
            json.WriteStartArray();
            json.WriteNumberValue(at);
            json.WriteStringValue(_scale.Hex(at));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        if (ValueTitle is not null)
        {
            json.WriteStartObject("colorbar");
            json.WriteTitle(ValueTitle);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    public override void Draw(SvgCanvas svg, PlotArea area)
    {
        double[] xEdges = CellEdges.Of(_x), yEdges = CellEdges.Of(_y);
        if (_values.Length > MostRectangles && !area.X.Log && !area.Y.Log && CellEdges.AreEven(xEdges) && CellEdges.AreEven(yEdges))
        {
            DrawPicture(svg, area, xEdges, yEdges);
            return;
        }
        svg.OpenGroup(crisp: true);
        for (int row = 0; row < _y.Length; row++)
        {
            double a = area.Y.ToEdge(yEdges[row]), b = area.Y.ToEdge(yEdges[row + 1]);
            for (int column = 0; column < _x.Length; column++)
            {
                double value = _values[row * _x.Length + column];
                if (double.IsNaN(value)) continue;
                double left = area.X.ToEdge(xEdges[column]), right = area.X.ToEdge(xEdges[column + 1]);
                svg.Rect(Math.Min(left, right), Math.Min(a, b), Math.Abs(right - left), Math.Abs(b - a), _scale.Hex(Place(value)));
            }
        }
        svg.CloseGroup();
    }

    public override void DrawKey(SvgCanvas svg, double centreX, double centreY)
    {
        // The colour bar is the heatmap's legend.
    }

    /// <summary>Draws the colours of the scale from the bottom of a rectangle (low) to its top (high).</summary>
    public void DrawColorBar(SvgCanvas svg, double x, double y, double width, double height)
    {
        const int steps = 64;
        svg.OpenGroup(crisp: true);
        for (int i = 0; i < steps; i++)
            svg.Rect(x, y + height * (steps - 1 - i) / steps, width, height / steps + (i > 0 ? 0.5 : 0), _scale.Hex((i + 0.5) / steps));
        svg.CloseGroup();
    }

    public override string Describe() =>
        $"of {_y.Length} × {_x.Length} cells: {FigureText.Span(_values)}{(ValueTitle is null ? "" : $" ({ValueTitle})")}";

    private double Place(double value) => (value - Low) / (High - Low);

    private void DrawPicture(SvgCanvas svg, PlotArea area, double[] xEdges, double[] yEdges)
    {
        double left = area.X.ToEdge(xEdges[0]), right = area.X.ToEdge(xEdges[^1]), first = area.Y.ToEdge(yEdges[0]),
            last = area.Y.ToEdge(yEdges[^1]);
        var pixels = new byte[_values.Length * 4];
        for (int row = 0; row < _y.Length; row++)
        {
            // Rows of a picture run down the page; so do ours only on a reversed axis.
            int y = first > last ? _y.Length - 1 - row : row;
            for (int column = 0; column < _x.Length; column++)
            {
                double value = _values[row * _x.Length + column];
                if (double.IsNaN(value)) continue;
                var (r, g, b) = _scale.At(Place(value));
                int at = (y * _x.Length + (left < right ? column : _x.Length - 1 - column)) * 4;
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (r, g, b, 255);
            }
        }
        svg.Image(Math.Min(left, right), Math.Min(first, last), Math.Abs(right - left), Math.Abs(last - first),
            new Picture(_x.Length, _y.Length, 4, pixels));
    }

    private static double[] Centres(string axis, Series given, int count)
    {
        if (given.Count == 0) return Series.Steps(count).ToArray();
        if (given.Count != count)
            throw new ArgumentException($"The heatmap has {count} cells along {axis}, but {given.Count} centres were given.");
        for (int i = 0; i < count; i++)
            if (!double.IsFinite(given[i]) || i > 0 && given[i] <= given[i - 1])
                throw new ArgumentException($"The heatmap's centres along {axis} must rise, but number {i} is "
                    + $"{given[i]}{(i > 0 ? $" after {given[i - 1]}" : "")}.");
        return given.ToArray();
    }
}
