using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Tests.Golden;

public sealed class OptimizerTests
{
    private static readonly GoldenFile File = new("training.json");

    public static TheoryData<string, string> Runs =>
        [.. File["optimizers"].EnumerateObject().SelectMany(options => options.Value.EnumerateObject().Select(type => (options.Name, type.Name)))];

    public static TheoryData<string> Schedules => [.. File["schedules"].EnumerateObject().Select(schedule => schedule.Name)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void An_optimizer_walks_PyTorchs_path(string options, string type)
    {
        using var scope = NewDisposeScope();
        var dtype = Enum.Parse<ScalarType>(type);
        var x = Start(dtype);
        using var optimizer = With(options, x);
        // PyTorch keeps NAdam's product of momenta in single precision (and its default path of 1.13 takes one factor twice; foreach does not).
        var tolerance = options == "NAdam" ? 2e-5 : dtype == ScalarType.Float64 ? 1e-11 : 5e-6;
        foreach (var golden in File["optimizers"].GetProperty(options).GetProperty(type).EnumerateArray())
        {
            Descend(optimizer, x);
            GoldenTensor.Read(golden).AssertMatches(x, tolerance, tolerance, options);
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_restored_optimizer_goes_on_where_it_stopped(string options, string type)
    {
        using var scope = NewDisposeScope();
        var x = Start(Enum.Parse<ScalarType>(type));
        using var optimizer = With(options, x);
        for (var i = 0; i < 3; i++) Descend(optimizer, x);
        using var saved = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(saved));
        var copy = new Parameter(x.detach().clone());
        using var restored = With(options, copy);
        saved.Position = 0;
        restored.load_state_dict(new BinaryReader(saved));
        for (var i = 0; i < 3; i++)
        {
            Descend(optimizer, x);
            Descend(restored, copy);
        }
        Assert.True(x.detach().Equals(copy.detach()));
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_schedule_gives_PyTorchs_rates(string name)
    {
        using var scope = NewDisposeScope();
        using var sgd = SGD([new Parameter(zeros(1))], 0.1, 0.9);
        var scheduler = Schedule(name, sgd);
        double[] measured = [3, 2, 2, 2, 2, 1.9, 2, 2, 2, 2, 2, 2];
        foreach (var (epoch, golden) in File["schedules"].GetProperty(name).EnumerateArray().Index())
        {
            var group = (SGD.ParamGroup)sgd.ParamGroups.Single();
            Assert.Equal(golden[0].GetDouble(), group.LearningRate, 1e-14);
            Assert.Equal(golden[1].GetDouble(), group.Momentum, 1e-14);
            if (name == "ReduceLROnPlateau") scheduler.step(measured[epoch]);
            else scheduler.step();
        }
    }

    private static Parameter Start(ScalarType dtype) => new(tensor([-1.5, -0.2, 0.0, 0.7, 3.0]).to(dtype));

    private static void Descend(Optimizer optimizer, Tensor x)
    {
        optimizer.zero_grad();
        (x.pow(4) / 4 - 2 * x + (5 * x).sin()).sum().backward();
        optimizer.step();
    }

    private static OptimizerHelper With(string options, params Parameter[] x) => options switch
    {
        "SGD" => SGD(x, 0.01),
        "SGD momentum" => SGD(x, 0.01, 0.9, 0.1, 0.1),
        "SGD nesterov" => SGD(x, 1e-4, 0.8, nesterov: true, maximize: true),
        "AdamW" => AdamW(x, 0.02, weight_decay: 0.1),
        "AdamW amsgrad" => AdamW(x, 0.02, 0.8, 0.9, weight_decay: 0.1, amsgrad: true, maximize: true),
        "Adamax" => Adamax(x, 0.02, weight_decay: 0.1),
        "NAdam" => NAdam(x, 0.02, weight_decay: 0.1),
        "RAdam" => RAdam(x, 0.02, weight_decay: 0.1),
        "RMSProp" => RMSProp(x, 0.02),
        "RMSProp centered" => RMSProp(x, 0.02, 0.9, weight_decay: 0.1, momentum: 0.5, centered: true),
        "Adagrad" => Adagrad(x, 0.1, 0.1, 0.1, 0.5),
        "Adadelta" => Adadelta(x, 1.5, 0.8, weight_decay: 0.1),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options, "No such options."),
    };

    private static lr_scheduler.LRScheduler Schedule(string name, Optimizer optimizer) => name switch
    {
        "StepLR" => lr_scheduler.StepLR(optimizer, 3, 0.5),
        "MultiStepLR" => lr_scheduler.MultiStepLR(optimizer, [2, 5, 5], 0.3),
        "ExponentialLR" => lr_scheduler.ExponentialLR(optimizer, 0.9),
        "CosineAnnealingLR" => lr_scheduler.CosineAnnealingLR(optimizer, 5, 0.01),
        "LinearLR" => lr_scheduler.LinearLR(optimizer, 0.25, 0.75, 6),
        "LambdaLR" => lr_scheduler.LambdaLR(optimizer, epoch => 1.0 / (1 + epoch)),
        "OneCycleLR" => lr_scheduler.OneCycleLR(optimizer, 0.4, 13),
        "OneCycleLR linear" => lr_scheduler.OneCycleLR(
            optimizer, 0.4, 13, pct_start: 0.4, anneal_strategy: lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear, three_phase: true),
        "ReduceLROnPlateau" => lr_scheduler.ReduceLROnPlateau(optimizer, patience: 1, cooldown: 1, factor: 0.5),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such schedule."),
    };
}
