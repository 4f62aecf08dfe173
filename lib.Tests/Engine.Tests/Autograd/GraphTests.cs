using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd;

public sealed class GraphTests
{
    [Fact]
    public void Gradients_accumulate_until_they_are_reset()
    {
        using var x = tensor([1.0, 2.0]).requires_grad_();
        (x * x).sum().backward();
        (x * 3).sum().backward();
        TensorAssert.Equal([5, 7], x.grad!);
        x.grad = null;
        Assert.Null(x.grad);
        x.sum().backward();
        TensorAssert.Equal([1, 1], x.grad!);
    }

    [Fact]
    public void Two_leaves_with_one_gradient_do_not_share_its_memory()
    {
        using var a = ones(3).requires_grad_();
        using var b = ones(3).requires_grad_();
        (a + b).sum().backward();
        a.grad!.add_(5);
        TensorAssert.Equal([1, 1, 1], b.grad!);
        (a * 2).sum().backward();
        TensorAssert.Equal([1, 1, 1], b.grad!);
        TensorAssert.Equal([8, 8, 8], a.grad!);
    }

    [Fact]
    public void The_gradient_given_to_backward_is_not_taken_over()
    {
        using var x = ones(3).requires_grad_();
        var start = ones(3);
        x.clone().backward([start]);
        x.clone().backward([start]);
        TensorAssert.Equal([1, 1, 1], start);
        TensorAssert.Equal([2, 2, 2], x.grad!);
    }

    [Fact]
    public void A_gradient_that_was_captured_does_not_change_with_the_leafs()
    {
        using var x = ones(2).requires_grad_();
        var y = x * 2;
        y.retain_grad();
        (y + x).sum().backward();
        var kept = TensorAssert.Values(y.grad!);
        (x * 5).sum().backward();
        TensorAssert.Equal(kept, y.grad!);
        TensorAssert.Equal([8, 8], x.grad!);
    }

    [Fact]
    public void Parts_of_one_joined_gradient_do_not_share_their_memory()
    {
        using var a = ones(2).requires_grad_();
        using var b = ones(2).requires_grad_();
        (cat([a, b]) * 3).sum().backward();
        a.grad!.zero_();
        TensorAssert.Equal([3, 3], b.grad!);
    }

    [Fact]
    public void A_second_backward_needs_retain_graph()
    {
        using var x = tensor([1.0, 2.0]).requires_grad_();
        var y = (x * x).sum();
        y.backward(retain_graph: true);
        y.backward();
        TensorAssert.Equal([4, 8], x.grad!);
        Assert.Contains("second time", Assert.Throws<ExternalException>(() => y.backward()).Message);
    }

    [Fact]
    public void A_non_leaf_keeps_its_gradient_on_request()
    {
        using var x = tensor([1.0, 2.0]).requires_grad_();
        var y = x * 3;
        var z = y * y;
        z.retain_grad();
        z.sum().backward();
        Assert.Null(y.grad);
        TensorAssert.Equal([1, 1], z.grad!);
        Assert.Throws<ExternalException>(() => ones(1).retain_grad());
    }

    [Fact]
    public void Detached_values_and_no_grad_stand_outside_the_graph()
    {
        using var x = tensor([3.0]).requires_grad_();
        (x * x.detach()).sum().backward();
        TensorAssert.Equal([3], x.grad!);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True(is_grad_enabled());
        Assert.False((x.detach() * 2).requires_grad);
    }

    [Fact]
    public void Gradients_by_intermediate_values_are_found()
    {
        using var x = tensor([2.0]).requires_grad_();
        var y = x * x;
        var z = y * y * x;
        var gradients = autograd.grad([z.sum()], [y, x], retain_graph: true);
        TensorAssert.Equal([16], gradients[0]);
        TensorAssert.Equal([80], gradients[1]);
        Assert.Null(x.grad);
        TensorAssert.Equal([1], autograd.grad([z.sum()], [z])[0]);
    }

    [Fact]
    public void An_unused_input_is_an_error_unless_allowed()
    {
        using var x = ones(2).requires_grad_();
        using var unused = ones(3).requires_grad_();
        var y = (x * 2).sum();
        var message = Assert.Throws<ExternalException>(() => autograd.grad([y], [x, unused], retain_graph: true)).Message;
        Assert.Contains("1 of shape [3]", message);
        Assert.Contains("allow_unused", message);
        var gradients = autograd.grad([y], [x, unused], allow_unused: true);
        TensorAssert.Equal([2, 2], gradients[0]);
        Assert.Null(gradients[1]);
        Assert.Throws<ExternalException>(() => autograd.grad([y], [ones(1)]));
    }

    [Fact]
    public void Several_roots_add_up()
    {
        using var x = tensor([2.0]).requires_grad_();
        autograd.backward([x * 3, x * x], [ones(1, float64), tensor([10.0])]);
        TensorAssert.Equal([43], x.grad!);
        Assert.Contains("numbers must be equal", Assert.Throws<ExternalException>(() => autograd.backward([x * 3], [ones(1, float64), ones(1, float64)])).Message);
    }

