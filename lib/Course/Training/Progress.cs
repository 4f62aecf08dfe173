using Course.Plots.Display;

namespace Course.Training;

/// <summary>
/// Shows how far a long work is, with throughput, time left and current numbers: one line that changes in place in a notebook, a line now
/// and then in a terminal or on a build server, nothing where the output goes into a file.
/// </summary>
/// <remarks>
/// <code>
/// var progress = new Progress("sampling", total: 1000);
/// for (int step = 1; step &lt;= 1000; step++) { …; progress.Report(step); }
/// </code>
/// </remarks>
public sealed class Progress
{
    private const double SecondsPerLine = 10;

    private readonly long _total, _first, _started;
    private readonly string _unit;
    private readonly TimeProvider _time;
    private readonly NotebookOutput? _notebook;
    private readonly TextWriter? _lines;
    private readonly UpdatePace _pace;
    private Action<object>? _update;
    private double _lastLine;

    /// <summary>Begins; nothing is shown until the first report.</summary>
    /// <param name="name">What is being done.</param>
    /// <param name="total">Steps of the whole, 1 or more.</param>
    /// <param name="unit">What a step is called, in the plural.</param>
    /// <param name="first">Steps that were done before, as when a run is resumed.</param>
    /// <param name="output">Where lines go, instead of to the notebook or the console.</param>
    /// <param name="time">Clock; the system's when absent.</param>
    public Progress(string name, long total, string unit = "steps", long first = 0, TextWriter? output = null, TimeProvider? time = null)
        : this(name, total, unit, first, output is null ? NotebookOutput.Here : null, output ?? ConsoleForLines, time ?? TimeProvider.System)
    {
    }

    internal Progress(string name, long total, string unit, long first, NotebookOutput? notebook, TextWriter? lines, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        (Label, _total, _unit, _first, _notebook, _lines, _time) = (name, total, unit, first, notebook, lines, time);
        _pace = new(time);
        _started = time.GetTimestamp();
    }

    /// <summary>What is being done; may change with the work: "epoch 2/10".</summary>
    public string Label { get; set; }

    /// <summary>Says how far the work is. Cheap: most reports show nothing.</summary>
    /// <param name="done">Steps taken, of the total; the last one is always shown.</param>
    /// <param name="values">Current numbers by name, for example losses.</param>
    /// <param name="milestone">Worth a line of its own, such as the end of an epoch.</param>
    public void Report(long done, IEnumerable<KeyValuePair<string, double>>? values = null, bool milestone = false)
    {
        bool last = done >= _total;
        if (_notebook is not null)
        {
            if (_update is null) _pace.Draw(() => _update = _notebook.Show(State(done, values)), isFirst: true);
            else if (last || _pace.IsDue) _pace.Draw(() => _update(State(done, values)));
        }
        else if (_lines is not null && (milestone || last || _time.GetElapsedTime(_started).TotalSeconds - _lastLine >= SecondsPerLine))
        {
            var state = State(done, values);
            _lastLine = state.Elapsed.TotalSeconds;
            _lines.WriteLine(state);
        }
    }

    private ProgressState State(long done, IEnumerable<KeyValuePair<string, double>>? values)
    {
        var elapsed = _time.GetElapsedTime(_started);
        double perSecond = elapsed > TimeSpan.Zero ? (done - _first) / elapsed.TotalSeconds : 0;
        return new(Label, done, _total, _unit, perSecond, elapsed, [.. values ?? []]);
    }

    /// <summary>A build server keeps what a redirected console says; nobody reads along in a file.</summary>
    private static TextWriter? ConsoleForLines =>
        !Console.IsOutputRedirected || Environment.GetEnvironmentVariable("CI") is not (null or "" or "false") ? Console.Out : null;
}
