using System.Runtime;
using Course.Kernel.Cells;

namespace Course.Kernel.Execution;

/// <summary>
/// Runs the code of one cell so that it can be stopped: the cell itself on the calling thread, what follows an <c>await</c> on pool
/// threads. Continuations come back here because this is the synchronization context that they find; as it has as many threads as it
/// needs, the <c>Task.Wait()</c> and <c>.Result</c> of which notebooks are full do not deadlock.
/// </summary>
/// <remarks>
/// Code is stopped by the gentlest means that works. The cell's own loops look at <see cref="Interruption"/>; sleeping and waiting threads are woken by an
/// exception; only a loop in a library is aborted, which tears it out of whatever it is doing.
/// </remarks>
internal sealed class CellThreads(SessionOutput output)
{
    /// <summary>Wakes of sleeping threads come so far apart, for code that catches everything and waits once more.</summary>
    private static readonly TimeSpan Nudge = TimeSpan.FromMilliseconds(50);

    /// <summary>So many wakes before a thread is taken to be in a loop that does not look up.</summary>
    private const int NudgesBeforeAbort = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<Thread, Stint> _running = [];
    private volatile bool _isGivenUp;

    /// <summary>Runs the cell up to its end or its first wait; the task ends with it, and never if it is aborted.</summary>
    public Task<T> Start<T>(Func<Task<T>> cell)
    {
        Task<T>? started = null;
        Run(() => started = cell());
        if (started is { IsCompleted: true })
            return started;

        // Whoever waits goes on elsewhere: not within a stretch of the cell's code, which can be aborted.
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        started?.ContinueWith(result.SetFromTask, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return result.Task;
    }

    /// <summary>Ends what runs, wherever it stands, and starts nothing more.</summary>
    /// <returns>Completes when none of the cell's code runs any more, which may be never: native code and the handling of exceptions are not ended.</returns>
    public async Task StopAsync()
    {
        _isGivenUp = true;
        Interruption.Begin();
        try
        {
            for (var nudges = 0; Nudged(abort: nudges > NudgesBeforeAbort); nudges++)
                await Task.Delay(Nudge, CancellationToken.None);
        }
        finally
        {
            Interruption.End();
        }
    }

    /// <returns>False if nothing runs any more.</returns>
    private bool Nudged(bool abort)
    {
        lock (_gate)
        {
            foreach (var (thread, stint) in _running)
            {
                if (abort)
                    stint.Abort();
                if ((thread.ThreadState & ThreadState.WaitSleepJoin) != 0)
                    stint.Interrupt(thread);
            }

            return _running.Count > 0;
        }
    }

    private void Queue(SendOrPostCallback callback, object? state)
    {
        // What comes back after the cell has been given up would print into somebody else's output.
        if (!_isGivenUp)
            ThreadPool.QueueUserWorkItem(static work => work.Threads.Run(() => work.Callback(work.State)), (Threads: this, Callback: callback, State: state), preferLocal: false);
    }

    private void Run(Action action)
    {
        var thread = Thread.CurrentThread;
        var stint = new Stint();
        lock (_gate)
            _running.Add(thread, stint);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(this));
        try
        {
            stint.Run(action);
        }
        catch (Exception e)
        {
            // From an `async void`, which would otherwise end the process; stopped code ends as asked.
            if (!_isGivenUp)
                output.Publish(new StreamWritten("stderr", $"Unhandled exception in an async void method: {e}\n"));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            lock (_gate)
                _running.Remove(thread);
            stint.Leave();
        }
    }

    /// <summary>One stretch of the cell's code on one thread, from one <c>await</c> to the next.</summary>
    private sealed class Stint
    {
        // One for each: those that are cancelled together are aborted one after the other, and each waits for the end of the one before.
        private readonly CancellationTokenSource _abort = new();
        private bool _isAborted;
        private bool _isInterrupted;

        public void Run(Action action)
        {
            // Obsolete because an abort may leave libraries in a bad state. There is no other way to stop a loop that never looks up,
            // and the alternative for whoever waits is to lose the whole process.
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(action, _abort.Token);
#pragma warning restore SYSLIB0046
        }

        public void Interrupt(Thread thread)
        {
            _isInterrupted = true;
            thread.Interrupt();
        }

        public void Abort()
        {
            if (_isAborted)
                return;
            _isAborted = true;
            // Cancelling returns only when the thread has got there. Not on the pool, whose threads may all be the cell's.
            new Thread(_abort.Cancel) { IsBackground = true, Name = "abort" }.Start();
        }

        /// <summary>An interrupt that came too late must not hit whatever this thread does next. No more come once it has left.</summary>
        public void Leave()
        {
            if (!_isInterrupted)
                return;
            try
            {
                Thread.Sleep(1);
            }
            catch (ThreadInterruptedException)
            {
                // That was it.
            }
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
