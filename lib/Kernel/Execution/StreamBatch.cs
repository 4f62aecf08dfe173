using System.Globalization;
using System.Text;

namespace Course.Kernel.Execution;

/// <summary>
/// Gathers what a cell prints, so that a loop of a million lines does not become a million messages, and keeps it in order with
/// everything else that the cell shows. The first line after a pause leaves at once; what follows, and the beginning of a line, waits for
/// at most <see cref="Interval"/>.
/// </summary>
/// <param name="pass">Receives the events; called by one thread at a time.</param>
internal sealed class StreamBatch(Action<CellEvent> pass)
{
    /// <summary>Short enough to look immediate, long enough to make a message of hundreds of lines.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>One message's worth of characters: larger ones gain nothing.</summary>
    public const int MessageCharacters = 1 << 16;

    /// <summary>
    /// What one cell may print. Front ends hold all of it in one document and are beyond use long before; the kernel and whoever
    /// listens must not run out of memory over a loop that prints without end.
    /// </summary>
    public const long CellCharacters = 128L << 20;

    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private string _name = "stdout";
    private long _passed;
    private long _dropped;
    private long _lastPassed;
    private Timer? _timer;

    /// <summary>A cell begins.</summary>
    public void Begin()
    {
        lock (_gate)
            (_passed, _dropped) = (0, 0);
    }

    /// <summary>The cell has ended: passes on what waits and says what was dropped.</summary>
    public void End()
    {
        lock (_gate)
        {
            FlushHeld();
            if (_dropped > 0)
            {
                pass(new StreamWritten("stderr", string.Create(CultureInfo.InvariantCulture,
                    $"\nThe cell printed more than {CellCharacters >> 20} million characters; the last {_dropped} were dropped.\n"), IsNotice: true));
            }
        }
    }

    public void Add(CellEvent happening)
    {
        lock (_gate)
        {
            if (happening is not StreamWritten { IsNotice: false } written)
            {
                FlushHeld();
                pass(happening);
                return;
            }

            if (_passed + written.Text.Length > CellCharacters)
            {
                _dropped += written.Text.Length;
                return;
            }

            if (_name != written.Name)
                FlushHeld();
            _name = written.Name;
            _passed += written.Text.Length;
            _text.Append(written.Text);
            var afterPause = Environment.TickCount64 - _lastPassed > Interval.TotalMilliseconds;
            if (_text.Length >= MessageCharacters || (afterPause && written.Text.EndsWith('\n')))
                FlushHeld();
            else if (_timer is null)
                _timer = new Timer(static batch => ((StreamBatch)batch!).Flush(), this, Interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Passes on what waits.</summary>
    public void Flush()
    {
        lock (_gate)
            FlushHeld();
    }

    private void FlushHeld()
    {
        _timer?.Dispose();
        _timer = null;
        if (_text.Length == 0)
            return;
        _lastPassed = Environment.TickCount64;
        var text = _text.ToString();
        _text.Clear();
        pass(new StreamWritten(_name, text));
    }
}
