using System.Collections.Concurrent;

namespace Course.Kernel.Tests.Protocol;

/// <summary>A log whose lines can be waited for.</summary>
internal sealed class LogLines
{
    private readonly BlockingCollection<string> _lines = [];

    public void Add(string line) => _lines.Add(line);

    /// <summary>The next line; what the log promises comes, or the test run's own time limit ends the wait.</summary>
    public Task<string> NextAsync() => Task.Run(() => _lines.Take(TestContext.Current.CancellationToken));

    public IReadOnlyList<string> TakeAll()
    {
        List<string> lines = [];
        while (_lines.TryTake(out var line))
            lines.Add(line);
        return lines;
    }
}
