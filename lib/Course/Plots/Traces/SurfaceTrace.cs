using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>A surface over the plane: in three dimensions where it can be turned, seen from above with light and shade where not.</summary>
internal sealed class SurfaceTrace(ValueGrid grid, ColorRange colors) : Trace(null, colors.Scale.Hex(0.5))
{
    // Light from the upper left, 45° above the horizon, as maps have it; heights stand this much out of the plane.
    private const double Relief = 0.55, Ambient = 0.62;

    public override string Kind => "surface";

    public override int PointCount => grid.Values.Length;

    public override ColorRange Colors => colors;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        if (grid.Values.Length == 0) return;
        xBounds.Include(grid.X);
        yBounds.Include(grid.Y);
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        json.WriteStartObject();
        WriteHead(json, "surface", panel);
        grid.WriteJson(json);
        colors.WriteJson(json, "c", HasBar(panel), panel);
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        if (grid.Rows < 2 || grid.Columns < 2) return;
        var light = Light();
        FieldPicture.Draw(canvas, area, grid, (column, row) =>
        {
            double value = grid.Between(column, row);
            if (double.IsNaN(value)) return null;
            var (r, g, b) = colors.Scale.At(colors.Place(value));
            double shade = light.Between(column, row);
            return (Shaded(r, shade), Shaded(g, shade), Shaded(b, shade));
        });
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY)
    {
        // The colour bar is its legend.
    }

    public override string Describe() => $"of {grid.Rows} × {grid.Columns} heights: {FigureText.Span(grid.Values)}"
        + (colors.Title is null ? "" : $" ({colors.Title})");

    /// <summary>How much light falls on each crossing, 1 for level ground (J. H. Lambert, 1760: the cosine of its angle).</summary>
    private ValueGrid Light()
    {
        double height = Relief / (colors.High - colors.Low), width = grid.X[^1] - grid.X[0], depth = grid.Y[^1] - grid.Y[0];
        var light = new double[grid.Values.Length];
        for (int row = 0; row < grid.Rows; row++)
            for (int column = 0; column < grid.Columns; column++)
            {
                int left = Math.Max(column - 1, 0), right = Math.Min(column + 1, grid.Columns - 1);
                int below = Math.Max(row - 1, 0), above = Math.Min(row + 1, grid.Rows - 1);
                double slopeX = (grid[row, right] - grid[row, left]) * height / ((grid.X[right] - grid.X[left]) / width);
                double slopeY = (grid[above, column] - grid[below, column]) * height / ((grid.Y[above] - grid.Y[below]) / depth);
                double cosine = (0.5 * slopeX - 0.5 * slopeY + Math.Sqrt(0.5)) / Math.Sqrt(1 + slopeX * slopeX + slopeY * slopeY);
                light[row * grid.Columns + column] = Ambient + (1 - Ambient) * Math.Max(0, cosine) / Math.Sqrt(0.5);
            }
        return ValueGrid.Checked(Kind, light, grid.Rows, grid.Columns, grid.X, grid.Y);
    }

    private static byte Shaded(byte channel, double light) => (byte)Math.Clamp(channel * light + 0.5, 0, 255);
}
