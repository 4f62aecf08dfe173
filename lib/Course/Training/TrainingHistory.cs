namespace Course.Training;

/// <summary>Remembers every step's losses, and with them each epoch's mean.</summary>
public sealed class TrainingHistory : TrainingCallback
{
    private readonly Dictionary<string, List<double>> _steps = [];
    private int _stepsPerEpoch;

    /// <summary>Names of what was recorded: "loss" and its terms.</summary>
    public IReadOnlyCollection<string> Names => _steps.Keys;

    /// <summary>Values of one term, a number per step.</summary>
    public IReadOnlyList<double> Steps(string name) => _steps.TryGetValue(name, out var values)
        ? values
        : throw new KeyNotFoundException($"'{name}' was not recorded; there are: {string.Join(", ", Names)}.");

    /// <summary>Means of one term over each complete epoch.</summary>
    public IReadOnlyList<double> Epochs(string name) =>
        _stepsPerEpoch == 0 ? [] : [.. Steps(name).Chunk(_stepsPerEpoch).Where(e => e.Length == _stepsPerEpoch).Select(e => e.Average())];

    /// <summary>Means of one term over windows of <paramref name="window"/> steps, for a curve that can be read: (last step, mean).</summary>
    public IReadOnlyList<(double Step, double Mean)> Smoothed(string name, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        return [.. Steps(name).Chunk(window).Select((values, i) => (i * (double)window + values.Length, values.Average()))];
    }

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        _stepsPerEpoch = trainer.StepsPerEpoch;
        if (trainer.Step == 0) _steps.Clear();
    }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses)
    {
        foreach (var (name, value) in losses)
        {
            if (!_steps.TryGetValue(name, out var values)) _steps[name] = values = [];
            values.Add(value);
        }
    }

    /// <summary>Puts back what an interrupted run had recorded.</summary>
    internal void Restore(IReadOnlyDictionary<string, double[]> steps)
    {
        _steps.Clear();
        foreach (var (name, values) in steps) _steps[name] = [.. values];
    }
}
