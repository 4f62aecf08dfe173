using TorchSharp.Memory;
using TorchSharp.Tests.Memory;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd;

[Collection(nameof(ProcessWide))]
public sealed class CustomFunctionTests
{
    [Fact]
    public void A_function_with_one_result_uses_its_own_gradient()
    {
        var x = tensor(new[] { 1.0, 2, 3 }).requires_grad_();
        var y = Cube.apply(x);
        TensorAssert.Equal([1, 8, 27], y);
        y.sum().backward();
        TensorAssert.Equal([3, 12, 27], x.grad!);
    }

    [Fact]
    public void Written_with_tensor_operations_the_gradient_has_a_gradient()
    {
        var x = tensor(new[] { 1.0, 2, 3 }).requires_grad_();
        var first = autograd.grad([Cube.apply(x).sum()], [x], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x])[0];
        TensorAssert.Equal([6, 12, 18], second);
    }

    [Fact]
    public void A_saved_result_can_be_differentiated_through()
    {
        var x = tensor(new[] { 0.5, -1 }).requires_grad_();
        var first = autograd.grad([SavedExponential.apply(x).sum()], [x], create_graph: true)[0];
        var second = autograd.grad([first.sum()], [x], create_graph: true)[0];
        TensorAssert.Close(x.detach().exp(), first, 1e-14);
        TensorAssert.Close(x.detach().exp(), second, 1e-14);
    }

    [Fact]
    public void Only_asked_for_gradients_are_accumulated_and_nothing_is_recorded_without()
    {
        Assert.False(Cube.apply(ones(2)).requires_grad);
        using (no_grad()) Assert.False(Cube.apply(ones(2).requires_grad_()).requires_grad);
        var (x, weight) = (ones(2, 3).requires_grad_(), ones(4, 3));
        Multiply.apply(x, weight)[0].sum().backward();
        Assert.NotNull(x.grad);
        Assert.Null(weight.grad);
    }

    [Fact]
    public void Several_results_bring_several_gradients_and_zeros_for_the_unused()
    {
        var (x, weight) = (rand([2, 3], float64).requires_grad_(), rand([4, 3], float64).requires_grad_());
        var results = Multiply.apply(x, weight);
        TensorAssert.Close(x.detach().mm(weight.detach().t()), results[0], 1e-12);
        results[1].sum().backward(); // the product is not used
        TensorAssert.Equal([0, 0, 0, 0, 0, 0], x.grad!);
        TensorAssert.Equal(Enumerable.Repeat(2.0, 12).ToArray(), weight.grad!);
    }

    [Fact]
    public void Without_materializing_an_unused_result_is_null()
    {
        var x = ones(1).requires_grad_();
        Pair.apply(x)[0].sum().backward();
        TensorAssert.Equal([1], x.grad!);
    }

    [Fact]
    public void Arguments_that_are_no_tensors_take_null()
    {
        var x = ones(2).requires_grad_();
        Scale.apply(x, 2.5).sum().backward();
        TensorAssert.Equal([2.5, 2.5], x.grad!);
    }

    [Fact]
    public void A_result_marked_as_not_differentiable_stays_outside_the_graph()
    {
        var x = tensor(new[] { 3f, 1, 2 }).requires_grad_();
        var sorted = Sorted.apply(x);
        Assert.True(sorted[0].requires_grad);
        Assert.False(sorted[1].requires_grad);
        (sorted[0] * tensor(new[] { 1f, 10, 100 })).sum().backward();
        TensorAssert.Equal([100, 1, 10], x.grad!);
    }

    [Fact]
    public void An_argument_can_be_overwritten_when_it_is_marked()
    {
        var x = tensor(new[] { 1.0, 2 }).requires_grad_();
        var y = x * 3;
        var z = DoubleInPlace.apply(y);
        Assert.Same(y, z);
        z.sum().backward();
        TensorAssert.Equal([6, 6], x.grad!);

        var whole = tensor(new[] { 1.0, 2 }).requires_grad_();
        var copy = whole * 1;
        DoubleInPlace.apply(copy[0]); // through a view
        copy.sum().backward();
        TensorAssert.Equal([2, 1], whole.grad!);

        var leaf = ones(2).requires_grad_();
        Assert.Contains("overwrites a leaf", Assert.ThrowsAny<Exception>(() => DoubleInPlace.apply(leaf)).Message);
    }

    [Fact]
    public void An_argument_handed_through_gets_the_functions_gradient()
    {
        var x = ones(2).requires_grad_();
        var y = Reversed.apply(x);
        y.sum().backward();
        TensorAssert.Equal([-1, -1], x.grad!);
        Assert.True(x.is_leaf);
    }

    [Fact]
    public void Mistakes_name_the_function()
    {
        var x = ones(1).requires_grad_();
        var tooFew = Assert.ThrowsAny<Exception>(() => TooFew.apply(x).backward()).Message;
        Assert.Contains("TooFew.backward returned 0 gradients, expected one for each of the 1 arguments", tooFew);
        var y = Cube.apply(x);
        y.backward();
        Assert.Contains("backward through Cube a second time", Assert.ThrowsAny<Exception>(() => y.backward()).Message);
        var scaled = x * 1;
        var cubed = Cube.apply(scaled);
        scaled.add_(1);
        Assert.Contains("needed by Cube", Assert.ThrowsAny<Exception>(() => cubed.backward()).Message);
        Assert.Contains("save_for_backward", Assert.Throws<ArgumentException>(() => TensorAsData.apply(x)).Message);
    }

    [Fact]
    public void Anomaly_detection_names_the_function()
    {
        using var mode = autograd.detect_anomaly();
        var x = ones(1).requires_grad_();
        Assert.Contains("Function NotANumber returned nan", Assert.ThrowsAny<Exception>(() => NotANumber.apply(x).backward()).Message);
    }

    [Fact]
    public void Steps_leave_nothing_behind_whether_or_not_backward_runs()
    {
        LifetimeTests.Settle();
        using var x = ones([3], float64).requires_grad_();
        Step(true);
        var (handles, bytes) = (Tensor.TotalCount, NativeAllocator.LiveBytes);
        for (var i = 0; i < 50; i++) Step(i % 2 == 0);
        Assert.Equal(handles, Tensor.TotalCount);
        Assert.Equal(bytes, NativeAllocator.LiveBytes);

        void Step(bool differentiates)
        {
            using var scope = NewDisposeScope();
            var inPlace = DoubleInPlace.apply((x * 2)[1]);
            var y = Cube.apply(x).sum() + SavedExponential.apply(Reversed.apply(x)).sum() + inPlace;
            if (!differentiates) return;
            var first = autograd.grad([y], [x], create_graph: true)[0];
            first.sum().backward();
            x.grad = null;
        }
    }

    [Fact]
    public void One_tensor_may_be_the_gradient_of_two_inputs_also_where_it_joins_another()
    {
        var (x, y) = (ones(2).requires_grad_(), ones(2).requires_grad_());
        var (a, b) = (x * 1, y * 1);
        (Sum.apply(a, b) + a).sum().backward();
        TensorAssert.Equal([4, 4], x.grad!);
        TensorAssert.Equal([3, 3], y.grad!);
    }

    /// <summary>3 (a + b)</summary>
    private sealed class Sum : autograd.SingleTensorFunction<Sum>
    {
        public override string Name => nameof(Sum);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0] + (Tensor)vars[1]) * 3;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var gradient = grad_output * 3;
            return [gradient, gradient];
        }
    }

    private sealed class Cube : autograd.SingleTensorFunction<Cube>
    {
        public override string Name => nameof(Cube);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            return x.pow(3);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * 3 * ctx.get_saved_variables()[0].square()];
    }

    private sealed class SavedExponential : autograd.SingleTensorFunction<SavedExponential>
    {
        public override string Name => nameof(SavedExponential);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var y = ((Tensor)vars[0]).exp();
            ctx.save_for_backward([y, null!]);
            return y;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            Assert.Null(ctx.get_saved_variables()[1]);
            return [grad_output * ctx.get_saved_variables()[0]];
        }
    }

    /// <summary>x·Wᵀ and twice the sum of W.</summary>
    private sealed class Multiply : autograd.MultiTensorFunction<Multiply>
    {
        public override string Name => nameof(Multiply);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, weight) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([x, weight]);
            return [x.mm(weight.t()), weight.sum() * 2];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            return [grad_outputs[0].mm(saved[1]), grad_outputs[0].t().mm(saved[0]) + grad_outputs[1] * 2];
        }
    }

    private sealed class Pair : autograd.MultiTensorFunction<Pair>
    {
        public override string Name => nameof(Pair);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.set_materialize_grads(false);
            return [(Tensor)vars[0] + 0, (Tensor)vars[0] + 1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            Assert.Null(grad_outputs[1]);
            return [grad_outputs[0]];
        }
    }

    private sealed class Scale : autograd.SingleTensorFunction<Scale>
    {
        public override string Name => nameof(Scale);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("factor", vars[1]);
            return (Tensor)vars[0] * (double)vars[1];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * (double)ctx.get_data("factor")!, null!];
    }

    private sealed class Sorted : autograd.MultiTensorFunction<Sorted>
    {
        public override string Name => nameof(Sorted);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var order = ((Tensor)vars[0]).argsort();
            var places = order.to(float32);
            ctx.save_for_backward([order]);
            ctx.mark_non_differentiable([places]);
            return [((Tensor)vars[0]).index_select(0, order), places];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs) =>
            [grad_outputs[0].index_select(0, ctx.get_saved_variables()[0].argsort())];
    }

    private sealed class DoubleInPlace : autograd.SingleTensorFunction<DoubleInPlace>
    {
        public override string Name => nameof(DoubleInPlace);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            x.mul_(2);
            ctx.mark_dirty([x]);
            ctx.save_for_backward([x]);
            return x;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * 2];
    }

    /// <summary>The identity with the gradient's sign turned (Ganin et al. 2016).</summary>
    private sealed class Reversed : autograd.SingleTensorFunction<Reversed>
    {
        public override string Name => nameof(Reversed);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0];

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [-grad_output];
    }

    private sealed class TooFew : autograd.SingleTensorFunction<TooFew>
    {
        public override string Name => nameof(TooFew);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0] + 1;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [];
    }

    private sealed class TensorAsData : autograd.SingleTensorFunction<TensorAsData>
    {
        public override string Name => nameof(TensorAsData);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("x", vars[0]);
            return (Tensor)vars[0] + 1;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output];
    }

    private sealed class NotANumber : autograd.SingleTensorFunction<NotANumber>
    {
        public override string Name => nameof(NotANumber);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0] + 1;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * double.NaN];
    }
}
