namespace Course.Plots.Svg;

/// <summary>Ticks, their labels, grid lines and titles of both axes; measured before the plot area is known, drawn after.</summary>
internal sealed class SvgAxes
{
    private const double Turned = -38;   // degrees of category names that do not fit side by side
    private const double TickLength = 5;

    private readonly Figure _figure;
    private readonly Frame _frame;
    private IReadOnlyList<Tick> _x = [], _y = [];
    private bool _turned;

    public SvgAxes(Figure figure, Frame frame) => (_figure, _frame) = (figure, frame);

    /// <summary>Chooses y ticks for a height and returns the room that they and the title need at the left.</summary>
    public double MeasureLeft(double height)
    {
        _y = Ticks.Choose(_frame.Y, _frame.YLog, (int)(height / 48));
        double labels = _y.Where(tick => tick.Label is not null).Select(tick => TextWidth.Of(tick.Label!, Theme.TickSize))
            .DefaultIfEmpty(0).Max();
        return labels + TickLength + 4 + (_figure.Y.Title is null ? 0 : Theme.LabelSize + 10);
    }

    /// <summary>Chooses x ticks for a width and returns the room that they and the title need below.</summary>
    public double MeasureBottom(double width)
    {
        double labels = Theme.TickSize + 4;
        if (_frame.Categories.Count > 0) labels = MeasureCategories(width);
        else
        {
            // Fewer and fewer, until neighbours keep their distance.
            for (int most = (int)(width / 60); most >= 2; most--)
            {
                _x = Ticks.Choose(_frame.X, _frame.XLog, most);
                if (Apart(width)) break;
            }
        }
        return labels + TickLength + 4 + (_figure.X.Title is null ? 0 : Theme.LabelSize + 5);
    }

    public void DrawGrid(SvgCanvas svg, PlotArea area)
    {
        svg.OpenGroup(crisp: true);
        foreach (var tick in _y)
            if (tick.Label is not null) svg.Line(area.Left, area.Y.ToPixel(tick.Value), area.Right, area.Y.ToPixel(tick.Value), Theme.Grid);
        if (_frame.Categories.Count == 0)
            foreach (var tick in _x)
                if (tick.Label is not null)
                    svg.Line(area.X.ToPixel(tick.Value), area.Top, area.X.ToPixel(tick.Value), area.Bottom, Theme.Grid);
        svg.CloseGroup();
    }

    public void DrawAxes(SvgCanvas svg, PlotArea area)
    {
        svg.OpenGroup(crisp: true);
        svg.Line(area.Left, area.Bottom, area.Right, area.Bottom, Theme.AxisLine);
        svg.Line(area.Left, area.Top, area.Left, area.Bottom, Theme.AxisLine);
        foreach (var tick in _x)
            svg.Line(area.X.ToPixel(tick.Value), area.Bottom, area.X.ToPixel(tick.Value), area.Bottom + Length(tick), Theme.AxisLine);
        foreach (var tick in _y)
            svg.Line(area.Left - Length(tick), area.Y.ToPixel(tick.Value), area.Left, area.Y.ToPixel(tick.Value), Theme.AxisLine);
        svg.CloseGroup();

        double labelY = area.Bottom + TickLength + Theme.TickSize + 2;
        foreach (var tick in _x)
        {
            if (tick.Label is null) continue;
            double x = area.X.ToPixel(tick.Value);
            if (_turned) svg.Text(tick.Label, x + 4, area.Bottom + TickLength + 9, "end", fill: Theme.QuietText, turn: Turned);
            else svg.Text(tick.Label, x, labelY, "middle", fill: Theme.QuietText);
        }
        foreach (var tick in _y)
            if (tick.Label is not null)
                svg.Text(tick.Label, area.Left - TickLength - 4, area.Y.ToPixel(tick.Value) + 4.3, "end", fill: Theme.QuietText);

        if (_figure.X.Title is string xTitle)
            svg.Text(TextWidth.Fit(xTitle, Theme.LabelSize, area.Width), (area.Left + area.Right) / 2, _figure.Height - SvgFigure.Outer,
                "middle", Theme.LabelSize);
        if (_figure.Y.Title is string yTitle)
            svg.Text(TextWidth.Fit(yTitle, Theme.LabelSize, area.Height + 40), SvgFigure.Outer + 9, (area.Top + area.Bottom) / 2, "middle",
                Theme.LabelSize, turn: -90);
    }

    private static double Length(Tick tick) => tick.Label is null ? TickLength - 2 : TickLength;

    private double MeasureCategories(double width)
    {
        double slot = width / _frame.Categories.Count;
        _turned = _frame.Categories.Any(name => TextWidth.Of(name, Theme.TickSize) > slot - 4);
        // More names than lines of text fit: every second, third … is written.
        int stride = (int)Math.Ceiling(_turned ? 16 / slot : 1);
        _x = _frame.Categories.Select(
            (name, i) => new Tick(i, i % stride == 0 ? TextWidth.Fit(name, Theme.TickSize, Longest(i)) : null)).ToArray();
        if (!_turned) return Theme.TickSize + 4;
        double widest = _x.Where(tick => tick.Label is not null).Max(tick => TextWidth.Of(tick.Label!, Theme.TickSize));
        return 14 + widest * Math.Sin(-Turned * Math.PI / 180);

        // A turned name hangs down to the left: the first ones have only so much room before the edge of the figure.
        double Longest(int i) => Math.Min(150, (36 + slot * (i + 0.5)) / Math.Cos(-Turned * Math.PI / 180));
    }

    private bool Apart(double width)
    {
        var scale = new AxisScale(_frame.X, _frame.XLog, 0, width);
        double end = double.NegativeInfinity;
        foreach (var tick in _x.Where(tick => tick.Label is not null).OrderBy(tick => tick.Value))
        {
            double at = scale.ToPixel(tick.Value), half = TextWidth.Of(tick.Label!, Theme.TickSize) / 2;
            if (at - half < end + 10) return false;
            end = at + half;
        }
        return true;
    }
}
