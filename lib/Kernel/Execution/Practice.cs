using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Course.Kernel.Execution;

/// <summary>
/// Makes the compiler fast while nobody waits for it. Its code comes compiled ahead of time, for any processor; only what has run often is compiled anew, for this
/// one. A person at a notebook would have to run hundreds of cells to get there, so the process runs trivial ones by itself, in a session of its own,
/// whenever it has been idle for a while, until there have been enough. It uses most of one core for a few seconds in the life of a process.
/// </summary>
/// <param name="folder">Where the session of its own is.</param>
internal sealed class Practice(string folder)
{
    // A few seconds' worth: a method is compiled anew after 256 calls (Kernel.csproj), and many run once in a cell, or in one of several kinds.
    private const int Enough = 400;

    // Whoever runs a notebook as a whole leaves less between two cells, and is never disturbed.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    // Every so many exercises: has the time passed with waiting for a core? Then others need them more, perhaps fifty kernels that were started at once;
    // after the next cell it is tried again.
    private const int Glance = 10;
    private const double Crowded = 2;

    // A context goes when nothing of it is found, then what it allocated, then itself.
    private const int Collections = 3;

    private static readonly string[] Exercises =
        ["var x = 1;", "x + 1", "var text = $\"{x} and {x}\"; text.Length", "double Twice(double y) => 2 * y; var two = Twice(1);", "var most = new[] { 3, 1, 2 }.Select(i => i * i).Max(); most"];

    private readonly Lock _gate = new();
    private Timer? _idle;
    private ScriptCellSession? _session;
    private bool _isAwaited;
    private volatile bool _isWelcome;
    private bool _isGoing;
    private int _done;

    /// <summary>Exercises done so far.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Nobody waits now: goes on where it stopped, until told otherwise or done.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_done >= Enough)
                return;
            _idle ??= new Timer(static practice => ((Practice)practice!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _isAwaited = false;
            _idle.Change(Patience, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Somebody waits: at most the exercise that has begun is finished.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isAwaited = true;
            _isWelcome = false;
            _idle?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void Begin()
    {
        lock (_gate)
        {
            // The timer had gone off already when it was stopped.
            if (_isAwaited || _done >= Enough)
                return;
            _isWelcome = true;
            // A session runs one cell at a time.
            if (_isGoing)
                return;
            _isGoing = true;
        }

        _ = GoOnAsync();
    }

    /// <summary>Hundreds of cells have been thrown away. To unload them takes several collections, which would fall to the first cells of others.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Leave()
    {
        _session = null;
        for (var i = 0; i < Collections && _isWelcome; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private async Task GoOnAsync()
    {
        _session ??= new ScriptCellSession(folder);
        var (clock, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var isCrowded = false;
        while (!IsOver(isCrowded))
        {
            await _session.ExecuteAsync(new CellRequest(0, Exercises[_done % Exercises.Length]), Nobody.Listens);
            _session.Prepare();
            if (Interlocked.Increment(ref _done) % Glance != 0)
                continue;
            isCrowded = Stopwatch.GetElapsedTime(clock) > Crowded * (Environment.CpuUsage.TotalTime - used);
            (clock, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        }

        if (_done >= Enough)
            Leave();
    }

    // In one with the decision, lest who begins meanwhile takes it for going on.
    private bool IsOver(bool isCrowded)
    {
        lock (_gate)
        {
            _isGoing = _isWelcome && _done < Enough && !isCrowded;
            return !_isGoing;
        }
    }
}
