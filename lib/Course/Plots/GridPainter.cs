namespace Course.Plots;

/// <summary>Lays the images of a grid out on one picture.</summary>
internal static class GridPainter
{
    private const long MostBytes = 1L << 28;

    public static Picture Paint(ImageGrid grid, ImageStack[] stacks)
    {
        var first = stacks[0];
        int channels = stacks.Max(stack => stack.Channels), columns = Math.Min(grid.Columns, first.Count);
        int blocks = (first.Count + columns - 1) / columns;
        long cellWidth = (long)first.Width * grid.Scale, cellHeight = (long)first.Height * grid.Scale;
        // Rows that belong together stand close, blocks of a comparison farther apart.
        long blockGap = stacks.Length > 1 ? 4L * Math.Max(grid.Padding, 1) : grid.Padding;
        long blockHeight = stacks.Length * cellHeight + (stacks.Length - 1L) * grid.Padding;
        long width = columns * cellWidth + (columns + 1L) * grid.Padding;
        long height = blocks * blockHeight + (blocks - 1) * blockGap + 2L * grid.Padding;
        // The sides first: then their product cannot pass the range of long.
        if (width > MostBytes || height > MostBytes || width * height > MostBytes / channels)
            throw new ArgumentException($"The grid would be a picture of {width} × {height} pixels; show fewer images or enlarge them "
                + "less.");

        var pixels = new byte[width * height * channels];
        Array.Fill(pixels, grid.Gap);
        for (int side = 0; side < stacks.Length; side++)
        {
            for (int i = 0; i < first.Count; i++)
            {
                long x = grid.Padding + i % columns * (cellWidth + grid.Padding);
                long y = grid.Padding + i / columns * (blockHeight + blockGap) + side * (cellHeight + grid.Padding);
                Enlarge(stacks[side], i, grid.Scale, pixels, (int)x, (int)y, (int)width, channels);
            }
        }
        return new((int)width, (int)height, channels, pixels);
    }

    private static void Enlarge(ImageStack stack, int index, int scale, byte[] pixels, int left, int top, int pictureWidth, int channels)
    {
        int plane = stack.Height * stack.Width, rowBytes = stack.Width * scale * channels;
        var image = stack.Values.AsSpan(index * plane * stack.Channels, plane * stack.Channels);
        for (int row = 0; row < stack.Height; row++)
        {
            int start = ((top + row * scale) * pictureWidth + left) * channels;
            var line = pixels.AsSpan(start, rowBytes);
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
            for (int copy = 1; copy < scale; copy++) line.CopyTo(pixels.AsSpan(start + copy * pictureWidth * channels, rowBytes));
        }
    }
}
