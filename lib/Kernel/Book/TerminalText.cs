using System.Text.RegularExpressions;

namespace Course.Kernel.Book;

/// <summary>What text written for a terminal looks like once all of it has been written.</summary>
internal static partial class TerminalText
{
    /// <summary>Colours dropped; of a line rewritten by carriage returns, its last state.</summary>
    public static string Settle(string text)
    {
        var plain = EscapeSequence().Replace(text, "").Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!plain.Contains('\r', StringComparison.Ordinal))
            return plain;
        return string.Join('\n', plain.Split('\n').Select(line => line.TrimEnd('\r').Split('\r')[^1]));
    }

    [GeneratedRegex(@"\x1B\[[0-?]*[ -/]*[@-~]")]
    private static partial Regex EscapeSequence();
}
