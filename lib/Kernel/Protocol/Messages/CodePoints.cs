namespace Course.Kernel.Protocol.Messages;

/// <summary>Jupyter counts Unicode characters, .NET counts UTF-16 units; they differ behind an emoji.</summary>
internal static class CodePoints
{
    /// <summary>The characters in the first <paramref name="units"/> units of a text.</summary>
    public static int Count(string text, int units)
    {
        var count = 0;
        for (var i = 0; i < Math.Min(units, text.Length); i += IsPair(text, i) ? 2 : 1)
            count++;
        return count;
    }

    /// <summary>The units of the first <paramref name="characters"/> characters; the whole text if there are fewer.</summary>
    public static int Units(string text, int characters)
    {
        var units = 0;
        for (var i = 0; i < characters && units < text.Length; i++)
            units += IsPair(text, units) ? 2 : 1;
        return units;
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
