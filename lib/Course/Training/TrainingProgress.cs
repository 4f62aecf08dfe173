using System.Globalization;

namespace Course.Training;

/// <summary>Writes a line per epoch: losses, steps per second, time left.</summary>
public sealed class TrainingProgress : TrainingCallback
{
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, double> _sums = [];
    private long _started;
    private long _firstStep;
    private int _count;

    /// <param name="output">Where to; the console when absent.</param>
    /// <param name="time">Clock; the system's when absent.</param>
    public TrainingProgress(TextWriter? output = null, TimeProvider? time = null) => (_output, _time) = (output ?? Console.Out, time ?? TimeProvider.System);

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        (_started, _firstStep, _count) = (_time.GetTimestamp(), trainer.Step, 0);
        _sums.Clear();
    }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses)
    {
        foreach (var (name, value) in losses) _sums[name] = _sums.GetValueOrDefault(name) + value;
        _count++;
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer)
    {
        var seconds = _time.GetElapsedTime(_started).TotalSeconds;
        var perSecond = seconds > 0 ? (trainer.Step - _firstStep) / seconds : 0;
        var left = perSecond > 0 ? (trainer.TotalSteps - trainer.Step) / perSecond : 0;
        var means = string.Join("   ", _sums.Select(s => $"{s.Key} {(s.Value / Math.Max(1, _count)).ToString("F2", CultureInfo.InvariantCulture)}"));
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {trainer.Epoch,2}/{trainer.Epochs}   {means}   {perSecond:F0} steps/s   {(left >= 0.5 ? $"{left:F0} s left" : $"{seconds:F1} s")}"));
        _sums.Clear();
        _count = 0;
    }
}
