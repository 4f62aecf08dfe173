using System.Text.RegularExpressions;

namespace Course.Kernel.Protocol;

/// <summary>What was executed since the kernel started, for a console's arrow keys. There is one session, number 1.</summary>
internal sealed class ExecutionHistory
{
    public const int Session = 1;

    // More than anybody scrolls back; a notebook that runs for weeks must not grow for it.
    private const int MostEntries = 10_000;

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    public void Add(int number, string code, string? result)
    {
        lock (_gate)
        {
            if (_entries.Count == MostEntries)
                _entries.RemoveAt(0);
            _entries.Add(new Entry(number, code, result));
        }
    }

    /// <summary>The last <paramref name="count"/> entries, oldest first.</summary>
    public IReadOnlyList<Entry> Tail(int count)
    {
        lock (_gate)
            return [.. _entries.TakeLast(Math.Max(count, 0))];
    }

    /// <summary>The entries from number <paramref name="start"/> up to but without <paramref name="stop"/>; null is the end.</summary>
    public IReadOnlyList<Entry> Range(int session, int start, int? stop)
    {
        // 0 is the current session, a negative number one so many before it: there is none.
        if (session is not (0 or Session))
            return [];
        lock (_gate)
            return [.. _entries.Where(entry => entry.Number >= start && (stop is null || entry.Number < stop))];
    }

    /// <summary>The entries whose whole code fits a pattern in which <c>*</c> is any text and <c>?</c> any character, oldest first.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="count">At most so many, the newest ones; null for all.</param>
    /// <param name="unique">Of equal ones only the newest.</param>
    public IReadOnlyList<Entry> Search(string pattern, int? count, bool unique)
    {
        var regex = new Regex(
            "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$",
            // Nothing that a client sends may take for ever, as backtracking over "*a*a*a*…" would.
            RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        IEnumerable<Entry> found;
        lock (_gate)
            found = [.. _entries.Where(entry => regex.IsMatch(entry.Code)).Reverse()];
        if (unique)
            found = found.DistinctBy(entry => entry.Code);
        return [.. found.Take(count ?? int.MaxValue).Reverse()];
    }

    /// <param name="Number">The execution count.</param>
    /// <param name="Code">The cell's text.</param>
    /// <param name="Result">The plain text of its value, if it had one.</param>
    internal sealed record Entry(int Number, string Code, string? Result);
}
