using Course.Training;
using TorchSharp.Modules;

namespace Course.Variational;

/// <summary>
/// Lets the encoder take several steps for each one of the decoder (after He et al., <i>Lagging inference networks and posterior collapse</i>, 2019): early in
/// training q(z|x) lags behind the posterior, and a decoder that meets a useless z learns to ignore it. Here the decoder joins in every n-th step, and all steps
/// once the first stretch is over; the paper goes on with the encoder until the bound stops rising, for as long as the mutual information still grows.
/// Depends on the step alone, so that a resumed run goes on as it would have; among the callbacks it must come after the checkpoint.
/// </summary>
public sealed class AggressiveEncoder : TrainingCallback
{
    private readonly Parameter[] _decoder;
    private readonly int _encoderSteps;
    private readonly long _until;

    /// <param name="model">What is trained; all but its encoder waits.</param>
    /// <param name="encoderSteps">Steps of the encoder for each of the decoder, 1 or more.</param>
    /// <param name="until">Step from which on both learn at every step.</param>
    public AggressiveEncoder(VariationalAutoencoder model, int encoderSteps, long until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(encoderSteps, 1);
        _decoder =
        [
            .. from pair in model.named_parameters()
               where !pair.Item1.StartsWith("encoder.", StringComparison.Ordinal)
               select pair.Item2,
        ];
        (_encoderSteps, _until) = (encoderSteps, until);
    }

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer) => Set(trainer);

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses) => Set(trainer);

    /// <inheritdoc/>
    public override void OnEnd(Trainer trainer) => Learn(true);

    private void Set(Trainer trainer) => Learn(trainer.Step >= _until || (trainer.Step + 1) % _encoderSteps == 0);

    /// <summary>A parameter that wants no gradient gets none, and the optimizer passes it by.</summary>
    private void Learn(bool decoder)
    {
        foreach (var parameter in _decoder) parameter.requires_grad_(decoder);
    }
}
