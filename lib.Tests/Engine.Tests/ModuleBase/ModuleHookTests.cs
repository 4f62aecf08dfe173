using static TorchSharp.torch;

namespace TorchSharp.Tests.ModuleBase;

public sealed class ModuleHookTests
{
    [Fact]
    public void A_hook_sees_module_input_and_result_until_it_is_removed()
    {
        using var layer = nn.Linear(2, 1);
        var seen = new List<double>();
        var hook = layer.register_forward_hook((module, input, result) =>
        {
            Assert.Same(layer, module);
            seen.Add(input.sum().ToDouble());
            return result;
        });
        layer.call(ones(1, 2));
        hook.remove();
        hook.remove();
        layer.call(ones(1, 2));
        Assert.Equal([2.0], seen);
    }

    [Fact]
    public void Hooks_may_replace_input_and_result_and_run_in_order()
    {
        using var identity = nn.Identity();
        identity.register_forward_pre_hook((_, x) => x + 1);
        identity.register_forward_pre_hook((_, x) => x * 10);
        identity.register_forward_hook((_, _, y) => y - 0.5);
        identity.register_forward_hook((_, _, _) => null!); // keeps the result
        TensorAssert.Equal([19.5], identity.call(ones(1)));
    }

    [Fact]
    public void Hooks_on_the_module_alone_run_around_all_others()
    {
        using var layer = nn.Identity();
        var order = new List<string>();
        layer.register_forward_hook((_, _, y) => Log(y, "result"));
        layer.register_forward_hook(_ => order.Add("after"));
        layer.register_forward_pre_hook((_, x) => Log(x, "input"));
        layer.register_forward_pre_hook(_ => order.Add("before"));
        layer.call(ones(1));
        Assert.Equal(["before", "input", "result", "after"], order);

        Tensor Log(Tensor value, string what)
        {
            order.Add(what);
            return value;
        }
    }

    [Fact]
    public void Several_inputs_are_replaced_together()
    {
        using var sum = new Sum();
        var hook = sum.register_forward_pre_hook((_, a, b) => (b, a));
        Assert.Equal(12, sum.call(ones(1), ones(1) * 2).ToDouble());
        hook.remove();
        sum.register_forward_pre_hook((_, _, _) => null);
        sum.register_forward_hook((_, a, _, result) => result + a);
        Assert.Equal(22, sum.call(ones(1), ones(1) * 2).ToDouble());
    }

    [Fact]
    public void Hooks_inside_a_network_collect_activations()
    {
        using var net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2));
        var activations = new List<Tensor>();
        foreach (var layer in net.children().Cast<nn.Module<Tensor, Tensor>>())
            layer.register_forward_hook((_, _, y) =>
            {
                activations.Add(y.detach());
                return y;
            });
        net.call(ones(5, 3));
        Assert.Equal([4, 4, 2], activations.Select(activation => activation.shape[1]));
        Assert.All(TensorAssert.Values(activations[1]), value => Assert.True(value >= 0));
    }

    [Fact]
    public void Gradients_pass_through_what_a_hook_returns()
    {
        using var identity = nn.Identity();
        identity.register_forward_hook((_, _, y) => y * 3);
        var x = ones(1).requires_grad_();
        identity.call(x).sum().backward();
        TensorAssert.Equal([3], x.grad!);
    }

    /// <summary>1 · first + 10 · second.</summary>
    private sealed class Sum() : nn.Module<Tensor, Tensor, Tensor>(nameof(Sum))
    {
        public override Tensor forward(Tensor input1, Tensor input2) => input1 + input2 * 10;
    }
}
