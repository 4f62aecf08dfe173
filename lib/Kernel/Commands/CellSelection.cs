using System.Globalization;

namespace Course.Kernel.Commands;

/// <summary>Which cells to run, by their numbers: 1 is the first cell with code in it, as everywhere in messages.</summary>
internal sealed class CellSelection
{
    private readonly Func<int, bool> _contains;

    private CellSelection(Func<int, bool> contains) => _contains = contains;

    public static CellSelection All { get; } = new(static _ => true);

    public bool Contains(int number) => _contains(number);

    /// <param name="from">The first cell; null for the first of all.</param>
    /// <param name="only">Numbers and ranges, such as <c>1,5-7</c>; null for no choice.</param>
    /// <exception cref="CourseException">One of them cannot be understood.</exception>
    public static CellSelection Of(int? from, string? only)
    {
        if (from is < 1)
            throw new CourseException($"--from is {from}; cells are counted from 1.");
        if (only is null)
            return from is null ? All : new CellSelection(number => number >= from);
        var ranges = only.Split(',').Select(Range).ToList();
        return new CellSelection(number => number >= (from ?? 1) && ranges.Any(range => number >= range.First && number <= range.Last));

        (int First, int Last) Range(string text)
        {
            var ends = text.Split('-');
            if (ends.Length <= 2 && Number(ends[0]) is { } first && Number(ends[^1]) is { } last && first >= 1 && last >= first)
                return (first, last);
            throw new CourseException($"--only is \"{only}\"; it must be numbers of cells and ranges, such as 1,5-7.");
        }

        static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
