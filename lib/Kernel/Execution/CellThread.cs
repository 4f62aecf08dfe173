namespace Course.Kernel.Execution;

/// <summary>
/// The thread on which cells are compiled and run, up to their first <c>await</c> that has to wait. It has room for deep recursions, and it is
/// kept: what a cell leaves on its thread (a gradient mode, a scope that is still open) is there for the next one, as it would be in a program.
/// </summary>
/// <remarks>Work that comes while the thread is taken, perhaps by a cell that cannot be stopped, gets another one.</remarks>
internal sealed class CellThread
{
    // Deep recursions are exercises; the main thread of a program has 8 MiB.
    private const int StackBytes = 16 << 20;

    private Waiter? _idle;

    /// <summary>Runs the work; whoever awaits it goes on where it ends, which is the cell's thread unless the work had to wait.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var begun = new Task<Task<T>>(work);
        var thread = Interlocked.Exchange(ref _idle, null) ?? Begin();
        thread.Take(begun);
        return await await begun.ConfigureAwait(false);
    }

    private Waiter Begin()
    {
        var waiter = new Waiter();
        // The flow in which the first cell happens to be asked for is none of the later ones' business.
        new Thread(() => Serve(waiter), StackBytes) { IsBackground = true, Name = "cell" }.UnsafeStart();
        return waiter;
    }

    private void Serve(Waiter waiter)
    {
        do
            waiter.Wait().RunSynchronously(TaskScheduler.Default);
        while (Interlocked.CompareExchange(ref _idle, waiter, null) is null);
    }

    /// <summary>Where a thread waits for its next work.</summary>
    private sealed class Waiter
    {
        private readonly SemaphoreSlim _given = new(0);
        private Task? _work;

        public void Take(Task work)
        {
            _work = work;
            _given.Release();
        }

        public Task Wait()
        {
            _given.Wait();
            // The work must not be held by a thread that is done with it.
            return Interlocked.Exchange(ref _work, null)!;
        }
    }
}
