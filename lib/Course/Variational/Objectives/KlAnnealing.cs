using Course.Training;
using TorchSharp;

namespace Course.Variational;

/// <summary>
/// reconstruction + β · KL with β rising in a straight line from 0 to 1 (Bowman et al. 2016): z is free of charge until the decoder has learned to use it. Give
/// it to the trainer as a callback and take its <see cref="Loss"/>. β depends on the step alone, so that a resumed run goes on as it would have; among the
/// callbacks it must come after the checkpoint.
/// </summary>
public sealed class KlAnnealing : TrainingCallback, IObjective
{
    private readonly long _steps;

    /// <param name="steps">Steps until β is 1, 1 or more.</param>
    public KlAnnealing(long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _steps = steps;
    }

    /// <summary>β of the next step, 0 to 1.</summary>
    public double Beta { get; private set; }

    /// <inheritdoc/>
    public LossTerms Loss(LatentVariableModel model, torch.Tensor x) => model.Bound(x).ToLoss(Beta);

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer) => Set(trainer);

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses) => Set(trainer);

    private void Set(Trainer trainer) => Beta = Math.Min(1, trainer.Step / (double)_steps);
}
