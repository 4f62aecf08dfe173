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

    /// <summary>Requests the running cell to stop; for code that wants to end in good order.</summary>
    public static CancellationToken Interrupt => Ambient.Value;

    /// <summary>Runs the cell to its end or until it has been stopped.</summary>
    /// <param name="cell">The compiled cell.</param>
    /// <param name="output">Learns that a cell cannot be stopped.</param>
    /// <param name="interrupt">The request to stop.</param>
    /// <exception cref="OperationCanceledException">The cell was stopped.</exception>
    public static async Task<object?> RunAsync(Func<Task<object>> cell, SessionOutput output, CancellationToken interrupt)
    {
        Ambient.Value = interrupt;
        var threads = new CellThreads(output);
        var running = threads.Start(cell);
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (interrupt.Register(() => interrupted.TrySetResult()))
        {
            if (await Task.WhenAny(running, interrupted.Task) == running || await EndsWithinAsync(running, Courtesy))
                return await running;
        }

        var stopped = threads.StopAsync();
        if (!await EndsWithinAsync(stopped, Patience))
        {
            output.Publish(new StreamWritten("stderr",
                "The cell cannot be stopped where it is (in native code or in the handling of an exception) and goes on until it comes out; restarting the kernel ends it.\n"));
            await stopped;
        }

        throw new OperationCanceledException("The cell was interrupted.", interrupt);
    }

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan time) =>
        await Task.WhenAny(task, Task.Delay(time, CancellationToken.None)) == task;
}
