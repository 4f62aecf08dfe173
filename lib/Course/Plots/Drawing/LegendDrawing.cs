using Course.Plots.Traces;

namespace Course.Plots.Drawing;

/// <summary>The legend: above the plots when it fits a row or two, else in a column at their right; never over the data.</summary>
internal sealed class LegendDrawing
{
    private const double RowHeight = 20, Gap = 18, KeyGap = 7;

    private readonly List<Entry> _entries = [];
    private readonly double _columnWidth;

    /// <param name="page">What is drawn.</param>
    /// <param name="width">Room in pixels for rows above the plots.</param>
    /// <param name="height">Room in pixels for a column at their right.</param>
    public LegendDrawing(Page page, double width, double height)
    {
        foreach (var target in page.Panels.SelectMany(panel => panel.ListedTargets))
            Add(target.Name, width, Trace.WideKey, (canvas, x, y) => canvas.Rect(x - Trace.WideKey / 2, y - Trace.KeyHeight / 2, Trace.WideKey,
                Trace.KeyHeight, canvas.Theme.Ink(TargetRange.Color), 2 * PanelDrawing.TargetOpacity));
        foreach (var trace in page.Panels.SelectMany(panel => panel.ListedTraces)) Add(trace.Name!, width, trace.KeyWidth, trace.DrawKey);
        if (_entries.Count == 0) return;

        int rows = Rows(width).Count();
        _columnWidth = _entries.Max(entry => entry.Width);
        bool columnFits = _entries.Count * RowHeight <= height && _columnWidth < 0.3 * width;
        IsColumn = columnFits && (rows > 2 || _entries.Count >= 6);
        Height = IsColumn ? 0 : rows * RowHeight + 6;
    }

    /// <summary>Whether it stands at the right.</summary>
    public bool IsColumn { get; }

    /// <summary>Room it takes above the plots.</summary>
    public double Height { get; }

    /// <summary>Room it takes at the right of the plots.</summary>
    public double Width => IsColumn ? _columnWidth + Gap : 0;

    /// <summary>Draws rows from (x, y), or a column from there.</summary>
    public void Draw(Canvas canvas, double x, double y, double width)
    {
        double rowY = y + RowHeight / 2;
        foreach (var row in IsColumn ? _entries.Select(entry => new[] { entry }) : Rows(width))
        {
            double at = x;
            foreach (var (name, entryWidth, keyWidth, drawKey) in row)
            {
                drawKey(canvas, at + keyWidth / 2, rowY);
                canvas.Text(name, at + keyWidth + KeyGap, rowY + 4.5, fill: canvas.Theme.Text, size: Typeface.TickSize);
                at += entryWidth + Gap;
            }
            rowY += RowHeight;
        }
    }

    private void Add(string name, double width, double keyWidth, Action<Canvas, double, double> drawKey)
    {
        string shown = TextWidth.Fit(name, Typeface.TickSize, Math.Min(320, width - keyWidth - KeyGap));
        _entries.Add(new(shown, keyWidth + KeyGap + TextWidth.Of(shown, Typeface.TickSize), keyWidth, drawKey));
    }

    private IEnumerable<Entry[]> Rows(double width)
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

    private sealed record Entry(string Name, double Width, double KeyWidth, Action<Canvas, double, double> DrawKey);
}
