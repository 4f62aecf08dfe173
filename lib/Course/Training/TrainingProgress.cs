namespace Course.Training;

/// <summary>Shows a <see cref="Progress"/> of the training: epoch, step, mean losses of the epoch so far, steps per second, time left.</summary>
/// <param name="output">Where a line per epoch goes, instead of to the notebook or the console.</param>
/// <param name="time">Clock; the system's when absent.</param>
public sealed class TrainingProgress(TextWriter? output = null, TimeProvider? time = null) : TrainingCallback
{
    private readonly Dictionary<string, double> _sums = [];
    private Progress? _progress;
    private int _count;

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        _progress = trainer.TotalSteps > 0 ? new("training", trainer.TotalSteps, first: trainer.Step, output: output, time: time) : null;
        Begin(trainer);
    }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses)
    {
        foreach (var (name, value) in losses) _sums[name] = _sums.GetValueOrDefault(name) + value;
        _count++;
        // The epoch's last step is reported by OnEpoch.
        if (trainer.Step % trainer.StepsPerEpoch != 0) _progress?.Report(trainer.Step, Means);
    }

    /// <inheritdoc/>
    public override void OnEpoch(Trainer trainer)
    {
        _progress?.Report(trainer.Step, Means, milestone: true);
        Begin(trainer);
    }

    private IEnumerable<KeyValuePair<string, double>> Means => _sums.Select(sum => KeyValuePair.Create(sum.Key, sum.Value / Math.Max(1, _count)));

    private void Begin(Trainer trainer)
    {
        _progress?.Label = $"epoch {Math.Min(trainer.Epoch + 1, trainer.Epochs),2}/{trainer.Epochs}";
        _sums.Clear();
        _count = 0;
    }
}
