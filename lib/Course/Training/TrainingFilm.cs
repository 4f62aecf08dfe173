using Course.Plots;

namespace Course.Training;

/// <summary>Takes a picture of the model every so many steps, from before the first to after the last; see <see cref="ToAnimation"/>.</summary>
/// <param name="everySteps">Steps between two frames, 1 or more.</param>
/// <param name="draw">
/// Draws a frame, for example what fixed codes decode to; every time of the same size. It runs in evaluation mode without gradients, and
/// random numbers that it draws do not change the training.
/// </param>
public sealed class TrainingFilm(int everySteps, Func<Trainer, ImageGrid> draw) : TrainingCallback
{
    private readonly int _everySteps = everySteps >= 1
        ? everySteps
        : throw new ArgumentOutOfRangeException(nameof(everySteps), $"A frame every {everySteps} steps was asked for; use 1 or more.");

    private readonly List<ImageGrid> _frames = [];
    private long _last;

    /// <summary>The frames so far.</summary>
    public IReadOnlyList<ImageGrid> Frames => _frames;

    /// <summary>The frames as an animated picture.</summary>
    public Animation ToAnimation() => Animation.Of(_frames);

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        _frames.Clear();
        Take(trainer);
    }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses)
    {
        if (trainer.Step % _everySteps == 0) Take(trainer);
    }

    /// <inheritdoc/>
    public override void OnEnd(Trainer trainer)
    {
        if (_last != trainer.Step) Take(trainer);
    }

    private void Take(Trainer trainer)
    {
        _frames.Add(Glance.At(trainer.Model, () => draw(trainer)));
        _last = trainer.Step;
    }
}
