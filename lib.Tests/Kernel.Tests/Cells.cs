using System.Text.Json.Nodes;
using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

/// <summary>A session whose events can be looked at.</summary>
internal sealed class Cells
{
    private readonly ScriptSession _session;
    private readonly List<CellEvent> _events = [];
    private int _count;

    public Cells(string? folder = null) => _session = new ScriptSession(folder ?? AppContext.BaseDirectory, new SessionOutput(_events.Add));

    public IReadOnlyList<CellEvent> Events => _events;

    public string Stdout => string.Concat(_events.OfType<StreamWritten>().Where(e => e.Name == "stdout").Select(e => e.Text));

    public string Stderr => string.Concat(_events.OfType<StreamWritten>().Where(e => e.Name == "stderr").Select(e => e.Text));

    public JsonObject? Result => _events.OfType<ResultProduced>().SingleOrDefault()?.Data;

    /// <summary>The last thing shown by <c>display</c>, as plain text.</summary>
    public string Displayed => _events.OfType<ValueDisplayed>().Last().Data["text/plain"]!.ToString();

    /// <summary>Runs a cell; the events are those of this cell only.</summary>
    public async Task<CellFailure?> RunAsync(string code)
    {
        _events.Clear();
        return await _session.RunAsync(code, ++_count, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs a cell that must succeed and gives its result as plain text.</summary>
    public async Task<string?> ValueAsync(string code)
    {
        var failure = await RunAsync(code);
        Assert.True(failure is null, string.Join('\n', failure?.Traceback ?? []));
        return Result?["text/plain"]?.ToString();
    }
}
