using static System.FormattableString;

namespace Course.Benchmarks;

/// <summary>The table that is printed, aligned for a console or as Markdown.</summary>
internal static class ComparisonTable
{
    private static readonly (string Title, Func<Comparison, string> Cell)[] Columns =
    [
        ("", r => r.Ours.Row),
        ("Course ms min", r => Milliseconds(r.Ours.Min)),
        ("median", r => Milliseconds(r.Ours.Median)),
        ("PyTorch ms min", r => Milliseconds(r.Theirs?.Min)),
        ("median", r => Milliseconds(r.Theirs?.Median)),
        ("ratio min", r => Ratio(r.Ours.Min, r.Theirs?.Min)),
        ("median", r => Ratio(r.Ours.Median, r.Theirs?.Median)),
        ("CPU/wall", r => Invariant($"{r.Ours.CpuPerWall:F2}")),
        ("PyTorch's", r => r.Theirs is { } t ? Invariant($"{t.CpuPerWall:F2}") : ""),
        ("peak MB", r => Whole(r.Ours.PeakMegabytes)),
        ("PyTorch's", r => Whole(r.Theirs?.PeakMegabytes)),
        ("managed bytes/step", r => Whole(r.Ours.ManagedBytesPerStep)),
        ("rate", r => Rate(r.Ours)),
        ("PyTorch's", r => r.Theirs is { } t ? Rate(t) : ""),
        ("% of machine", r => r.Ours is { Work: { } work, Limit: { } limit } ? Invariant($"{1e5 * work / r.Ours.Min / limit:F0}") : ""),
    ];

    public static void Write(TextWriter to, IReadOnlyList<Comparison> rows, bool markdown)
    {
        var used = Columns.Where(c => c.Title.Length == 0 || rows.Any(r => c.Cell(r).Length > 0)).ToArray();
        var lines = rows.Select(r => used.Select(c => c.Cell(r)).ToArray()).Prepend(used.Select(c => c.Title).ToArray()).ToList();
        var widths = used.Select((_, i) => lines.Max(l => l[i].Length)).ToArray();
        for (var i = 0; i < lines.Count; i++)
        {
            var cells = lines[i].Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]));
            to.WriteLine(markdown ? $"| {string.Join(" | ", cells)} |" : string.Join("  ", cells));
            if (!markdown || i > 0) continue;
            var rules = widths.Select((w, c) => c == 0 ? new string('-', Math.Max(3, w)) : new string('-', Math.Max(2, w - 1)) + ":");
            to.WriteLine($"| {string.Join(" | ", rules)} |");
        }
        foreach (var row in rows)
            if (row is { Ours.FirstLoss: { } ours, Theirs.FirstLoss: { } theirs } && Math.Abs(ours - theirs) > 1e-3 * Math.Abs(theirs))
                to.WriteLine(Invariant($"{row.Ours.Row}: the first losses differ, {ours:G7} here and {theirs:G7} in PyTorch; the two do not compute the same."));
    }

    private static string Milliseconds(double? value) =>
        value is not { } ms ? "" : ms >= 100 ? Invariant($"{ms:F1}") : ms >= 1 ? Invariant($"{ms:F2}") : Invariant($"{ms:F4}");

    private static string Ratio(double ours, double? theirs) => theirs is { } t ? Invariant($"{ours / t:F2}") : "";

    private static string Whole(double? value) => value is { } v ? Invariant($"{v:N0}") : "";

    private static string Rate(Measurement m) => m is { Work: { } work, RateUnit: { } unit } ? Invariant($"{1e3 * work / m.Min:F0} {unit}") : "";
}
