using Course.Training;

namespace Course.Tests.Training;

public sealed class TrainingProgressTests
{
    [Fact]
    public void Each_epoch_writes_one_line_with_losses_speed_and_time_left()
    {
        var output = new StringWriter();
        using var run = new SmallRun().Train(new TrainingProgress(output, new SteadyClock()));
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^epoch  1/3   loss \d+\.\d\d   reconstruction \d+\.\d\d   KL \d+\.\d\d   8 steps/s   2 s left$", lines[0].TrimEnd());
        Assert.EndsWith("3.0 s", lines[2].TrimEnd());
    }

    /// <summary>A second passes between two looks.</summary>
    private sealed class SteadyClock : TimeProvider
    {
        private long _seconds = -1;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => ++_seconds;
    }
}
