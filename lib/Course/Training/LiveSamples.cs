using Course.Plots;
using Course.Plots.Display;

namespace Course.Training;

/// <summary>Pictures of what the model does now, while it trains: samples, reconstructions, the latent plane.</summary>
public sealed class LiveSamples : LiveDisplay
{
    private readonly Func<Trainer, ImageGrid> _draw;

    /// <param name="draw">
    /// Draws the pictures, for example what fixed codes decode to. It runs in evaluation mode without gradients, and random numbers that it
    /// draws do not change the training.
    /// </param>
    public LiveSamples(Func<Trainer, ImageGrid> draw) : this(draw, NotebookOutput.Here, TimeProvider.System)
    {
    }

    internal LiveSamples(Func<Trainer, ImageGrid> draw, NotebookOutput? notebook, TimeProvider time) : base(notebook, time) => _draw = draw;

    private protected override object Draw(Trainer trainer) =>
        Glance.At(trainer.Model, () => _draw(trainer).WithTitle($"step {trainer.Step} of {trainer.TotalSteps}"));
}
