using Course.Kernel.Execution;

namespace Course.Kernel.Protocol;

/// <summary>
/// Cells in a process that is replaced when it ends. The kernel is two processes: this one owns the sockets and never runs foreign code,
/// the other (<see cref="NotebookProcess"/>) runs the cells. So <c>Environment.Exit</c>, a stack overflow or an out-of-memory kill in a cell
/// end with an error that the front end shows, where a kernel of one process would vanish with its sockets; a busy or frozen cell cannot keep
/// the kernel from answering; and the kernel answers its first request while the compiler is still being loaded next door. It costs one more
/// process and a hop over a pipe (a fraction of a millisecond). Text that a cell prints without end is bounded where it is written
/// (<see cref="StreamBatch"/>), before it crosses.
/// </summary>
internal sealed class RestartingSession : ICellSession
{
    /// <summary>Ample for a process that is only busy: it has a thread for questions, and may have to find others for itself first.</summary>
    private static readonly TimeSpan FrozenAfter = TimeSpan.FromSeconds(10);

    // How this process waits for its sockets is no affair of the cells'.
    private static readonly Dictionary<string, string?> Environment = KernelHost.Environment.Keys.ToDictionary(name => name, _ => (string?)null);

    private readonly string _folder;
    private readonly TimeSpan _frozenAfter;
    private readonly StreamBatch _escaped;
    private volatile ICellListener? _listener;
    private Task<NotebookProcess> _process;

    /// <summary>Starts the first process, and does not wait for it.</summary>
    /// <param name="folder">Becomes the current directory of the cells.</param>
    /// <param name="frozenAfter">How long a process that has been interrupted may leave a question unanswered; 10 s if not given.</param>
    public RestartingSession(string folder, TimeSpan? frozenAfter = null)
    {
        _folder = folder;
        _frozenAfter = frozenAfter ?? FrozenAfter;
        _escaped = new StreamBatch(happening => _listener?.Seen(happening));
        _process = StartAsync();
    }

    public async Task<CellFailure?> ExecuteAsync(CellRequest request, ICellListener listener, CancellationToken cancellation = default)
    {
        _listener = listener;
        _escaped.Begin();
        var process = await _process;
        var failure = await process.ExecuteAsync(request, listener, cancellation);
        _escaped.End();
        if (failure is not { Name: CellFailure.ProcessEnded })
            return failure;

        await process.DisposeAsync();
        _process = StartAsync();
        return CellFailure.Stopped(failure.Name,
            $"The cell stopped the kernel: {failure.Message}. A new one has started without variables; run the notebook from the top.");
    }

    public async Task<Evaluation> EvaluateAsync(string expression, CancellationToken cancellation = default) =>
        await (await _process).EvaluateAsync(expression, cancellation);

    public async Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation = default) =>
        await (await _process).CompleteAsync(code, cursor, cancellation);

    public async Task<Inspection> InspectAsync(string code, int cursor, int detail, CancellationToken cancellation = default) =>
        await (await _process).InspectAsync(code, cursor, detail, cancellation);

    public async Task<Completeness> CheckCompletenessAsync(string code, CancellationToken cancellation = default) =>
        await (await _process).CheckCompletenessAsync(code, cancellation);

    // Behind a cell that waits for the process to start, as it was asked for behind it.
    public void Interrupt() => _process.ContinueWith(
        started => InterruptAsync(started.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    public async ValueTask DisposeAsync() => await (await _process).DisposeAsync();

    /// <summary>
    /// An interrupt is the wish to go on working. A process that stands still as a whole (stopped by a debugger or a signal, or stuck in the runtime)
    /// cannot fulfil it; then it is better replaced.
    /// </summary>
    private async Task InterruptAsync(NotebookProcess process)
    {
        process.Interrupt();
        try
        {
            await process.CheckCompletenessAsync("").WaitAsync(_frozenAfter);
        }
        catch (TimeoutException)
        {
            process.Kill($"its process stood still and did not answer the interrupt for {_frozenAfter.TotalSeconds:0.#} s, so it was ended");
        }
    }

    private Task<NotebookProcess> StartAsync() => Task.Run(() => NotebookProcess.Start(_folder, Environment, _escaped.Add));
}
