using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>A table of values as coloured cells, with a colour bar.</summary>
internal sealed class HeatmapTrace(ValueGrid grid, ColorRange colors) : Trace(null, colors.Scale.Hex(0.5))
{
    // Beyond this many cells a picture in the SVG is smaller than rectangles.
    private const int MostRectangles = 2500;

    public override string Kind => "heatmap";

    public override int PointCount => grid.Values.Length;

    public override ColorRange Colors => colors;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        if (grid.Values.Length == 0) return;
        xBounds.Include(CellEdges.Of(grid.X));
        yBounds.Include(CellEdges.Of(grid.Y));
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        json.WriteStartObject();
        WriteHead(json, "heatmap", panel);
        grid.WriteJson(json);
        colors.WriteJson(json, "z", HasBar(panel), panel);
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        double[] xEdges = CellEdges.Of(grid.X), yEdges = CellEdges.Of(grid.Y);
        if (grid.Values.Length > MostRectangles && !area.X.Log && !area.Y.Log && CellEdges.AreEven(xEdges) && CellEdges.AreEven(yEdges))
        {
            DrawPicture(canvas, area, xEdges, yEdges);
            return;
        }
        canvas.OpenGroup(crisp: true);
        for (int row = 0; row < grid.Rows; row++)
        {
            double a = area.Y.ToEdge(yEdges[row]), b = area.Y.ToEdge(yEdges[row + 1]);
            for (int column = 0; column < grid.Columns; column++)
            {
                if (double.IsNaN(grid[row, column])) continue;
                double left = area.X.ToEdge(xEdges[column]), right = area.X.ToEdge(xEdges[column + 1]);
                canvas.Rect(Math.Min(left, right), Math.Min(a, b), Math.Abs(right - left), Math.Abs(b - a), colors.Hex(grid[row, column]));
            }
        }
        canvas.CloseGroup();
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY)
    {
        // The colour bar is the heatmap's legend.
    }

    public override string Describe() =>
        $"of {grid.Rows} × {grid.Columns} cells: {FigureText.Span(grid.Values)}{(colors.Title is null ? "" : $" ({colors.Title})")}";

    private void DrawPicture(Canvas canvas, PlotArea area, double[] xEdges, double[] yEdges)
    {
        double left = area.X.ToEdge(xEdges[0]), right = area.X.ToEdge(xEdges[^1]), first = area.Y.ToEdge(yEdges[0]),
            last = area.Y.ToEdge(yEdges[^1]);
        var pixels = new byte[grid.Values.Length * 4];
        for (int row = 0; row < grid.Rows; row++)
        {
            // Rows of a picture run down the page; so do ours only on a reversed axis.
            int y = first > last ? grid.Rows - 1 - row : row;
            for (int column = 0; column < grid.Columns; column++)
            {
                double value = grid[row, column];
                if (double.IsNaN(value)) continue;
                var (r, g, b) = colors.Scale.At(colors.Place(value));
                int at = (y * grid.Columns + (left < right ? column : grid.Columns - 1 - column)) * 4;
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (r, g, b, 255);
            }
        }
        canvas.Image(Math.Min(left, right), Math.Min(first, last), Math.Abs(right - left), Math.Abs(last - first),
            new Picture(grid.Columns, grid.Rows, 4, pixels));
    }
}
