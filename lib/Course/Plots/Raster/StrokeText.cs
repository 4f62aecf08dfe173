using Course.Plots.Lettering;

namespace Course.Plots.Raster;

/// <summary>The strokes of a line of text, ready to be drawn at any size and angle.</summary>
internal static class StrokeText
{
    private const int PiecesPerCurve = 6;

    // Capitals are 10 units high in the font, and 0.72 of the size in the fonts of browsers.
    private const double UnitsPerSize = 0.072;

    /// <summary>Width at a font size in pixels.</summary>
    public static double Width(string text, double size) => text.Sum(letter => StrokeFont.Of(letter).Advance) * size * UnitsPerSize;

    /// <summary>Lines in pixels from the left end of the base line, y down.</summary>
    public static IEnumerable<(double X, double Y)[]> Lines(string text, double size)
    {
        double unit = size * UnitsPerSize, x = 0;
        foreach (char letter in text)
        {
            var glyph = StrokeFont.Of(letter);
            foreach (var stroke in glyph.Strokes)
            {
                var points = stroke.Smooth ? Curve(stroke.Points) : stroke.Points.Select(point => ((double)point.X, (double)point.Y));
                yield return points.Select(point => (x + point.Item1 * unit, -point.Item2 * unit)).ToArray();
            }
            x += glyph.Advance * unit;
        }
    }

    /// <summary>Points of a quadratic B-spline: it passes the middles between control points and, when open, both ends.</summary>
    private static IEnumerable<(double, double)> Curve((float X, float Y)[] control)
    {
        bool closed = control[0] == control[^1];
        int last = control.Length - 1;
        (double X, double Y) from = closed ? Middle(control[last - 1], control[0]) : control[0];
        yield return from;
        for (int i = closed ? 0 : 1; i < last; i++)
        {
            (double X, double Y) bend = control[i], to = i + 1 == last && !closed ? control[last] : Middle(control[i], control[i + 1]);
            for (int piece = 1; piece <= PiecesPerCurve; piece++)
            {
                double t = (double)piece / PiecesPerCurve, s = 1 - t;
                yield return (s * s * from.X + 2 * s * t * bend.X + t * t * to.X, s * s * from.Y + 2 * s * t * bend.Y + t * t * to.Y);
            }
            from = to;
        }
    }

    private static (double, double) Middle((float X, float Y) a, (float X, float Y) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
}
