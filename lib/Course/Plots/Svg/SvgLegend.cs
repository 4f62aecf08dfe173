using Course.Plots.Traces;

namespace Course.Plots.Svg;

/// <summary>The legend: above the plot when it fits a row or two, else in a column at its right; never over the data.</summary>
internal sealed class SvgLegend
{
    private const double RowHeight = 20, Gap = 18, KeyGap = 7;

    private readonly List<(string Name, double Width, double KeyWidth, Action<SvgCanvas, double, double> DrawKey)> _entries = [];
    private readonly double _columnWidth;

    /// <param name="figure">The figure.</param>
    /// <param name="width">Room in pixels for rows above the plot.</param>
    /// <param name="height">Room in pixels for a column at its right.</param>
    public SvgLegend(Figure figure, double width, double height)
    {
        foreach (var target in figure.Targets)
            Add(target.Name, width, Trace.WideKey, (svg, x, y) =>
                svg.Rect(x - Trace.WideKey / 2, y - Trace.KeyHeight / 2, Trace.WideKey, Trace.KeyHeight, TargetRange.Color,
                2 * SvgFigure.TargetOpacity));
        if (figure.Legend)
            foreach (var trace in figure.Traces)
                if (trace.Name is not null) Add(trace.Name, width, trace.KeyWidth, trace.DrawKey);
        if (_entries.Count == 0) return;

        int rows = Rows(width).Count();
        _columnWidth = _entries.Max(entry => entry.Width);
        bool columnFits = _entries.Count * RowHeight <= height && _columnWidth < 0.3 * width;
        IsColumn = columnFits && (rows > 2 || _entries.Count >= 6);
        Height = IsColumn ? 0 : rows * RowHeight + 6;
    }

    /// <summary>Whether it stands at the right.</summary>
    public bool IsColumn { get; }

    /// <summary>Room it takes above the plot.</summary>
    public double Height { get; }

    /// <summary>Room it takes at the right of the plot.</summary>
    public double Width => IsColumn ? _columnWidth + Gap : 0;

    /// <summary>Draws rows from (x, y), or a column from there.</summary>
    public void Draw(SvgCanvas svg, double x, double y, double width)
    {
        double rowY = y + RowHeight / 2;
        foreach (var row in IsColumn ? _entries.Select(entry => new[] { entry }) : Rows(width))
        {
            double at = x;
            foreach (var (name, entryWidth, keyWidth, drawKey) in row)
            {
                drawKey(svg, at + keyWidth / 2, rowY);
                svg.Text(name, at + keyWidth + KeyGap, rowY + 4.5, fill: Theme.Text, size: Theme.TickSize);
                at += entryWidth + Gap;
            }
            rowY += RowHeight;
        }
    }

    private void Add(string name, double width, double keyWidth, Action<SvgCanvas, double, double> drawKey)
    {
        string shown = TextWidth.Fit(name, Theme.TickSize, Math.Min(320, width - keyWidth - KeyGap));
        _entries.Add((shown, keyWidth + KeyGap + TextWidth.Of(shown, Theme.TickSize), keyWidth, drawKey));
    }

    private IEnumerable<(string Name, double Width, double KeyWidth, Action<SvgCanvas, double, double> DrawKey)[]> Rows(double width)
    {
        for (int start = 0; start < _entries.Count;)
        {
            double used = _entries[start].Width;
            int end = start + 1;
            while (end < _entries.Count && used + Gap + _entries[end].Width <= width) used += Gap + _entries[end++].Width;
            yield return _entries[start..end].ToArray();
            start = end;
        }
    }
}
