using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>Lines of equal value, and the bands between them when filled.</summary>
internal sealed class ContourTrace : Trace
{
    private const double Stroke = 1.5;

    private readonly ValueGrid _grid;
    private readonly ColorRange? _colors;
    private readonly bool _filled;
    private readonly double _step;
    private readonly double[] _levels;

    /// <param name="grid">The values.</param>
    /// <param name="range">Values between which levels lie.</param>
    /// <param name="levels">About how many.</param>
    /// <param name="filled">Coloured bands instead of lines.</param>
    /// <param name="name">What the legend calls lines of one colour.</param>
    /// <param name="color">Colour of all lines; null colours them by value.</param>
    public ContourTrace(ValueGrid grid, ColorRange range, int levels, bool filled, string? name, string? color)
        : base(name, color ?? range.Scale.Hex(0.5))
    {
        (_grid, _filled) = (grid, filled);
        _step = Ticks.RoundStep((range.High - range.Low) / levels);
        // A level at the lowest value is a line around nothing.
        double first = Math.Floor(range.Low / _step + 1e-9) + 1, last = Math.Ceiling(range.High / _step - 1e-9) - 1;
        _levels = Enumerable.Range(0, (int)Math.Clamp(last - first + 1, 0, 1000)).Select(i => (first + i) * _step).ToArray();
        if (color is null) _colors = Stretched(range);
    }

    public override string Kind => "contours";

    public override double KeyWidth => WideKey;

    public override int PointCount => _grid.Values.Length;

    public override ColorRange? Colors => _colors;

    public override bool IsListed => _colors is null;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        if (_grid.Values.Length == 0) return;
        xBounds.Include(_grid.X);
        yBounds.Include(_grid.Y);
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        json.WriteStartObject();
        WriteHead(json, "contour", panel);
        _grid.WriteJson(json);
        json.WriteBoolean("autocontour", false);
        json.WriteStartObject("contours");
        if (_levels.Length > 0)
        {
            json.WriteNumber("start", _levels[0]);
            json.WriteNumber("end", _levels[^1]);
        }
        json.WriteNumber("size", _step);
        json.WriteString("coloring", _colors is null ? "none" : _filled ? "fill" : "lines");
        json.WriteEndObject();
        _colors?.WriteJson(json, "z", HasBar(panel), panel);
        json.WriteStartObject("line");
        if (_colors is null) json.WriteString("color", panel.Page.Theme.Ink(Color));
        json.WriteNumber("width", _filled ? 0.5 : Stroke);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        if (_filled) DrawBands(canvas, area);
        foreach (double level in _levels)
        {
            var path = new PathData();
            foreach (var line in Isolines.At(_grid, level)) Add(path, line, area);
            if (_filled) canvas.Path(path, stroke: canvas.Theme.Text, width: 0.6, opacity: 0.45);
            else canvas.Path(path, stroke: _colors?.Hex(level) ?? canvas.Theme.Ink(Color), width: Stroke);
        }
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY) =>
        canvas.Line(centreX - KeyWidth / 2, centreY, centreX + KeyWidth / 2, centreY, canvas.Theme.Ink(Color), Stroke + 0.5);

    public override string Describe() => $"of {_grid.Rows} × {_grid.Columns} values {FigureText.Span(_grid.Values)}, "
        + (_levels.Length == 0 ? "no levels" : $"{_levels.Length} levels {FigureText.Number(_levels[0])} to {FigureText.Number(_levels[^1])}")
        + (_filled ? ", filled" : "");

    /// <summary>The scale from the first level or band to the last, as Plotly has it, whatever the values beyond.</summary>
    private ColorRange Stretched(ColorRange range)
    {
        double margin = _filled ? _step / 2 : 0;   // to the middle of the outer bands
        return _levels.Length > (_filled ? 0 : 1) ? range with { Low = _levels[0] - margin, High = _levels[^1] + margin } : range;
    }

    private void DrawBands(Canvas canvas, PlotArea area)
    {
        // One colour from a level to the next: that of its middle.
        FieldPicture.Draw(canvas, area, _grid, (column, row) =>
        {
            double value = _grid.Between(column, row);
            return double.IsNaN(value) ? null : _colors!.Scale.At(_colors.Place((Math.Floor(value / _step) + 0.5) * _step));
        });
    }

    private static void Add(PathData path, List<(double X, double Y)> line, PlotArea area)
    {
        bool drawing = false;
        foreach (var (x, y) in line)
        {
            double px = area.X.ToPixel(x), py = area.Y.ToPixel(y);
            if (double.IsNaN(px) || double.IsNaN(py)) drawing = false;
            else if (drawing) path.LineTo(px, py);
            else
            {
                path.MoveTo(px, py);
                drawing = true;
            }
        }
    }
}
