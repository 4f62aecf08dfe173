using System.Runtime;

namespace Course.Kernel.Execution;

/// <summary>
/// Runs the code of one cell so that it can be stopped: the cell itself on a thread of its own, what it awaits on pool threads. A cell's
/// awaits come back here because they find this scheduler as the current one; a synchronization context would do the same but would
/// deadlock on the <c>Task.Wait()</c> and <c>.Result</c> of which notebooks are full.
/// </summary>
/// <param name="abort">From then on nothing more is started, and what runs is aborted wherever it stands.</param>
internal sealed class CellScheduler(CancellationToken abort) : TaskScheduler
{
    // Deep recursions are exercises; the main thread of a program has 8 MiB.
    private const int StackBytes = 16 << 20;

    private int _running;
    private volatile TaskCompletionSource? _idle;

    public static Task<T> Start<T>(Func<Task<T>> cell, CellScheduler scheduler) =>
        Task.Factory.StartNew(cell, CancellationToken.None, TaskCreationOptions.LongRunning, scheduler).Unwrap();

    /// <summary>Completes when none of the cell's code runs any more.</summary>
    public Task WhenIdle()
    {
        _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Volatile.Read(ref _running) == 0)
            _idle.TrySetResult();
        return _idle.Task;
    }

    protected override void QueueTask(Task task)
    {
        // What comes back after the cell has been given up would print into somebody else's output.
        if (abort.IsCancellationRequested)
            return;
        Interlocked.Increment(ref _running);
        if (task.CreationOptions.HasFlag(TaskCreationOptions.LongRunning))
            new Thread(() => Run(task), StackBytes) { IsBackground = true, Name = "cell" }.UnsafeStart();
        else
            ThreadPool.UnsafeQueueUserWorkItem(static work => work.Scheduler.Run(work.Task), (Scheduler: this, Task: task), preferLocal: false);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && !abort.IsCancellationRequested && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void Run(Task task)
    {
        try
        {
            // Obsolete because an abort may leave libraries in a bad state. There is no other way to stop a loop that never looks up,
            // and the alternative for whoever waits is to lose the whole process.
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(() => TryExecuteTask(task), abort);
#pragma warning restore SYSLIB0046
        }
        catch (OperationCanceledException)
        {
            // Aborted, as asked.
        }
        finally
        {
            if (Interlocked.Decrement(ref _running) == 0)
                _idle?.TrySetResult();
        }
    }
}
