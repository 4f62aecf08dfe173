using Course.Plots.Traces;

namespace Course.Plots.Svg;

/// <summary>The colour bar at the right of a heatmap: a strip of colours with ticks and a title.</summary>
internal sealed class SvgColorBar
{
    private const double Gap = 16, Strip = 16;

    private readonly HeatmapTrace _heatmap;
    private readonly IReadOnlyList<Tick> _ticks;
    private readonly double _labels;

    public SvgColorBar(HeatmapTrace heatmap, double height)
    {
        _heatmap = heatmap;
        _ticks = Ticks.Choose((heatmap.Low, heatmap.High), log: false, (int)(height / 48));
        _labels = _ticks.Select(tick => TextWidth.Of(tick.Label!, Theme.TickSize)).DefaultIfEmpty(0).Max();
    }

    /// <summary>Room it takes at the right of the plot.</summary>
    public double Width => Gap + Strip + 8 + _labels + (_heatmap.ValueTitle is null ? 0 : Theme.LabelSize + 8);

    public void Draw(SvgCanvas svg, PlotArea area)
    {
        double x = area.Right + Gap;
        _heatmap.DrawColorBar(svg, x, area.Top, Strip, area.Height);
        var scale = new AxisScale((_heatmap.Low, _heatmap.High), false, area.Bottom, area.Top);
        foreach (var tick in _ticks)
        {
            svg.Line(x + Strip, scale.ToPixel(tick.Value), x + Strip + 4, scale.ToPixel(tick.Value), Theme.AxisLine);
            svg.Text(tick.Label!, x + Strip + 7, scale.ToPixel(tick.Value) + 4.3, fill: Theme.QuietText);
        }
        if (_heatmap.ValueTitle is string title)
            svg.Text(TextWidth.Fit(title, Theme.LabelSize, area.Height), x + Width - Gap - 4, (area.Top + area.Bottom) / 2, "middle",
                Theme.LabelSize, turn: -90);
    }
}
