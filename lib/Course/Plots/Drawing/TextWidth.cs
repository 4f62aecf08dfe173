namespace Course.Plots.Drawing;

/// <summary>
/// An estimate of how wide text will be. The viewer chooses the font, so it leans to the wide side (DejaVu Sans): a little too much room is
/// better than text across the frame.
/// </summary>
internal static class TextWidth
{
    /// <summary>Width in pixels at a font size in pixels.</summary>
    public static double Of(string text, double size)
    {
        double ems = 0;
        foreach (char c in text) ems += Of(c);
        return ems * size;
    }

    /// <summary>The text, shortened with "…" to fit a width.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Of(text, size) <= width) return text;
        int length = text.Length;
        while (length > 1 && Of(text[..length], size) + size > width) length--;
        // Not between the halves of a pair.
        if (length > 1 && char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>The text in lines no wider than given, broken between words; at most <paramref name="most"/> lines, the last
    /// shortened.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width, int most)
    {
        var lines = new List<string>();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && (Of($"{lines[^1]} {word}", size) <= width || lines.Count == most)) lines[^1] += " " + word;
            else lines.Add(word);
        }
        return lines.ConvertAll(line => Fit(line, size, width));
    }

    private static double Of(char c) => c switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' or '·' => 0.34,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '/' or '-' => 0.42,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '—' or '…' => 0.95,
        '⁰' or '¹' or '²' or '³' or '⁴' or '⁵' or '⁶' or '⁷' or '⁸' or '⁹' or '⁻' => 0.42,
        >= 'A' and <= 'Z' => 0.72,
        >= '⺀' => 1.0,   // East Asian
        _ => 0.62,
    };
}
