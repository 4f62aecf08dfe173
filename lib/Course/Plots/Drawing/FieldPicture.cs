namespace Course.Plots.Drawing;

/// <summary>A picture of a field that is known at the crossings of a grid, one pixel for each of the plot.</summary>
internal static class FieldPicture
{
    /// <param name="canvas">Where to.</param>
    /// <param name="area">The plot.</param>
    /// <param name="grid">Where values are known.</param>
    /// <param name="color">Colour at a column's and a row's place in the grid; null leaves the pixel blank.</param>
    public static void Draw(Canvas canvas, PlotArea area, ValueGrid grid,
        Func<(int Below, double Share), (int Below, double Share), (byte R, byte G, byte B)?> color)
    {
        int width = Math.Max(1, (int)Math.Round(area.Width)), height = Math.Max(1, (int)Math.Round(area.Height));
        var columns = Enumerable.Range(0, width)
            .Select(i => ValueGrid.Locate(grid.X, area.X.ToValue(area.Left + (i + 0.5) * area.Width / width))).ToArray();
        var pixels = new byte[width * height * 4];
        for (int row = 0; row < height; row++)
        {
            var y = ValueGrid.Locate(grid.Y, area.Y.ToValue(area.Top + (row + 0.5) * area.Height / height));
            if (y.Below < 0) continue;
            for (int column = 0; column < width; column++)
            {
                if (columns[column].Below < 0 || color(columns[column], y) is not var (r, g, b)) continue;
                int at = (row * width + column) * 4;
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (r, g, b, 255);
            }
        }
        canvas.Image(area.Left, area.Top, area.Width, area.Height, new Picture(width, height, 4, pixels), smooth: true);
    }
}
