namespace Course.Plots.Drawing;

/// <summary>Measures what stands around the plots of a page and places them: plots of one column are equally wide and stand below each
/// other.</summary>
internal sealed class PageLayout
{
    /// <summary>Free space around everything, in pixels.</summary>
    public const double Outer = 14;

    private const double Gap = 20, LeastWidth = 60, LeastHeight = 40, Smallest = 12;

    private readonly Page _page;
    private readonly IReadOnlyList<string> _title;
    private readonly LegendDrawing? _legend;
    private readonly double _titleHeight;

    public PageLayout(Page page)
    {
        _page = page;
        _title = TextWidth.Wrap(page.Title ?? "", Typeface.TitleSize, page.Width - 2 * Outer, most: 2);
        _titleHeight = _title.Count == 0 ? 0 : _title.Count * (Typeface.TitleSize + 4) + 6;
        Panels = page.Panels.Select(panel => new PanelDrawing(panel)).ToArray();

        double roughHeight = Math.Max(LeastWidth, (page.Height - _titleHeight - 90) / page.Rows),
            roughWidth = page.Width - 2 * Outer - Panels.Select(panel => panel.MeasureLeft(roughHeight)).DefaultIfEmpty(0).First();
        _legend = new LegendDrawing(page, roughWidth, page.Height - _titleHeight - 90);
        LegendWidth = roughWidth;
        if (Place(roughHeight)) return;
        // A page too small for everything: rather a plot than names around it.
        _legend = null;
        foreach (var panel in Panels) panel.HideTitles();
        Place(roughHeight);
    }

    public IReadOnlyList<PanelDrawing> Panels { get; }

    private double LegendWidth { get; }

    public void Draw(Canvas canvas)
    {
        canvas.Rect(0, 0, _page.Width, _page.Height, canvas.Theme.Background);
        for (int i = 0; i < _title.Count; i++)
            canvas.Text(_title[i], _page.Width / 2.0, Outer + Typeface.TitleSize - 2 + i * (Typeface.TitleSize + 4), "middle",
                Typeface.TitleSize, bold: true);
        foreach (var panel in Panels) panel.Draw(canvas);
        if (Panels.Count == 0) return;
        double right = Panels.Take(_page.Columns).Max(panel => panel.Area.Right + panel.RightRoom);
        _legend?.Draw(canvas, _legend.IsColumn ? right + 6 : Panels[0].Area.Left, _legend.IsColumn ? Panels[0].Area.Top : Outer + _titleHeight,
            LegendWidth);
    }

    /// <summary>Places the plots; false where they would be too small.</summary>
    private bool Place(double height)
    {
        int columns = _page.Columns, rows = _page.Rows;
        double top = Outer + _titleHeight + (_legend?.Height ?? 0), bottom = _page.Height - Outer;
        double left = Outer, right = _page.Width - Outer - (_legend?.Width ?? 0), width = (right - left) / columns;
        // Room for labels depends on the ticks, these on the plot's size, and this on the room for labels: twice settles it, but for
        // figures at the edge of a change, hence not "until it stays".
        bool fits = true;
        for (int round = 0; round < 4; round++)
        {
            double[] lefts = new double[columns], rights = new double[columns], tops = new double[rows], bottoms = new double[rows];
            foreach (var panel in Panels)
            {
                var (row, column) = (panel.Panel.Row, panel.Panel.Column);
                panel.MeasureBar(height);
                lefts[column] = Math.Max(lefts[column], panel.MeasureLeft(height));
                rights[column] = Math.Max(rights[column], panel.RightRoom);
                tops[row] = Math.Max(tops[row], panel.TopRoom);
                bottoms[row] = Math.Max(bottoms[row], panel.MeasureBottom(width));
            }
            double before = height;
            double free = (bottom - top - tops.Sum() - bottoms.Sum() - Gap * (rows - 1)) / rows;
            fits = free >= LeastHeight;
            width = Math.Max(LeastWidth, (right - left - lefts.Sum() - rights.Sum() - Gap * (columns - 1)) / columns);
            height = Math.Max(Smallest, free);
            foreach (var panel in Panels)
            {
                var (row, column) = (panel.Panel.Row, panel.Panel.Column);
                double x = left + lefts.Take(column + 1).Sum() + rights.Take(column).Sum() + (width + Gap) * column;
                double y = top + tops.Take(row + 1).Sum() + bottoms.Take(row).Sum() + (height + Gap) * row;
                panel.Place(x, y, x + width, y + height);
            }
            if (round > 0 && before == height) break;
        }
        return fits;
    }
}
