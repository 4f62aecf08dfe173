namespace Course.Lectures.SourceCode;

/// <summary>
/// C# with comments, strings and characters blanked out, of the same length: braces and names in what is left are code. Just enough of a lexer
/// to find where a declaration begins and ends.
/// </summary>
internal static class CSharpMask
{
    public static string Of(string code)
    {
        char[] mask = code.ToCharArray();
        for (int at = 0; at < code.Length;)
        {
            int end = EndOfBlank(code, at);
            for (int i = at; i < end; i++)
                if (mask[i] != '\n') mask[i] = ' ';
            at = Math.Max(end, at + 1);
        }
        return new(mask);
    }

    /// <summary>The end of the comment, string or character that begins here; the same place when none does.</summary>
    private static int EndOfBlank(string code, int at)
    {
        if (Begins(code, at, "//")) return IndexOrEnd(code.IndexOf('\n', at), code);
        if (Begins(code, at, "/*")) return IndexOrEnd(code.IndexOf("*/", at + 2, StringComparison.Ordinal) + 2, code);
        if (code[at] == '\'') return EndOfQuoted(code, at + 1, '\'');
        int quote = at;
        while (quote < code.Length && code[quote] is '$' or '@') quote++;
        if (quote == code.Length || code[quote] != '"') return at;
        string prefix = code[at..quote];
        int quotes = code.AsSpan(quote).IndexOfAnyExcept('"');
        // Three quotes or more open a raw string, which as many close.
        if (quotes >= 3) return IndexOrEnd(code.IndexOf(new string('"', quotes), quote + quotes, StringComparison.Ordinal) + quotes, code);
        return EndOfString(code, quote + 1, verbatim: prefix.Contains('@'), interpolated: prefix.Contains('$'));
    }

    private static int EndOfString(string code, int at, bool verbatim, bool interpolated)
    {
        while (at < code.Length)
        {
            char c = code[at];
            if (c == '"' && verbatim && Begins(code, at, "\"\"")) at += 2;
            else if (c == '"') return at + 1;
            else if (c == '\\' && !verbatim) at += 2;
            else if (c == '{' && interpolated && Begins(code, at, "{{")) at += 2;
            else if (c == '{' && interpolated) at = EndOfHole(code, at + 1);
            else at++;
        }
        return code.Length;
    }

    /// <summary>After the brace that closes the code within an interpolated string.</summary>
    private static int EndOfHole(string code, int at)
    {
        for (int depth = 1; at < code.Length;)
        {
            int end = EndOfBlank(code, at);
            if (end > at)
            {
                at = end;
                continue;
            }
            depth += code[at] switch { '{' => 1, '}' => -1, _ => 0 };
            at++;
            if (depth == 0) return at;
        }
        return code.Length;
    }

    private static int EndOfQuoted(string code, int at, char quote)
    {
        while (at < code.Length && code[at] != quote) at += code[at] == '\\' ? 2 : 1;
        return Math.Min(at + 1, code.Length);
    }

    private static bool Begins(string code, int at, string with) => string.CompareOrdinal(code, at, with, 0, with.Length) == 0;

    private static int IndexOrEnd(int index, string code) => index < 0 ? code.Length : Math.Min(index, code.Length);
}
