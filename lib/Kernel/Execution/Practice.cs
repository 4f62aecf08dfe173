using System.Diagnostics;

namespace Course.Kernel.Execution;

/// <summary>
/// Makes the compiler fast while nobody waits for it. Its code comes compiled ahead of time, for any processor; only what has run often is compiled anew, for this
/// one. A person at a notebook would have to run hundreds of cells to get there, so the process runs trivial ones by itself, in a session of its own,
/// whenever it has been idle for a while, until there have been enough. It uses most of one core for a few seconds in the life of a process.
/// </summary>
/// <param name="folder">Where the session of its own is.</param>
internal sealed class Practice(string folder)
{
    // A few seconds' worth: a method is compiled anew after 512 calls (Kernel.csproj), and many run once in a cell, or in one of several kinds.
    private const int Enough = 1500;

    // Whoever runs a notebook as a whole leaves less between two cells, and is never disturbed.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    // Every so many exercises: has the time passed with waiting for a core? Then others need them more, perhaps fifty kernels that were started at once;
    // after the next cell it is tried again.
    private const int Glance = 10;
    private const double Crowded = 2;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    private static readonly string[] Exercises =
        ["var x = 1;", "1 + 1", "var text = $\"{x} and {x}\"; text.Length", "double Twice(double y) => 2 * y;", "new[] { 3, 1, 2 }.Select(i => i * i).Max()"];

    private ScriptSession? _session;
    private CancellationTokenSource? _going;
    private Task _practising = Task.CompletedTask;
    private int _done;

    /// <summary>Exercises done so far.</summary>
    public int Done => Volatile.Read(ref _done);

    /// <summary>Nobody waits now: goes on where it stopped, until told otherwise or done.</summary>
    public void Start()
    {
        Stop();
        if (_done >= Enough)
            return;
        var going = new CancellationTokenSource();
        _going = going;
        _practising = GoOnAsync(_practising, going.Token);
    }

    /// <summary>Somebody waits: at most the exercise that has begun is finished.</summary>
    public void Stop() => Interlocked.Exchange(ref _going, null)?.Cancel();

    private async Task GoOnAsync(Task before, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Patience, stop).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            // A session runs one cell at a time.
            await before;
            var session = _session ??= new ScriptSession(folder, new SessionOutput(static _ => { }));
            var (clock, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            for (var i = 1; _done < Enough; i++)
            {
                stop.ThrowIfCancellationRequested();
                if (i % Glance == 0)
                {
                    if (Stopwatch.GetElapsedTime(clock) > Crowded * (Environment.CpuUsage.TotalTime - used))
                        return;
                    (clock, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                }

                await session.RunAsync(Exercises[_done % Exercises.Length], 0, CancellationToken.None);
                Interlocked.Increment(ref _done);
                await Task.Delay(Rest, stop);
            }

            _session = null;
        }
        catch (OperationCanceledException)
        {
            // Somebody waits.
        }
    }
}
