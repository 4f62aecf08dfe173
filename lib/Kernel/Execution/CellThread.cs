using System.Runtime.CompilerServices;

namespace Course.Kernel.Execution;

/// <summary>
/// The thread on which a session's cells are compiled and run, each up to its first <c>await</c> that has to wait. It has room for deep recursions, and
/// it is kept: to start one takes longer than many a cell, and what a cell leaves on its thread (a gradient mode, a scope that is still open) is there
/// for the next, as it would be in a program.
/// </summary>
/// <remarks>Work that comes while the thread is taken, perhaps by a cell that cannot be stopped, gets another one.</remarks>
internal sealed class CellThread
{
    // Deep recursions are exercises; the main thread of a program has 8 MiB.
    private const int StackBytes = 16 << 20;

    [ThreadStatic]
    private static Post? s_served;

    private readonly Post _post = new();

    /// <summary>Nobody can give the thread any more work.</summary>
    ~CellThread() => _post.Close();

    /// <summary>
    /// Runs the work on the thread; work that comes from there is run at once. Whoever awaits work that was handed over goes on elsewhere: the thread is
    /// not theirs.
    /// </summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work) => ReferenceEquals(s_served, _post) ? work() : HandOver(work);

    private Task<T> HandOver<T>(Func<Task<T>> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new Task<Task<T>>(work);
        begun.Unwrap().ContinueWith(result.SetFromTask, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _post.Give(begun);
        return result.Task;
    }

    /// <summary>What the thread knows: not its owner, which could not be collected otherwise.</summary>
    private sealed class Post
    {
        private readonly Lock _gate = new();
        private Seat? _idle;
        private bool _isClosed;

        public void Give(Task work)
        {
            Seat? seat;
            lock (_gate)
                (seat, _idle) = (_idle, null);
            if (seat is null)
            {
                var taken = seat = new Seat();
                // The flow in which a cell happens to be the first is none of the later ones' business.
                new Thread(() => Serve(taken), StackBytes) { IsBackground = true, Name = "cell" }.UnsafeStart();
            }

            seat.Take(work);
        }

        public void Close()
        {
            lock (_gate)
            {
                _isClosed = true;
                _idle?.Take(null);
            }
        }

        private void Serve(Seat seat)
        {
            s_served = this;
            while (seat.RunNext() && Wait(seat))
            {
            }
        }

        /// <returns>False if there is nothing to wait for: one idle thread is enough.</returns>
        private bool Wait(Seat seat)
        {
            lock (_gate)
            {
                if (_isClosed || _idle is not null)
                    return false;
                _idle = seat;
                return true;
            }
        }
    }

    /// <summary>Where one thread waits for its next work.</summary>
    private sealed class Seat
    {
        private readonly SemaphoreSlim _given = new(0);
        private Task? _work;

        /// <param name="work">What to do; null for nothing more.</param>
        public void Take(Task? work)
        {
            _work = work;
            _given.Release();
        }

        /// <summary>Not inlined: while the thread waits, no forgotten place on its stack may hold what the last cell worked with.</summary>
        /// <returns>False if there was nothing more to do.</returns>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public bool RunNext()
        {
            _given.Wait();
            return Run();
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private bool Run()
        {
            var work = _work;
            _work = null;
            work?.RunSynchronously(TaskScheduler.Default);
            return work is not null;
        }
    }
}
