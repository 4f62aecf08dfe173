using System.Collections.Concurrent;
using System.Globalization;
using Course.Kernel.Execution;

namespace Course.Kernel.Commands;

/// <summary>Where the time of a notebook went.</summary>
internal sealed class TimeSplit
{
    private readonly ConcurrentDictionary<string, double> _seconds = new(
        [new(CellClock.Compile, 0), new("data", 0), new("train", 0), new(CellClock.Draw, 0)]);

    /// <summary>All cells, from the request to the answer.</summary>
    public TimeSpan Cells { get; set; }

    /// <summary>A cell has ended.</summary>
    public void Add(IReadOnlyDictionary<string, double> seconds)
    {
        foreach (var (phase, time) in seconds)
            _seconds.AddOrUpdate(phase, time, (_, before) => before + time);
    }

    /// <summary>The page, which belongs to no cell.</summary>
    public void AddDrawing(TimeSpan time)
    {
        Cells += time;
        Add(new Dictionary<string, double> { [CellClock.Draw] = time.TotalSeconds });
    }

    /// <summary>One line: "compile 2.1 s, data 0.4 s, train 14.2 s, draw 0.6 s, other 1.3 s".</summary>
    public override string ToString()
    {
        string[] known = [CellClock.Compile, "data", "train", CellClock.Draw];
        var others = _seconds.Keys.Except(known).Order(StringComparer.Ordinal);
        var named = known.Concat(others).Select(phase => (Phase: phase, Seconds: _seconds[phase])).ToList();
        var rest = Math.Max(0, Cells.TotalSeconds - named.Sum(part => part.Seconds));
        return string.Join(", ", named.Append((Phase: "other", Seconds: rest))
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Phase} {part.Seconds:0.0} s")));
    }
}
