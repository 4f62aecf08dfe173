using System.Collections.Concurrent;
using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

/// <summary>A session as a front end sees it: cells can be interrupted and asked about while they run, and there is somebody to answer.</summary>
internal sealed class LiveCells(string? folder = null, string? packages = null, params string[] answers) : ICellListener
{
    private readonly Queue<string> _answers = new(answers);
    private int _count;

    public ScriptCellSession Session { get; } = new(folder ?? AppContext.BaseDirectory, packages);

    public ConcurrentQueue<CellEvent> Events { get; } = new();

    public List<InputPrompt> Prompts { get; } = [];

    /// <summary>Completes when the cell has printed something.</summary>
    public TaskCompletionSource Printed { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Text(string stream) => string.Concat(Events.OfType<StreamWritten>().Where(e => e.Name == stream).Select(e => e.Text));

    public string? Result => Events.OfType<ResultProduced>().LastOrDefault()?.Data["text/plain"]?.ToString();

    public Task<CellFailure?> RunAsync(string code)
    {
        Events.Clear();
        Printed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return Session.ExecuteAsync(new CellRequest(++_count, code), this, TestContext.Current.CancellationToken);
    }

    public async Task<string?> ValueAsync(string code)
    {
        var failure = await RunAsync(code);
        Assert.True(failure is null, string.Join('\n', failure?.Traceback ?? []));
        return Result;
    }

    public void Seen(CellEvent happening)
    {
        Events.Enqueue(happening);
        if (happening is StreamWritten)
            Printed.TrySetResult();
    }

    public async Task<string> ReadLineAsync(InputPrompt prompt, CancellationToken cancellation)
    {
        Prompts.Add(prompt);
        if (_answers.Count > 0)
            return _answers.Dequeue();
        await Task.Delay(Timeout.Infinite, cancellation);
        return "";
    }
}
