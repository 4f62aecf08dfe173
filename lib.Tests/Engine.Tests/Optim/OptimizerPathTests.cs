using System.Text.Json;
using TorchSharp.Modules;
using TorchSharp.Tests.Golden;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Tests.Optim;

/// <summary>Optimizers that take a closure or keep unusual state, against PyTorch's (optimizers.json).</summary>
public sealed class OptimizerPathTests
{
    private static readonly GoldenFile File = new("optimizers.json");

    public static TheoryData<string> Keys => [.. File["paths"].EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Twenty_steps_follow_PyTorchs_path(string key)
    {
        using var scope = NewDisposeScope();
        var golden = File["paths"].GetProperty(key);
        var rosenbrock = golden.GetProperty("points")[0].GetArrayLength() < 5;
        using var x = new Parameter(key switch
        {
            "LBFGS Rosenbrock" or "LBFGS few evaluations" => tensor([-1.2, 1]),
            _ => tensor([-1.5, -0.2, 0.0, 0.7, 3.0]),
        });
        using var optimizer = With(key, x);
        var tolerance = optimizer is ASGD ? 1e-6 : 1e-9; // PyTorch keeps ASGD's rate in single precision.
        for (var i = 0; i < 20; i++)
        {
            var loss = optimizer.step(() =>
            {
                optimizer.zero_grad();
                var value = rosenbrock ? Rosenbrock(x) : Curve(x);
                value.backward();
                return value;
            });
            Assert.Equal(golden.GetProperty("losses")[i].GetDouble(), loss!.ToDouble(), tolerance);
            TensorAssert.Close(Numbers(golden.GetProperty("points")[i]), x, x.shape, tolerance, tolerance, $"{key}, step {i}");
        }
        if (optimizer is not ASGD asgd) return;
        TensorAssert.Close(Numbers(golden.GetProperty("average")), ((ASGD.State)asgd.state_dict().State[0]).ax, x.shape, tolerance, tolerance, key);
    }

    [Fact]
    public void LBFGS_finds_the_minimum_of_a_bowl_in_few_steps()
    {
        using var scope = NewDisposeScope();
        using var x = new Parameter(tensor([3.0, -7, 0.5]));
        using var lbfgs = LBFGS([x], lr: 1);
        var curvature = tensor([1.0, 10, 100]);
        for (var i = 0; i < 2; i++)
            lbfgs.step(() =>
            {
                lbfgs.zero_grad();
                var loss = (curvature * (x - 1).square()).sum();
                loss.backward();
                return loss;
            });
        TensorAssert.Close(ones(3, ScalarType.Float64), x, 1e-5, 1e-5);
        Assert.Throws<ArgumentNullException>(() => lbfgs.step(null!));
    }

    [Fact]
    public void Named_parameters_are_optimized_as_the_parameters_themselves()
    {
        using var scope = NewDisposeScope();
        Func<IEnumerable<(string, Parameter)>, Optimizer>[] named =
        [
            p => Adadelta(p), p => Adagrad(p), p => Adam(p), p => AdamW(p), p => Adamax(p), p => ASGD(p), p => NAdam(p), p => RAdam(p), p => RMSProp(p),
            p => Rprop(p), p => SGD(p, 0.1), p => LBFGS(p),
        ];
        Func<IEnumerable<Parameter>, Optimizer>[] plain =
        [
            p => Adadelta(p), p => Adagrad(p), p => Adam(p), p => AdamW(p), p => Adamax(p), p => ASGD(p), p => NAdam(p), p => RAdam(p), p => RMSProp(p),
            p => Rprop(p), p => SGD(p, 0.1), p => LBFGS(p),
        ];
        foreach (var (one, other) in named.Zip(plain))
        {
            Parameter x = new(tensor([0.3, -2])), y = new(tensor([0.3, -2]));
            using Optimizer first = one([("x", x)]), second = other([y]);
            foreach (var (optimizer, parameter) in new[] { (first, x), (second, y) })
                optimizer.step(() =>
                {
                    optimizer.zero_grad();
                    var loss = parameter.pow(4).sum();
                    loss.backward();
                    return loss;
                });
            Assert.NotEqual([0.3, -2], TensorAssert.Values(x));
            TensorAssert.Equal(TensorAssert.Values(y), x, first.GetType().Name);
        }
    }

    [Fact]
    public void Groups_keep_their_own_settings()
    {
        using var scope = NewDisposeScope();
        Parameter x = new(tensor([1.0])), y = new(tensor([1.0]));
        using var asgd = ASGD([new ASGD.ParamGroup([x], lr: 0.5, lambd: 0), new ASGD.ParamGroup([y], new ASGD.Options { lambd = 0 })], lr: 0.25);
        (x.sum() + y.sum()).backward();
        asgd.step();
        TensorAssert.Equal([0.5], x);
        TensorAssert.Equal([0.75], y);
        Assert.Equal([0.5, 0.25], asgd.ParamGroups.Select(g => g.LearningRate));
    }

    [Fact]
    public void A_state_dictionary_carries_settings_and_states_to_another_optimizer()
    {
        using var scope = NewDisposeScope();
        Parameter x = new(tensor([1.0, -2])), y = new(tensor([0.5])), copyOfX = new(tensor([1.0, -2])), copyOfY = new(tensor([0.5]));
        using var rprop = Rprop([new Rprop.ParamGroup([x], lr: 0.3), new Rprop.ParamGroup([y])], max_step: 0.7);
        using var other = Rprop([new Rprop.ParamGroup([copyOfX]), new Rprop.ParamGroup([copyOfY])]);
        Descend(rprop, x, y);
        foreach (var (from, to) in new[] { (x, copyOfX), (y, copyOfY) })
            using (no_grad()) to.copy_(from);
        var (state, mine) = (rprop.state_dict(), other.state_dict());
        Assert.Equal([[0], [1]], state.StateIndexRef);
        Assert.False(state.State[0].ApproximatelyEquals(mine.State[0]));
        other.load_state_dict(state);
        Assert.True(state.State[0].ApproximatelyEquals(mine.State[0]));
        Assert.False(state.State[0].ApproximatelyEquals(state.State[1]));
        Descend(rprop, x, y);
        Descend(other, copyOfX, copyOfY);
        TensorAssert.Equal(TensorAssert.Values(x), copyOfX);
        TensorAssert.Equal(TensorAssert.Values(y), copyOfY);
    }

    [Fact]
    public void A_state_of_another_kind_or_grouping_is_refused()
    {
        using var scope = NewDisposeScope();
        Parameter x = new(zeros(2)), y = new(zeros(2));
        using var one = SGD([x, y], 0.1);
        using var two = SGD([new SGD.ParamGroup([x], 0.1), new SGD.ParamGroup([y], 0.1)], 0.1);
        using var adam = Adam([x, y]);
        Assert.Contains("1, 1", Assert.Throws<ArgumentException>(() => one.load_state_dict(two.state_dict())).Message);
        Assert.Contains("Adam", Assert.Throws<ArgumentException>(() => one.load_state_dict(adam.state_dict())).Message);
    }

    [Fact]
    public void Impossible_settings_are_named()
    {
        Parameter[] x = [new(zeros(1))];
        Assert.Contains("1.5", Assert.Throws<ArgumentException>(() => Rprop(x, etaminus: 1.5)).Message);
        Assert.Contains("0.5", Assert.Throws<ArgumentException>(() => Rprop(x, etaplus: 0.5)).Message);
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => ASGD(x, lr: -1)).Message);
        Assert.Contains("history_size", Assert.Throws<ArgumentException>(() => LBFGS(x, history_size: 0)).Message);
    }

    private static Optimizer With(string key, Parameter x) => key switch
    {
        "Rprop" => Rprop([x]),
        "Rprop maximize" => Rprop([x], 0.05, 0.4, 1.5, 1e-3, 0.2, true),
        "ASGD" => ASGD([x], 0.02),
        "ASGD averaging" => ASGD([x], 0.02, 0.01, 0.6, 4, 0.1),
        "LBFGS" => LBFGS([x], 0.3),
        "LBFGS Rosenbrock" => LBFGS([x], 0.8, 3, history_size: 5),
        "LBFGS few evaluations" => LBFGS([x], 0.5, 8, 3),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such options."),
    };

    private static void Descend(Optimizer optimizer, params Parameter[] parameters)
    {
        for (var i = 0; i < 3; i++)
        {
            optimizer.zero_grad();
            foreach (var parameter in parameters) (parameter.pow(4) / 4 - 2 * parameter).sum().backward();
            optimizer.step();
        }
    }

    private static Tensor Curve(Tensor x) => (x.pow(4) / 4 - 2 * x + (5 * x).sin()).sum();

    private static Tensor Rosenbrock(Tensor x)
    {
        var (left, right) = (x.narrow(0, 0, x.shape[0] - 1), x.narrow(0, 1, x.shape[0] - 1));
        return (100 * (right - left.square()).square() + (1 - left).square()).sum();
    }

    private static double[] Numbers(JsonElement json) => [.. json.EnumerateArray().Select(n => n.GetDouble())];
}
