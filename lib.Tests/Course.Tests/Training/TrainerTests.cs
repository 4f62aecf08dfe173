using Course.Training;
using static TorchSharp.torch;

namespace Course.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void The_loss_falls()
    {
        var history = new TrainingHistory();
        using var run = new SmallRun().Train(history);
        var epochs = history.Epochs("loss");
        Assert.Equal(3, epochs.Count);
        Assert.True(epochs[2] < epochs[0] - 100, $"{epochs[0]} → {epochs[2]}");
    }

    [Fact]
    public void The_loss_is_the_sum_of_its_terms_at_every_step()
    {
        var history = new TrainingHistory();
        using var run = new SmallRun().Train(history);
        Assert.Equal(24, history.Steps("loss").Count);
        for (var i = 0; i < 24; i++)
            Assert.Equal(history.Steps("loss")[i], history.Steps("reconstruction")[i] + history.Steps("KL")[i], 3);
    }

    [Fact]
    public void The_same_seed_gives_the_same_parameters()
    {
        using var once = new SmallRun().Train();
        using var again = new SmallRun().Train();
        Assert.Equal(once.Parameters(), again.Parameters());
    }

    [Fact]
    public void Another_seed_gives_other_parameters()
    {
        using var once = new SmallRun(0).Train();
        using var other = new SmallRun(1).Train();
        Assert.NotEqual(once.Parameters(), other.Parameters());
    }

    [Fact]
    public void Training_leaves_no_tensor_behind()
    {
        using var run = new SmallRun { Epochs = 1 }.Train();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 10; i++) run.Train();
        // Earlier tests' tensors may be collected meanwhile; 80 steps that each left one would show.
        Assert.True(Tensor.TotalCount - before <= 20, $"{before} tensors before, {Tensor.TotalCount} after");
    }

    [Fact]
    public void A_loss_that_is_not_a_number_stops_the_run_before_it_harms_the_parameters()
    {
        using var run = new SmallRun();
        using var images = full(64, 784, float.NaN);
        var before = run.Parameters();
        var e = Assert.Throws<NonFiniteLossException>(() =>
            new Trainer(run.Model, run.Optimizer).Fit(new Course.Data.Batches(images, 32), 1, run.Model.Loss));
        Assert.Contains("loss of step 0 is not finite", e.Message);
        Assert.Contains("reconstruction NaN", e.Message);
        Assert.Equal(before, run.Parameters());
    }

    [Fact]
    public void No_epochs_change_nothing()
    {
        using var run = new SmallRun { Epochs = 0 };
        var before = run.Parameters();
        run.Train(new TrainingHistory(), new TrainingProgress(TextWriter.Null));
        Assert.Equal(before, run.Parameters());
    }
}