    [Fact]
    public void A_root_may_lie_on_the_way_of_another()
    {
        using var x = tensor([2.0]).requires_grad_();
        var y = x * x;
        autograd.backward([y, y * 3], [ones(1, float64), ones(1, float64)]);
        TensorAssert.Equal([16], x.grad!);
    }

    [Fact]
    public void Backward_with_inputs_leaves_the_other_leaves_alone()
    {
        using var x = tensor([2.0]).requires_grad_();
        using var w = tensor([3.0]).requires_grad_();
        (x * w).sum().backward(inputs: [w]);
        TensorAssert.Equal([2], w.grad!);
        Assert.Null(x.grad);
    }

    [Fact]
    public void Only_scalars_start_without_a_gradient()
    {
        using var x = ones(2, 3).requires_grad_();
        Assert.Contains("[2, 3]", Assert.Throws<ExternalException>(() => (x * 2).backward()).Message);
        Assert.Contains("[2]", Assert.Throws<ExternalException>(() => (x * 2).backward([ones(2)])).Message);
        Assert.Throws<ExternalException>(() => ones(1).backward());
        Assert.Throws<ExternalException>(() => ones(2, int64).requires_grad_());
    }

    [Fact]
    public void The_gradient_has_the_type_of_the_value()
    {
        using var single = ones(2).requires_grad_();
        (single * tensor([1.5, 2.5])).sum().backward();
        Assert.Equal(float32, single.grad!.dtype);
        TensorAssert.Equal([1.5, 2.5], single.grad!);
    }

    [Fact]
    public void Third_derivatives_of_a_power_are_exact()
    {
        using var x = tensor([2.0]).requires_grad_();
        var y = x.pow(4).sum();
        var first = autograd.grad([y], [x], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x], create_graph: true)[0];
        var third = autograd.grad([second.sum()], [x])[0];
        TensorAssert.Equal([32], first);
        TensorAssert.Equal([48], second);
        TensorAssert.Equal([48], third);
    }

    [Fact]
    public void Gradients_at_the_edges_are_PyTorchs()
    {
        double[] At(Func<Tensor, Tensor> f, params double[] values)
        {
            var x = tensor(values).requires_grad_();
            f(x).sum().backward();
            return TensorAssert.Values(x.grad!);
        }
        Assert.Equal([double.PositiveInfinity, 0.5], At(x => x.sqrt(), 0, 1));
        Assert.Equal([0, 0], At(x => x.std(), 3, 3));
        Assert.Equal([0, 0, 0], At(x => x.abs(), 0, -0.0, 0));
        Assert.Equal([0, 0, 1], At(x => x.relu(), -1, 0, 1));
        Assert.Equal([0.25, 0.25, 0.25, 0.25, 0], At(x => x.max(), 2, 2, 2, 2, 1));
        Assert.Equal([1, 0, 0], At(x => x.max(0).values, 2, 2, 1));
        Assert.Equal([0.5, 0.5], At(x => x.maximum(x.detach().flip2()), 2, 2));
        Assert.Equal([1, 1, 0], At(x => x.clamp(0, 1), 0, 1, 2));
        Assert.Equal([0, 0], At(x => x.pow(0), 0, 2));
        Assert.Equal([1, 1], At(x => x.pow(1), 0, 2));
        Assert.Equal([0, 4], At(x => x.pow(2), 0, 2));
        Assert.Equal([0, 1], At(x => tensor([0.0, Math.E]).pow(x) / Math.E, 2, 1).Select(g => Math.Round(g, 12)));
        Assert.Equal([-1e12 * 0.25, 1e12 * 0.75], At(x => nn.functional.binary_cross_entropy(x, tensor([0.25, 0.25]), reduction: nn.Reduction.Sum), 0, 1), new Near());
        Assert.All(At(x => x.var(), 3), g => Assert.True(double.IsNaN(g)));
    }

    [Fact]
    public void A_graph_of_a_hundred_thousand_nodes_neither_overflows_the_stack_nor_leaks()
    {
        var live = Tensor.TotalCount;
        using var x = ones(1).requires_grad_();
        var y = x * 1;
        for (var i = 0; i < 100_000; i++)
        {
            var next = y + 1;
            y.Dispose();
            y = next;
        }
        y.backward();
        TensorAssert.Equal([1], x.grad!);
        y.Dispose();

        var dropped = x.exp();
        for (var i = 0; i < 100_000; i++)
        {
            var next = dropped.sigmoid(); // keeps a value for backward in every node
            dropped.Dispose();
            dropped = next;
        }
        dropped.Dispose();
    }

    [Fact]
    public void Anomaly_mode_names_the_operation_that_gave_NaN()
    {
        using var x = tensor([0.0]).requires_grad_();
        var y = (x.sqrt() * 0).sum();
        using var mode = autograd.detect_anomaly();
        Assert.Contains("SqrtBackward", Assert.Throws<ExternalException>(() => y.backward()).Message);
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Abs(a);

        public int GetHashCode(double value) => 0;
    }
}

internal static class Flipped
{
    /// <summary>Both elements of a pair in the other order.</summary>
    public static Tensor flip2(this Tensor pair) => pair[tensor([1L, 0])];
}
