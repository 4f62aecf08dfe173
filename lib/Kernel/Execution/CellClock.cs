using System.Collections.Concurrent;
using System.Diagnostics;

namespace Course.Kernel.Execution;

/// <summary>
/// Where the time of a cell goes: into its compilation, into the forms in which values are shown, and into whatever phases the code itself names by activities of
/// a source called <c>Course</c> ("data", "train"). A phase within another counts as itself alone, so that the phases add up.
/// </summary>
internal sealed class CellClock : IDisposable
{
    public const string Compile = "compile";
    public const string Draw = "draw";

    private const string SourceName = "Course";
    private const string Inner = "inner", Clock = "clock";

    private static readonly ActivitySource Own = new(SourceName + ".Kernel");
    private static readonly Lazy<ActivityListener> Listener = new(Listen);

    private readonly ConcurrentDictionary<string, double> _seconds = new();
    private readonly Activity? _cell;

    /// <summary>Starts for the calling asynchronous flow.</summary>
    public CellClock()
    {
        _ = Listener.Value;
        _cell = Own.StartActivity("cell");
        _cell?.SetCustomProperty(Clock, this);
    }

    /// <summary>Seconds in each phase so far.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    /// <summary>A phase of the cell that runs in this flow, until it is disposed; costs nothing where no clock runs.</summary>
    public static Activity? Phase(string name) => Own.StartActivity(name);

    public void Dispose() => _cell?.Dispose();

    private static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == SourceName || source == Own,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = Stopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static void Stopped(Activity phase)
    {
        var seconds = phase.Duration.TotalSeconds;
        if (phase.Parent is not { } outer)
            return;
        lock (outer)
            outer.SetCustomProperty(Inner, SecondsWithin(outer) + seconds);
        while (outer.Parent is { } further)
            outer = further;
        // Phases that run at once may take more together than the one around them.
        var own = Math.Max(0, seconds - SecondsWithin(phase));
        (outer.GetCustomProperty(Clock) as CellClock)?._seconds.AddOrUpdate(phase.OperationName, own, (_, before) => before + own);
    }

    private static double SecondsWithin(Activity phase) => phase.GetCustomProperty(Inner) as double? ?? 0;
}
