namespace Course.Plots.Drawing;

/// <summary>Ticks, their labels, grid lines and titles of both axes; measured before the plot area is known, drawn after.</summary>
internal sealed class AxesDrawing(Panel panel)
{
    private const double Turned = -38;   // degrees of category names that do not fit side by side
    private const double TickLength = 5;

    private IReadOnlyList<Tick> _x = [], _y = [];
    private bool _turned;
    private double _leftRoom, _bottomRoom;

    public bool ShowTitles { get; set; } = true;

    private string? XTitle => panel.LabelsX && ShowTitles ? panel.Figure.X.Title : null;

    private string? YTitle => panel.LabelsY && ShowTitles ? panel.Figure.Y.Title : null;

    /// <summary>Chooses y ticks for a height and returns the room that they and the title need at the left.</summary>
    public double MeasureLeft(Frame frame, double height)
    {
        _y = Ticks.Choose(frame.Y, frame.YLog, (int)(height / 48));
        if (!panel.LabelsY) return _leftRoom = 4;
        double labels = _y.Where(tick => tick.Label is not null).Select(tick => TextWidth.Of(tick.Label!, Typeface.TickSize))
            .DefaultIfEmpty(0).Max();
        return _leftRoom = labels + TickLength + 4 + (YTitle is null ? 0 : Typeface.LabelSize + 10);
    }

    /// <summary>Chooses x ticks for a width and returns the room that they and the title need below.</summary>
    public double MeasureBottom(Frame frame, double width)
    {
        double labels = Typeface.TickSize + 4;
        if (frame.Categories.Count > 0) labels = MeasureCategories(frame, width);
        else
        {
            // Fewer and fewer, until neighbours keep their distance.
            for (int most = (int)(width / 60); most >= 2; most--)
            {
                _x = Ticks.Choose(frame.X, frame.XLog, most);
                if (Apart(frame, width)) break;
            }
        }
        if (!panel.LabelsX) return _bottomRoom = 4;
        return _bottomRoom = labels + TickLength + 4 + (XTitle is null ? 0 : Typeface.LabelSize + 5);
    }

    public void DrawGrid(Canvas canvas, PlotArea area)
    {
        canvas.OpenGroup(crisp: true);
        foreach (var tick in _y)
            if (tick.Label is not null)
                canvas.Line(area.Left, area.Y.ToPixel(tick.Value), area.Right, area.Y.ToPixel(tick.Value), canvas.Theme.Grid);
        if (area.Frame.Categories.Count == 0)
            foreach (var tick in _x)
                if (tick.Label is not null)
                    canvas.Line(area.X.ToPixel(tick.Value), area.Top, area.X.ToPixel(tick.Value), area.Bottom, canvas.Theme.Grid);
        canvas.CloseGroup();
    }

    public void DrawAxes(Canvas canvas, PlotArea area)
    {
        canvas.OpenGroup(crisp: true);
        canvas.Line(area.Left, area.Bottom, area.Right, area.Bottom, canvas.Theme.AxisLine);
        canvas.Line(area.Left, area.Top, area.Left, area.Bottom, canvas.Theme.AxisLine);
        foreach (var tick in _x)
            canvas.Line(area.X.ToPixel(tick.Value), area.Bottom, area.X.ToPixel(tick.Value), area.Bottom + Length(tick), canvas.Theme.AxisLine);
        foreach (var tick in _y)
            canvas.Line(area.Left - Length(tick), area.Y.ToPixel(tick.Value), area.Left, area.Y.ToPixel(tick.Value), canvas.Theme.AxisLine);
        canvas.CloseGroup();
        if (panel.LabelsX) DrawXLabels(canvas, area);
        if (panel.LabelsY) DrawYLabels(canvas, area);
    }

    private void DrawXLabels(Canvas canvas, PlotArea area)
    {
        double labelY = area.Bottom + TickLength + Typeface.TickSize + 2;
        foreach (var tick in _x)
        {
            if (tick.Label is null) continue;
            double x = area.X.ToPixel(tick.Value);
            if (_turned) canvas.Text(tick.Label, x + 4, area.Bottom + TickLength + 9, "end", fill: canvas.Theme.QuietText, turn: Turned);
            else canvas.Text(tick.Label, x, labelY, "middle", fill: canvas.Theme.QuietText);
        }
        if (XTitle is string title)
            canvas.Text(TextWidth.Fit(title, Typeface.LabelSize, area.Width), (area.Left + area.Right) / 2, area.Bottom + _bottomRoom, "middle",
                Typeface.LabelSize);
    }

    private void DrawYLabels(Canvas canvas, PlotArea area)
    {
        foreach (var tick in _y)
            if (tick.Label is not null)
                canvas.Text(tick.Label, area.Left - TickLength - 4, area.Y.ToPixel(tick.Value) + 4.3, "end", fill: canvas.Theme.QuietText);
        if (YTitle is string title)
            canvas.Text(TextWidth.Fit(title, Typeface.LabelSize, area.Height + 10), area.Left - _leftRoom + 9, (area.Top + area.Bottom) / 2,
                "middle", Typeface.LabelSize, turn: -90);
    }

    private static double Length(Tick tick) => tick.Label is null ? TickLength - 2 : TickLength;

    private double MeasureCategories(Frame frame, double width)
    {
        double slot = width / frame.Categories.Count;
        _turned = frame.Categories.Any(name => TextWidth.Of(name, Typeface.TickSize) > slot - 4);
        // More names than lines of text fit: every second, third … is written.
        int stride = (int)Math.Ceiling(_turned ? 22 / slot : 1);
        _x = frame.Categories.Select(
            (name, i) => new Tick(i, i % stride == 0 ? TextWidth.Fit(name, Typeface.TickSize, Longest(i)) : null)).ToArray();
        if (!_turned) return Typeface.TickSize + 4;
        double widest = _x.Where(tick => tick.Label is not null).Max(tick => TextWidth.Of(tick.Label!, Typeface.TickSize));
        return 14 + widest * Math.Sin(-Turned * Math.PI / 180);

        // A turned name hangs down to the left: the first ones have only so much room before the edge of the figure.
        double Longest(int i) => Math.Min(150, (_leftRoom + slot * (i + 0.5)) / Math.Cos(-Turned * Math.PI / 180));
    }

    private bool Apart(Frame frame, double width)
    {
        var scale = new AxisScale(frame.X, frame.XLog, 0, width);
        double end = double.NegativeInfinity;
        foreach (var tick in _x.Where(tick => tick.Label is not null).OrderBy(tick => tick.Value))
        {
            double at = scale.ToPixel(tick.Value), half = TextWidth.Of(tick.Label!, Typeface.TickSize) / 2;
            if (at - half < end + 10) return false;
            end = at + half;
        }
        return true;
    }
}
