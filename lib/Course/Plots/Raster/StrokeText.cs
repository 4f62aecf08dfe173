using Course.Plots.Lettering;

namespace Course.Plots.Raster;

/// <summary>The strokes of a line of text, ready to be drawn at any size and angle.</summary>
internal static class StrokeText
{
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
                double left = x;
                yield return Array.ConvertAll(stroke, point => (left + point.X * unit, -point.Y * unit));
            }
            x += glyph.Advance * unit;
        }
    }
}
