using Course.Training;

namespace Course.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-checkpoint-").FullName;

    private string File => Path.Combine(_folder, "run.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)] // exactly at the end of an epoch
    [InlineData(19)]
    public void An_interrupted_run_ends_with_the_numbers_of_an_uninterrupted_one(int cut)
    {
        var expected = new TrainingHistory();
        using var whole = new SmallRun().Train(expected);

        var lost = new TrainingHistory();
        using (var interrupted = new SmallRun())
            Assert.Throws<OperationCanceledException>(() => interrupted.Train(lost, new Checkpoint(File, "test", 5, lost, TextWriter.Null), new PowerCut(cut)));

        var history = new TrainingHistory();
        using var resumed = new SmallRun().Train(history, new Checkpoint(File, "test", 5, history, TextWriter.Null));
        Assert.Equal(whole.Parameters(), resumed.Parameters());
        Assert.Equal(expected.Steps("loss"), history.Steps("loss"));
    }

    [Fact]
    public void A_history_that_comes_after_the_checkpoint_is_refused()
    {
        var history = new TrainingHistory();
        using var run = new SmallRun();
        var e = Assert.Throws<InvalidOperationException>(() => run.Train(new Checkpoint(File, "test", 5, history, TextWriter.Null), history));
        Assert.Contains("history before its checkpoint", e.Message);
    }

    [Fact]
    public void Resuming_says_where_it_continues_and_a_finished_run_leaves_no_file()
    {
        Interrupt(12);
        var output = new StringWriter();
        using var resumed = new SmallRun().Train(new Checkpoint(File, "test", 5, null, output));
        Assert.Contains("Resuming after step 10 of 24", output.ToString());
        Assert.False(System.IO.File.Exists(File));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void The_checkpoint_of_another_run_is_not_resumed()
    {
        Interrupt(12);
        var output = new StringWriter();
        using var fresh = new SmallRun();
        fresh.Train(new Checkpoint(File, "something else", 5, null, output));
        Assert.Contains("belongs to another run", output.ToString());
        using var whole = new SmallRun().Train();
        Assert.Equal(whole.Parameters(), fresh.Parameters());
    }

    [Fact]
    public void A_damaged_checkpoint_is_named_and_kept()
    {
        Interrupt(12);
        var bytes = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, bytes[..(bytes.Length / 2)]);
        using var run = new SmallRun();
        var e = Assert.Throws<InvalidDataException>(() => run.Train(new Checkpoint(File, "test", 5, null, TextWriter.Null)));
        Assert.Contains("run.safetensors is not a valid safetensors file", e.Message);
        Assert.True(System.IO.File.Exists(File));
    }

    private void Interrupt(int step)
    {
        using var run = new SmallRun();
        Assert.Throws<OperationCanceledException>(() => run.Train(new Checkpoint(File, "test", 5, null, TextWriter.Null), new PowerCut(step)));
    }
}
