using Course.Kernel.Language;

namespace Course.Kernel.Execution;

/// <summary>Cells that run in this process.</summary>
internal sealed class ScriptCellSession : ICellSession
{
    private readonly string _folder;
    private readonly ScriptSession _session;
    private readonly ScriptLanguage _language;
    private Task _warm = Task.CompletedTask;
    private volatile ICellListener? _listener;
    private volatile CancellationTokenSource? _running;

    /// <param name="folder">The notebook's folder: <c>#r</c> and <c>#load</c> count from here.</param>
    /// <param name="packages">Where restored packages are remembered; null for the user's own folder.</param>
    public ScriptCellSession(string folder, string? packages = null)
    {
        _folder = folder;
        InputCapture.Install();
        Output = new SessionOutput(happening => _listener?.Seen(happening));
        Input = new SessionInput(AskAsync);
        _session = new ScriptSession(folder, Output, packages);
        _language = new ScriptLanguage(_session.Chain, folder);
    }

    /// <summary>Whether whoever awaits a cell has little to do then (<see cref="CellThread.RunAsync"/>).</summary>
    public bool IsAwaitedBriefly { get; init; }

    /// <summary>Where the cells write.</summary>
    public SessionOutput Output { get; }

    /// <summary>Where the cells read.</summary>
    public SessionInput Input { get; }

    /// <summary>
    /// Runs a trivial cell in a session of its own, which leaves nothing behind but a warm compiler. The first real cell waits for it:
    /// both together would take longer.
    /// </summary>
    public void WarmUp() => _warm = Task.Run(() => new ScriptSession(_folder, new SessionOutput(static _ => { })).RunAsync("1", 0));

    /// <inheritdoc cref="ScriptSession.Prepare"/>
    public void Prepare() => _session.Prepare();

    public async Task<CellFailure?> ExecuteAsync(CellRequest request, ICellListener listener, CancellationToken cancellation = default)
    {
        // It stays after the cell, for the tasks that the cell leaves behind.
        _listener = listener;
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _running = running;
        try
        {
            await _warm;
            Input.Enter();
            return await _session.RunAsync(request, running.Token, IsAwaitedBriefly);
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return CellFailure.Interrupted;
        }
        finally
        {
            _running = null;
        }
    }

    public Task<Evaluation> EvaluateAsync(string expression, CancellationToken cancellation = default) =>
        _session.EvaluateAsync(expression, cancellation);

    public Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation = default) =>
        Task.Run(() => _language.Complete(code, cursor, cancellation), cancellation);

    public Task<Inspection> InspectAsync(string code, int cursor, int detail, CancellationToken cancellation = default) =>
        Task.Run(() => _language.Inspect(code, cursor, detail, cancellation), cancellation);

    public Task<Completeness> CheckCompletenessAsync(string code, CancellationToken cancellation = default) =>
        Task.Run(() => CompletenessCheck.Of(code), cancellation);

    public void Interrupt()
    {
        try
        {
            _ = _running?.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The cell has just ended by itself.
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<string> AskAsync(InputPrompt prompt)
    {
        var cancellation = _running?.Token ?? CancellationToken.None;
        return _listener?.ReadLineAsync(prompt, cancellation) ?? throw new NotSupportedException("No cell is running, so there is nobody to ask for input.");
    }
}
