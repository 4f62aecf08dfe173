using Course.Training;

namespace Course.Tests.Training;

public sealed class ShortRunTests
{
    [Fact]
    public void A_run_too_short_for_a_checkpoint_needs_no_folder_for_it()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var run = new SmallRun { Epochs = 1 };
        run.Train(new Checkpoint(Path.Combine(folder, "run.safetensors"), "test", everySteps: 1000, null, TextWriter.Null));
        Assert.False(Directory.Exists(folder));
    }
}
