using Course.Training;

namespace Course.Tests.Training;

public sealed class LearningRateDecayTests
{
    [Fact]
    public void The_rate_falls_in_a_straight_line_to_zero()
    {
        var rates = new List<double>();
        using var run = new SmallRun();
        run.Train(new LearningRateDecay(0.24), new Rates(rates));
        // 24 steps; each rate is the one of the step that follows.
        Assert.Equal(Enumerable.Range(1, 24).Select(step => 0.24 - 0.01 * step), rates, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LearningRateDecay(0));
    }

    [Fact]
    public void A_resumed_run_goes_on_at_the_rate_it_would_have_had()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Checkpoint Checkpoint() => new(file, "test", 5, null, TextWriter.Null);
        using var whole = new SmallRun().Train(new LearningRateDecay(1e-2));
        using (var interrupted = new SmallRun())
            Assert.Throws<OperationCanceledException>(() => interrupted.Train(Checkpoint(), new LearningRateDecay(1e-2), new PowerCut(13)));
        using var resumed = new SmallRun().Train(Checkpoint(), new LearningRateDecay(1e-2));
        Assert.Equal(whole.Parameters(), resumed.Parameters());
    }

    private sealed class Rates(List<double> rates) : TrainingCallback
    {
        public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses) =>
            rates.Add(trainer.Optimizer.ParamGroups.First().LearningRate);
    }
}
