namespace Course.Training;

/// <summary>
/// Lets the learning rate fall in a straight line, from its start to 0 after the last step: large steps find the valley, small ones its bottom. Depends on the
/// step alone, so that a resumed run goes on as it would have; among the callbacks it must come after the checkpoint.
/// </summary>
/// <param name="start">The rate of the first step, above 0.</param>
public sealed class LearningRateDecay(double start) : TrainingCallback
{
    private readonly double _start = start > 0
        ? start
        : throw new ArgumentOutOfRangeException(nameof(start), $"The learning rate starts at {start}; it must be above 0.");

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer) => Set(trainer);

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses) => Set(trainer);

    private void Set(Trainer trainer)
    {
        double rate = _start * (1 - trainer.Step / (double)Math.Max(1, trainer.TotalSteps));
        foreach (var group in trainer.Optimizer.ParamGroups) group.LearningRate = rate;
    }
}
