namespace Course.Training;

/// <summary>
/// Says when a live display may change: at most twice a second, and so rarely that drawing takes at most half a per cent of the time, so that
/// watching a training does not slow it down.
/// </summary>
internal sealed class UpdatePace(TimeProvider time)
{
    private const double LeastSeconds = 0.5, RestPerWork = 200;

    private long _finished = time.GetTimestamp();
    private double _rest = LeastSeconds;

    public bool IsDue => time.GetElapsedTime(_finished).TotalSeconds >= _rest;

    /// <summary>Draws now.</summary>
    /// <param name="draw">What is timed.</param>
    /// <param name="isFirst">The first time costs compilation, which does not come again.</param>
    public void Draw(Action draw, bool isFirst = false)
    {
        long started = time.GetTimestamp();
        draw();
        _finished = time.GetTimestamp();
        _rest = isFirst ? LeastSeconds : Math.Max(LeastSeconds, RestPerWork * time.GetElapsedTime(started, _finished).TotalSeconds);
    }
}
