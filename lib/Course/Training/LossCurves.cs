using Course.Plots;

namespace Course.Training;

/// <summary>The figure of a training run: each term of the loss over the steps.</summary>
public static class LossCurves
{
    /// <summary>Draws what was recorded, smoothed so that it can be read.</summary>
    /// <param name="history">The run.</param>
    /// <param name="title">Above the figure.</param>
    /// <param name="unit">Of the loss.</param>
    /// <param name="points">Most points per curve; each is the mean of as many steps as that takes.</param>
    public static Figure Of(TrainingHistory history, string? title = null, string unit = "loss", int points = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        var figure = new Figure(title).WithXAxis("step").WithYAxis(unit);
        foreach (string name in history.Names)
        {
            int window = (history.Steps(name).Count + points - 1) / points;
            var curve = history.Smoothed(name, Math.Max(1, window));
            figure = figure.Line(Series.Of(curve.Select(point => point.Step)), Series.Of(curve.Select(point => point.Mean)), name);
        }
        return figure;
    }
}
