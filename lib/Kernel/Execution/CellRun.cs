namespace Course.Kernel.Execution;

/// <summary>
/// One run of one cell, with the manners of stopping it: first a request, which code that looks at the token may answer in its own way;
/// then by force (<see cref="CellThreads"/>), which stops loops, sleeps and waits; and where even that does nothing, a sentence that says so.
/// </summary>
internal sealed class CellRun
{
    /// <summary>For code that looks at the token to end by itself.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(200);

    /// <summary>After that it is plain that nothing reaches the code.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly AsyncLocal<CancellationToken> Ambient = new();

    private readonly SessionOutput _output;
    private readonly CellThreads _threads;
    // Decided once, by whoever comes first: the end of the cell or its stop.
    private readonly TaskCompletionSource<bool> _isStopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _nothingRuns = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CellRun(SessionOutput output)
    {
        _output = output;
        _threads = new CellThreads(output);
    }

    /// <summary>Requests the running cell to stop; for code that wants to end in good order.</summary>
    public static CancellationToken Interrupt => Ambient.Value;

    /// <summary>Runs the cell to its end or until it has been stopped, on the calling thread up to its first wait.</summary>
    /// <param name="cell">The compiled cell.</param>
    /// <param name="output">Learns that a cell cannot be stopped.</param>
    /// <param name="interrupt">The request to stop.</param>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public static async Task<object?> RunAsync(Func<Task<object>> cell, SessionOutput output, CancellationToken interrupt)
    {
        Ambient.Value = interrupt;
        var run = new CellRun(output);
        // The cell has the calling thread; whoever stops it needs another.
        await using (interrupt.UnsafeRegister(static run => _ = Task.Run(((CellRun)run!).StopAsync), run))
        {
            var running = run._threads.Start(cell);
            if (!running.IsCompleted)
                await Task.WhenAny(running, run._isStopped.Task);
            if (run._isStopped.TrySetResult(false))
                return await running;
        }

        await run._nothingRuns.Task;
        throw new OperationCanceledException("The cell was interrupted.", interrupt);
    }

    private async Task StopAsync()
    {
        await Task.Delay(Courtesy, CancellationToken.None);
        if (!_isStopped.TrySetResult(true))
            return;
        var stopped = _threads.StopAsync();
        try
        {
            if (!await EndsWithinAsync(stopped, Patience))
            {
                _output.Publish(new StreamWritten("stderr",
                    "The cell cannot be stopped where it is (in native code or in the handling of an exception) and goes on until it comes out; restarting the kernel ends it.\n",
                    IsNotice: true));
            }
        }
        finally
        {
            // Also where nobody could be told: the cell's end is waited for.
            await stopped;
            _nothingRuns.SetResult();
        }
    }

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan time) =>
        await Task.WhenAny(task, Task.Delay(time, CancellationToken.None)) == task;
}
