using Course.Plots;
using Course.Training;
using static TorchSharp.torch;

namespace Course.Tests.Training;

public sealed class LiveDisplayTests
{
    private readonly ManualClock _clock = new();
    private readonly FakeNotebook _notebook = new();

    [Fact]
    public void A_loss_plot_grows_in_one_place_twice_a_second_and_ends_with_the_whole_run()
    {
        var history = new TrainingHistory();
        using var run = new SmallRun().Train(new StepTime(_clock, 125), history, new LiveLossPlot(history, null, _notebook.Output, _clock));

        Assert.Equal(1, _notebook.Places);
        // 24 steps of an eighth of a second: after the first, the 5th, 9th, … 21st, and at the end.
        Assert.Equal(7, _notebook.Shown.Count);
        Assert.Contains("'reconstruction'", _notebook.Shown[^1].ToString()!, StringComparison.Ordinal);
        Assert.Contains("'step' 1 to 24", _notebook.Shown[^1].ToString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_say_their_step_and_leave_the_training_as_it_would_be_without_them()
    {
        using var alone = new SmallRun().Train();
        var samples = new LiveSamples(_ => ImageGrid.FromTensor(rand(2, 4, 4)), _notebook.Output, _clock);
        using var watched = new SmallRun().Train(new StepTime(_clock, 300), samples);

        Assert.Equal(alone.Parameters(), watched.Parameters());
        Assert.Contains("'step 24 of 24'", _notebook.Shown[^1].ToString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_a_notebook_nothing_is_drawn()
    {
        int drawn = 0;
        using var run = new SmallRun().Train(new LiveSamples(_ =>
        {
            drawn++;
            return ImageGrid.FromBytes([1], 1, 1);
        }));

        Assert.Equal(0, drawn);
    }

    [Fact]
    public void Loss_curves_have_no_more_points_than_asked_for()
    {
        var history = new TrainingHistory();
        using var run = new SmallRun().Train(history);

        var figure = LossCurves.Of(history, "VAE", "nats", points: 6);

        Assert.Contains("6 points", figure.ToString(), StringComparison.Ordinal);
    }
}
