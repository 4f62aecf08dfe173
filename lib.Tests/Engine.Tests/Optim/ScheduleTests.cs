using TorchSharp.Modules;
using TorchSharp.Tests.Golden;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests.Optim;

/// <summary>Learning rates and momenta of two groups, against PyTorch's (optimizers.json).</summary>
public sealed class ScheduleTests
{
    private static readonly GoldenFile File = new("optimizers.json");

    private static readonly double[] Measured = [3, 2, 2, 2, 2, 1.9, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1];

    public static TheoryData<string> Keys => [.. File["schedules"].EnumerateObject().Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_schedule_gives_each_group_PyTorchs_rates_and_momenta(string key)
    {
        using var scope = NewDisposeScope();
        using var sgd = TwoGroups();
        var schedule = With(key, sgd);
        foreach (var (step, golden) in File["schedules"].GetProperty(key).EnumerateArray().Index())
        {
            double[] actual = [.. sgd.ParamGroups.Cast<SGD.ParamGroup>().SelectMany(g => new[] { g.LearningRate, g.Momentum })];
            foreach (var (expected, value) in golden.EnumerateArray().Select(v => v.GetDouble()).Zip(actual))
                Assert.True(Math.Abs(expected - value) < 1e-13, $"{key}, step {step}: {string.Join(", ", actual)}, expected {golden}.");
            if (step > 0) Assert.Equal(sgd.ParamGroups.Select(g => g.LearningRate), schedule.get_last_lr());
            if (schedule is impl.ReduceLROnPlateau) schedule.step(Measured[step]);
            else schedule.step();
        }
    }

    [Fact]
    public void A_cycle_turns_the_first_beta_of_Adam()
    {
        using var scope = NewDisposeScope();
        using var adam = Adam([new Adam.ParamGroup([new Parameter(zeros(1))], 0.1), new Adam.ParamGroup([new Parameter(zeros(1))], 0.4)]);
        var schedule = OneCycleLR(adam, 0.4, 17);
        foreach (var golden in File["adam_schedules"].GetProperty("OneCycleLR Adam").EnumerateArray())
        {
            foreach (var (group, index) in adam.ParamGroups.Cast<Adam.ParamGroup>().Select((g, i) => (g, i)))
            {
                Assert.Equal(golden[2 * index].GetDouble(), group.LearningRate, 1e-13);
                Assert.Equal(golden[2 * index + 1].GetDouble(), group.Betas.Item1, 1e-13);
            }
            schedule.step();
        }
    }

    [Fact]
    public void A_second_schedule_starts_from_the_rates_that_the_first_one_found()
    {
        using var scope = NewDisposeScope();
        using var sgd = TwoGroups();
        ConstantLR(sgd, 0.1, 3);
        ExponentialLR(sgd, 0.5);
        Assert.Equal([0.1, 0.4], sgd.ParamGroups.Select(g => g.InitialLearningRate));
    }

    [Fact]
    public void Values_must_be_as_many_as_groups()
    {
        using var scope = NewDisposeScope();
        using var sgd = TwoGroups();
        using var other = TwoGroups();
        Assert.Contains("expected 2 values of max_lr", Assert.Throws<ArgumentException>(() => CyclicLR(sgd, [0.1, 0.1], [0.2])).Message);
        Assert.Contains("expected 2 values of lr_lambdas", Assert.Throws<ArgumentException>(() => new impl.MultiplicativeLR(sgd, [_ => 1.0])).Message);
        Assert.Contains("got 2", Assert.Throws<ArgumentException>(() => SequentialLR(sgd, [StepLR(sgd, 1), StepLR(sgd, 2)], [3, 4])).Message);
        Assert.Contains("same optimizer", Assert.Throws<ArgumentException>(() => ChainedLR([StepLR(sgd, 1), StepLR(other, 2)])).Message);
        using var plain = Adagrad([new Parameter(zeros(1))]);
        Assert.Contains("momentum", Assert.Throws<ArgumentException>(() => CyclicLR(plain, 0.1, 0.2)).Message);
    }

    private static SGD TwoGroups() =>
        SGD([new SGD.ParamGroup([new Parameter(zeros(1))], 0.1, 0.9), new SGD.ParamGroup([new Parameter(zeros(1))], 0.4, 0.5)], 0.1);

    private static LRScheduler With(string key, Optimizer o) => key switch
    {
        "ConstantLR" => ConstantLR(o, 0.25, 4),
        "PolynomialLR" => PolynomialLR(o, 7, 2),
        "MultiplicativeLR" => MultiplicativeLR(o, epoch => 1 - 0.01 * epoch),
        "MultiplicativeLR groups" => new impl.MultiplicativeLR(o, [_ => 0.9, epoch => 0.5 + 0.01 * epoch]),
        "LambdaLR groups" => new impl.LambdaLR(o, [epoch => Math.Pow(0.9, epoch), epoch => 1.0 / (1 + epoch)]),
        "CyclicLR" => CyclicLR(o, 0.01, 0.1, 3),
        "CyclicLR triangular2" => CyclicLR(o, [0.01, 0.02], [0.1, 0.3], 3, 2, impl.CyclicLR.Mode.Triangular2, base_momentum: [0.7, 0.6], max_momentum: [0.95, 0.8]),
        "CyclicLR exp_range" => CyclicLR(o, 0.01, 0.1, 2, 4, impl.CyclicLR.Mode.ExpRange, 0.95, cycle_momentum: false),
        "CyclicLR function" => CyclicLR(o, 0.01, 0.1, 3, scale_fn: x => 1 / (1 + x), scale_mode: impl.CyclicLR.ScaleMode.Iterations),
        "OneCycleLR groups" => OneCycleLR(o, [0.4, 0.8], 17, base_momentum: [0.7, 0.6], max_momentum: [0.95, 0.8]),
        "ReduceLROnPlateau groups" => ReduceLROnPlateau(o, "min", 0.5, 1, 0.01, "abs", 2, [0.06, 0.01]),
        "ReduceLROnPlateau max" => ReduceLROnPlateau(o, "max", 0.1, 2, 0.1),
        "ChainedLR" => ChainedLR([ConstantLR(o, 0.1, 3), ExponentialLR(o, 0.9)]),
        "SequentialLR" => SequentialLR(o, [ConstantLR(o, 0.1, 3), ExponentialLR(o, 0.9), StepLR(o, 2, 0.5)], [4, 9]),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such schedule."),
    };
}
