namespace Course.Plots.Lettering;

/// <summary>Writes text into pixels with <see cref="StrokeFont"/>: a pixel's ink falls off with its distance from the nearest stroke.</summary>
internal static class Pen
{
    // Pixels; a little more than one, so that thin letters stay dark at any place on the pixel grid.
    private const float Width = 1.25f;

    // Pixels around a letter for the soft edge of its strokes.
    private const int Margin = 3;

    /// <summary>Width in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Height of the letters with descenders, in pixels.</param>
    public static int Measure(string text, int size)
    {
        float units = 0;
        foreach (char letter in text) units += StrokeFont.Of(letter).Advance;
        return (int)MathF.Ceiling(units * size / StrokeFont.Em);
    }

    /// <summary>The text, shortened with "…" to fit a width.</summary>
    public static string Fit(string text, int size, int width)
    {
        if (Measure(text, size) <= width) return text;
        int length = text.Length - 1;
        while (length > 0 && Measure(text[..length] + "…", size) > width) length--;
        return length == 0 ? "" : text[..length].TrimEnd() + "…";
    }

    /// <summary>Writes one line of text.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">The text.</param>
    /// <param name="left">Left end in pixels.</param>
    /// <param name="top">Top of capital letters in pixels.</param>
    /// <param name="size">Height of the letters with descenders, in pixels.</param>
    /// <param name="ink">Gray value of the ink.</param>
    public static void Write(PixelCanvas canvas, string text, int left, int top, int size, byte ink)
    {
        float unit = size / StrokeFont.Em, x = left, baseline = top + 10 * unit;
        foreach (char letter in text)
        {
            var glyph = StrokeFont.Of(letter);
            Draw(canvas, glyph, x, baseline, unit, ink);
            x += glyph.Advance * unit;
        }
    }

    private static void Draw(PixelCanvas canvas, Glyph glyph, float x, float baseline, float unit, byte ink)
    {
        // Ink of overlapping pieces does not add up: per pixel the most of them counts.
        int width = (int)(glyph.Advance * unit) + 2 * Margin, height = (int)((StrokeFont.Em + 2) * unit) + 2 * Margin;
        int left = (int)x - Margin, top = (int)(baseline - 12 * unit) - Margin;
        Span<float> covers = stackalloc float[width * height];
        covers.Clear();
        foreach (var stroke in glyph.Strokes)
        {
            for (int i = 1; i < stroke.Length; i++)
            {
                var (a, b) = (stroke[i - 1], stroke[i]);
                Press(covers, width, new(x + a.X * unit - left, baseline - a.Y * unit - top, x + b.X * unit - left, baseline - b.Y * unit - top));
            }
        }
        for (int i = 0; i < covers.Length; i++)
            if (covers[i] > 0) canvas.Blend(left + i % width, top + i / width, ink, MathF.Min(covers[i], 1));
    }

    private static void Press(Span<float> covers, int width, in Piece piece)
    {
        const float reach = Width / 2 + 0.5f;
        int fromX = Math.Max(0, (int)(MathF.Min(piece.X0, piece.X1) - reach)), toX = Math.Min(width - 1, (int)(MathF.Max(piece.X0, piece.X1) + reach));
        int fromY = Math.Max(0, (int)(MathF.Min(piece.Y0, piece.Y1) - reach));
        int toY = Math.Min(covers.Length / width - 1, (int)(MathF.Max(piece.Y0, piece.Y1) + reach));
        for (int row = fromY; row <= toY; row++)
        {
            for (int column = fromX; column <= toX; column++)
            {
                ref float cover = ref covers[row * width + column];
                cover = MathF.Max(cover, reach - piece.Distance(column + 0.5f, row + 0.5f));
            }
        }
    }

    /// <summary>A straight piece of a stroke, in pixels.</summary>
    private readonly record struct Piece(float X0, float Y0, float X1, float Y1)
    {
        public float Distance(float x, float y)
        {
            float dx = X1 - X0, dy = Y1 - Y0, px = x - X0, py = y - Y0, length2 = dx * dx + dy * dy;
            float t = length2 > 0 ? Math.Clamp((px * dx + py * dy) / length2, 0, 1) : 0;
            return MathF.Sqrt((px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy));
        }
    }
}
