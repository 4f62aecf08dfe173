using Course.Plots.Display;

namespace Course.Training;

/// <summary>
/// Shows something of the running training in the notebook and keeps it fresh: at most twice a second, and at most for half a per cent of the
/// time; once more at the end. Outside a notebook it does nothing.
/// </summary>
public abstract class LiveDisplay : TrainingCallback
{
    private readonly NotebookOutput? _notebook;
    private readonly UpdatePace _pace;
    private Action<object>? _update;

    private protected LiveDisplay(NotebookOutput? notebook, TimeProvider time) => (_notebook, _pace) = (notebook, new(time));

    /// <summary>What is to be seen after the current step.</summary>
    private protected abstract object Draw(Trainer trainer);

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer) => _update = null;

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses)
    {
        if (_notebook is null) return;
        if (_update is null) _pace.Draw(() => _update = _notebook.Show(Draw(trainer)), isFirst: true);
        else if (_pace.IsDue) _pace.Draw(() => _update(Draw(trainer)));
    }

    /// <inheritdoc/>
    public override void OnEnd(Trainer trainer) => _update?.Invoke(Draw(trainer));
}
