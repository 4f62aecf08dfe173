using System.Runtime;

namespace Course.Kernel.Execution;

/// <summary>
/// Runs the code of one cell so that it can be stopped: the cell itself on a thread of its own, what follows an <c>await</c> on pool
/// threads. Continuations come back here because this is the synchronization context that they find; as it has as many threads as it
/// needs, the <c>Task.Wait()</c> and <c>.Result</c> of which notebooks are full do not deadlock. Known gap: the abort of a loop that follows
/// an <c>await</c> in a function that somebody awaits or waits for does not always come through; then only a restart ends it.
/// </summary>
internal sealed class CellThreads(SessionOutput output)
{
    // Deep recursions are exercises; the main thread of a program has 8 MiB.
    private const int StackBytes = 16 << 20;

    private static readonly TimeSpan Nudge = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Thread> _running = [];
    private readonly HashSet<Thread> _interrupted = [];

    /// <summary>Starts the cell; the task ends with it, and never if it is aborted.</summary>
    public Task<T> Start<T>(Func<Task<T>> cell)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(() => cell().ContinueWith(Forward, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)), StackBytes)
        {
            IsBackground = true,
            Name = "cell",
        }.Start();
        return result.Task;

        void Forward(Task<T> ended) => result.SetFromTask(ended);
    }

    /// <summary>Ends what runs, wherever it stands, and starts nothing more.</summary>
    /// <returns>Completes when none of the cell's code runs any more, which may be never: native code and the handling of exceptions are not ended.</returns>
    public async Task AbortAsync()
    {
        // Cancelling returns only when the threads have got there.
        _ = Task.Run(_abort.Cancel, CancellationToken.None);
        while (true)
        {
            // First, too: an interrupt that hits a thread while the abort takes it out gets in the way of the abort.
            await Task.Delay(Nudge, CancellationToken.None);
            lock (_gate)
            {
                if (_running.Count == 0)
                    return;
                // An abort does not wake a thread that sleeps or waits. Again and again, for code that catches everything and waits once more.
                foreach (var thread in _running)
                {
                    thread.Interrupt();
                    _interrupted.Add(thread);
                }
            }
        }
    }

    private void Queue(SendOrPostCallback callback, object? state)
    {
        // What comes back after the cell has been given up would print into somebody else's output.
        if (!_abort.IsCancellationRequested)
            ThreadPool.QueueUserWorkItem(static work => work.Threads.Run(() => work.Callback(work.State)), (Threads: this, Callback: callback, State: state), preferLocal: false);
    }

    private void Run(Action action)
    {
        var thread = Thread.CurrentThread;
        lock (_gate)
            _running.Add(thread);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(this));
        try
        {
            // Obsolete because an abort may leave libraries in a bad state. There is no other way to stop a loop that never looks up,
            // and the alternative for whoever waits is to lose the whole process.
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(action, _abort.Token);
#pragma warning restore SYSLIB0046
        }
        catch (Exception e)
        {
            // From an `async void`, which would otherwise end the process; aborted code ends as asked.
            if (!_abort.IsCancellationRequested)
                output.Publish(new StreamWritten("stderr", $"Unhandled exception in an async void method: {e}\n"));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            Leave(thread);
        }
    }

    private void Leave(Thread thread)
    {
        bool isPending;
        lock (_gate)
        {
            _running.Remove(thread);
            isPending = _interrupted.Remove(thread);
        }

        if (!isPending)
            return;
        try
        {
            // An interrupt that came too late must not hit whatever this pool thread does next.
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
            // That was it.
        }
    }

    /// <summary>
    /// One for each run of a thread: a continuation whose context is the current one would be called at once, and a function that is being
    /// aborted would wake up whoever awaits it on the thread that is being aborted.
    /// </summary>
    private sealed class Context(CellThreads threads) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => threads.Queue(d, state);

        public override void Send(SendOrPostCallback d, object? state) => d(state);

        public override SynchronizationContext CreateCopy() => this;
    }
}
