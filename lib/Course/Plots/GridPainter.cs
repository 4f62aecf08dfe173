using System.Runtime.CompilerServices;
using Course.Plots.Lettering;

namespace Course.Plots;

/// <summary>Draws the images of a grid, their frames and labels on one picture.</summary>
internal static class GridPainter
{
    public static Picture Paint(ImageGrid grid)
    {
        var layout = new GridLayout(grid);
        var canvas = new PixelCanvas(layout.Width, layout.Height, layout.Channels, grid.Gap);
        byte ink = grid.Gap >= 128 ? (byte)34 : (byte)221;

        for (int side = 0; side < grid.Sides.Count; side++)
            for (int i = 0; i < grid.Count; i++)
                PaintCell(canvas, grid, layout, side, i, ink);

        if (grid.Title is not null)
        {
            var (x, y, width) = layout.Title;
            Pen.Write(canvas, Pen.Fit(grid.Title, GridLayout.TextSize, width), x, y, GridLayout.TextSize, ink);
        }
        for (int row = 0; row < layout.RowLabels.Count; row++)
        {
            var (x, y) = layout.RowLabel(row);
            Pen.Write(canvas, layout.RowLabels[row], x, y, GridLayout.TextSize, ink);
        }
        for (int column = 0; column < grid.ColumnLabels.Count; column++)
            WriteCentred(canvas, layout, grid.ColumnLabels[column], column, layout.ColumnLabelTop, ink);
        return canvas.ToPicture();
    }

    private static void PaintCell(PixelCanvas canvas, ImageGrid grid, GridLayout layout, int side, int index, byte ink)
    {
        var (images, labels, borders) = (grid.Sides[side].Images, grid.Sides[side].Labels, grid.Sides[side].Borders);
        var (x, y) = layout.Cell(side, index);
        if (borders.Count > 0 && borders[index] is { } color) canvas.Fill(x, y, layout.CellWidth, layout.CellHeight, color);
        Enlarge(images, index, grid.Scale, canvas, x + layout.Border, y + layout.Border);
        if (labels.Count > 0) WriteCentred(canvas, layout, labels[index], index % grid.Columns, y + layout.CellHeight, ink);
    }

    private static void WriteCentred(PixelCanvas canvas, GridLayout layout, string text, int column, int top, byte ink)
    {
        string fitting = Pen.Fit(text, GridLayout.TextSize, layout.CellWidth);
        var (x, y) = layout.Centred(fitting, column, top);
        Pen.Write(canvas, fitting, x, y, GridLayout.TextSize, ink);
    }

    // The first picture of a notebook should not wait for the runtime to find out that this loop is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Enlarge(ImageStack stack, int index, int scale, PixelCanvas canvas, int left, int top)
    {
        int plane = stack.Height * stack.Width, channels = canvas.Channels;
        var image = stack.Values.AsSpan(index * plane * stack.Channels, plane * stack.Channels);
        for (int row = 0; row < stack.Height; row++)
        {
            var line = canvas.Row(left, top + row * scale, stack.Width * scale);
            for (int column = 0; column < stack.Width; column++)
            {
                var block = line.Slice(column * scale * channels, scale * channels);
                int at = row * stack.Width + column;
                if (channels == 1)
                {
                    block.Fill(image[at]);
                    continue;
                }
                // A gray side beside a coloured one repeats its only plane.
                byte red = image[at], green = image[stack.Channels == 3 ? plane + at : at],
                    blue = image[stack.Channels == 3 ? 2 * plane + at : at];
                for (int k = 0; k < block.Length; k += 3) (block[k], block[k + 1], block[k + 2]) = (red, green, blue);
            }
            for (int copy = 1; copy < scale; copy++) line.CopyTo(canvas.Row(left, top + row * scale + copy, stack.Width * scale));
        }
    }
}
