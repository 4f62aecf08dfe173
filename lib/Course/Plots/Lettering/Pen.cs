namespace Course.Plots.Lettering;

/// <summary>Writes text into pixels with <see cref="StrokeFont"/>: a pixel's ink falls off with its distance from the nearest stroke.</summary>
internal static class Pen
{
    // Pixels; a little more than one, so that thin letters stay dark at any place on the pixel grid.
    private const float Width = 1.25f;

    private const int PiecesPerCurve = 5;

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
        var pieces = new List<(float X0, float Y0, float X1, float Y1)>();
        foreach (var stroke in glyph.Strokes)
        {
            IReadOnlyList<(float X, float Y)> points = stroke.Smooth ? Curve(stroke.Points) : stroke.Points;
            for (int i = 1; i < points.Count; i++)
            {
                pieces.Add((x + points[i - 1].X * unit, baseline - points[i - 1].Y * unit,
                    x + points[i].X * unit, baseline - points[i].Y * unit));
            }
        }
        if (pieces.Count == 0) return;
        int fromX = (int)(pieces.Min(p => MathF.Min(p.X0, p.X1)) - Width), toX = (int)(pieces.Max(p => MathF.Max(p.X0, p.X1)) + Width);
        int fromY = (int)(pieces.Min(p => MathF.Min(p.Y0, p.Y1)) - Width), toY = (int)(pieces.Max(p => MathF.Max(p.Y0, p.Y1)) + Width);
        for (int row = fromY; row <= toY; row++)
        {
            for (int column = fromX; column <= toX; column++)
            {
                float nearest = float.MaxValue;
                foreach (var piece in pieces) nearest = MathF.Min(nearest, Distance(piece, column + 0.5f, row + 0.5f));
                float cover = Width / 2 + 0.5f - nearest;
                if (cover > 0) canvas.Blend(column, row, ink, MathF.Min(cover, 1));
            }
        }
    }

    private static float Distance((float X0, float Y0, float X1, float Y1) piece, float x, float y)
    {
        float dx = piece.X1 - piece.X0, dy = piece.Y1 - piece.Y0, px = x - piece.X0, py = y - piece.Y0, length2 = dx * dx + dy * dy;
        float t = length2 > 0 ? Math.Clamp((px * dx + py * dy) / length2, 0, 1) : 0;
        return MathF.Sqrt((px - t * dx) * (px - t * dx) + (py - t * dy) * (py - t * dy));
    }

    /// <summary>A quadratic B-spline: it passes the middles between control points and, when open, both ends.</summary>
    private static List<(float X, float Y)> Curve((float X, float Y)[] control)
    {
        bool closed = control[0] == control[^1];
        int last = control.Length - 1;
        var curve = new List<(float X, float Y)> { closed ? Middle(control[last - 1], control[0]) : control[0] };
        for (int i = closed ? 0 : 1; i < last; i++)
        {
            var from = curve[^1];
            var to = i + 1 == last && !closed ? control[last] : Middle(control[i], control[i + 1]);
            for (int k = 1; k <= PiecesPerCurve; k++)
            {
                float t = k / (float)PiecesPerCurve, s = 1 - t;
                curve.Add((s * s * from.X + 2 * s * t * control[i].X + t * t * to.X, s * s * from.Y + 2 * s * t * control[i].Y + t * t * to.Y));
            }
        }
        return curve;
    }

    private static (float X, float Y) Middle((float X, float Y) a, (float X, float Y) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
}
