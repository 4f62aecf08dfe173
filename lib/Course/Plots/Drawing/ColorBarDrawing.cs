namespace Course.Plots.Drawing;

/// <summary>The colour bar at the right of a plot: a strip of colours with ticks and a title.</summary>
internal sealed class ColorBarDrawing
{
    /// <summary>Pixels between the plot and the strip, and width of the strip.</summary>
    public const double Gap = 16, Strip = 16;

    private const int Steps = 64;

    private readonly ColorRange _colors;
    private readonly IReadOnlyList<Tick> _ticks;
    private readonly double _labels;

    public ColorBarDrawing(ColorRange colors, double height)
    {
        _colors = colors;
        _ticks = Ticks.Choose((colors.Low, colors.High), log: false, (int)(height / 48));
        _labels = _ticks.Select(tick => TextWidth.Of(tick.Label!, Typeface.TickSize)).DefaultIfEmpty(0).Max();
    }

    /// <summary>Room it takes at the right of the plot.</summary>
    public double Width => Gap + Strip + 8 + _labels + (_colors.Title is null ? 0 : Typeface.LabelSize + 8);

    public void Draw(Canvas canvas, PlotArea area)
    {
        double x = area.Right + Gap;
        canvas.OpenGroup(crisp: true);
        // Each step reaches under the one above it, so that no line of the page shows between them.
        for (int i = Steps - 1; i >= 0; i--)
        {
            double top = area.Top + area.Height * (Steps - 1 - i) / Steps;
            canvas.Rect(x, top, Strip, Math.Min(area.Height / Steps + 0.5, area.Bottom - top), _colors.Scale.Hex((i + 0.5) / Steps));
        }
        canvas.CloseGroup();
        var scale = new AxisScale((_colors.Low, _colors.High), false, area.Bottom, area.Top);
        foreach (var tick in _ticks)
        {
            double y = scale.ToPixel(tick.Value);
            canvas.Line(x + Strip, y, x + Strip + 4, y, canvas.Theme.AxisLine);
            canvas.Text(tick.Label!, x + Strip + 7, y + 4.3, fill: canvas.Theme.QuietText);
        }
        if (_colors.Title is string title)
            canvas.Text(TextWidth.Fit(title, Typeface.LabelSize, area.Height), x + Width - Gap - 4, (area.Top + area.Bottom) / 2, "middle",
                Typeface.LabelSize, turn: -90);
    }
}
