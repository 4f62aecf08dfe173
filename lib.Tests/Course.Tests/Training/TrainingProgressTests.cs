using Course.Training;

namespace Course.Tests.Training;

public sealed class TrainingProgressTests
{
    [Fact]
    public void Each_epoch_writes_one_line_with_losses_speed_and_time_left()
    {
        var output = new StringWriter();
        var clock = new ManualClock();
        using var run = new SmallRun().Train(new StepTime(clock, 125), new TrainingProgress(output, clock));
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^epoch  1/3   8/24 steps   loss \d+\.\d\d   reconstruction \d+\.\d\d   KL \d+\.\d+   8 steps/s   2\.0 s left$", lines[0].TrimEnd());
        Assert.EndsWith("3.0 s", lines[2].TrimEnd());
    }
}
