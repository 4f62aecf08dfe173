using Course.Plots;
using Course.Plots.Display;

namespace Course.Training;

/// <summary>The loss and its terms as curves that grow while the model trains.</summary>
public sealed class LiveLossPlot : LiveDisplay
{
    private readonly TrainingHistory _history;
    private readonly Func<TrainingHistory, Figure> _draw;

    /// <param name="history">What is drawn; it must come before this among the trainer's callbacks.</param>
    /// <param name="draw">Draws it; <see cref="LossCurves.Of"/> when absent.</param>
    public LiveLossPlot(TrainingHistory history, Func<TrainingHistory, Figure>? draw = null) : this(history, draw, NotebookOutput.Here, TimeProvider.System)
    {
    }

    internal LiveLossPlot(TrainingHistory history, Func<TrainingHistory, Figure>? draw, NotebookOutput? notebook, TimeProvider time) : base(notebook, time) =>
        (_history, _draw) = (history, draw ?? (recorded => LossCurves.Of(recorded)));

    private protected override object Draw(Trainer trainer) => _draw(_history);
}
