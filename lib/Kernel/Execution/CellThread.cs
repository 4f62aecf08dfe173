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

    /// <summary>Runs the work on the thread; work that comes from there is run at once.</summary>
    /// <param name="work">The work.</param>
    /// <param name="isAwaitedBriefly">
    /// Whether what follows the await of work that was handed over is short and waits for nobody: then it runs on the thread, which counts as free by then,
    /// as to wake another one takes longer. Otherwise it goes on elsewhere: the thread is not theirs who await.
    /// </param>
    public Task<T> RunAsync<T>(Func<Task<T>> work, bool isAwaitedBriefly = false) =>
        ReferenceEquals(s_served, _post) ? work() : HandOver(work, isAwaitedBriefly ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<T> HandOver<T>(Func<Task<T>> begin, TaskCreationOptions continuations)
    {
        var work = new Work<T>(begin, continuations);
        _post.Give(work);
        GC.KeepAlive(this);
        return work.Result;
    }

    /// <summary>What the thread knows: not its owner, which could not be collected otherwise.</summary>
    private sealed class Post
    {
        private readonly Lock _gate = new();
        private Seat? _home;
        private bool _isIdle;
        private bool _isClosed;

        public void Give(IWork work)
        {
            Seat seat;
            lock (_gate)
            {
                if (_home is null)
                    seat = _home = Begin();
                else
                    seat = _isIdle ? _home : Begin();
                _isIdle = false;
            }

            seat.Take(work);
        }

        public void Close()
        {
            lock (_gate)
            {
                _isClosed = true;
                if (_isIdle)
                    _home!.Take(null);
            }
        }

        private Seat Begin()
        {
            var seat = new Seat();
            // The flow in which a cell happens to be the first is none of the later ones' business.
            new Thread(() => Serve(seat), StackBytes) { IsBackground = true, Name = "cell" }.UnsafeStart();
            return seat;
        }

        private void Serve(Seat seat)
        {
            s_served = this;
            while (ServeOne(seat))
            {
            }
        }

        /// <summary>Not inlined: while the thread waits, no forgotten place on its stack may hold what the last cell worked with.</summary>
        /// <returns>Whether the thread is to wait for more.</returns>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private bool ServeOne(Seat seat)
        {
            if (seat.Wait() is not { } work)
                return false;
            work.Begin();
            // Before the answer: whoever gets it may come back with the next cell at once.
            var isWanted = IsWanted(seat);
            work.Answer();
            return isWanted;
        }

        /// <summary>A thread that stood in for the one that was taken ends: what cells leave behind is found on the other.</summary>
        private bool IsWanted(Seat seat)
        {
            lock (_gate)
            {
                if (seat != _home || _isClosed)
                    return false;
                return _isIdle = true;
            }
        }
    }

    /// <summary>Where one thread waits for its next work. It sleeps at once: a thread that spins takes the core from those who prepare the work.</summary>
    private sealed class Seat
    {
        private readonly object _given = new();
        private bool _isGiven;
        private IWork? _work;

        /// <param name="work">What to do; null for nothing more.</param>
        public void Take(IWork? work)
        {
            lock (_given)
            {
                (_work, _isGiven) = (work, true);
                Monitor.Pulse(_given);
            }
        }

        public IWork? Wait()
        {
            lock (_given)
            {
                while (!_isGiven)
                    Monitor.Wait(_given);
                _isGiven = false;
                var work = _work;
                _work = null;
                return work;
            }
        }
    }

    private interface IWork
    {
        void Begin();

        void Answer();
    }

    private sealed class Work<T>(Func<Task<T>> begin, TaskCreationOptions continuations) : IWork
    {
        private readonly TaskCompletionSource<T> _result = new(continuations);
        // A task of its own, for the flow of whoever asks and for what goes wrong before the first wait.
        private readonly Task<Task<T>> _begun = new(begin);

        public Task<T> Result => _result.Task;

        public void Begin() => _begun.RunSynchronously(TaskScheduler.Default);

        public void Answer() => _begun.Unwrap().ContinueWith(
            _result.SetFromTask, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
