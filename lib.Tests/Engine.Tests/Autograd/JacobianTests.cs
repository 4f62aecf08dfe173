using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd;

public sealed class JacobianTests
{
    [Fact]
    public void The_Jacobian_of_a_linear_map_is_its_matrix()
    {
        var matrix = randn([3, 2], float64);
        TensorAssert.Close(matrix, autograd.functional.jacobian(x => matrix.mv(x), ones([2], float64)), 1e-12);
    }

    [Fact]
    public void Its_shape_is_the_results_then_the_inputs()
    {
        var x = tensor(new[,] { { 1.0, 2 }, { 3, 4 } });
        var jacobian = autograd.functional.jacobian(x => x.sum(1L), x);
        Assert.Equal([2, 2, 2], jacobian.shape);
        TensorAssert.Equal([1, 1, 0, 0, 0, 0, 1, 1], jacobian);
    }

    [Fact]
    public void Several_inputs_and_results_give_one_each()
    {
        var (a, b) = (tensor(new[] { 1.0, 2 }), tensor(new[] { 3.0, 5 }));
        var byInput = autograd.functional.jacobian((Tensor[] x) => x[0] * x[1], a, b).ToList();
        TensorAssert.Equal([3, 0, 0, 5], byInput[0]);
        TensorAssert.Equal([1, 0, 0, 2], byInput[1]);
        var all = autograd.functional.jacobian((Tensor[] x) => [x[0].sum(), x[1] * 1, ones([1], float64)], a, b).ToList();
        Assert.Equal(6, all.Count);
        TensorAssert.Equal([1, 1], all[0]);
        TensorAssert.Equal([0, 0], all[1]); // the first result does not use b
        TensorAssert.Equal([0, 0], all[5]); // a constant
        Assert.All(all, jacobian => Assert.False(jacobian.requires_grad));
    }

    [Fact]
    public void It_is_computed_under_no_grad_too()
    {
        using var mode = no_grad();
        TensorAssert.Equal([4], autograd.functional.jacobian(x => x.square(), ones([1], float64) * 2));
        Assert.False(is_grad_enabled());
    }

    [Fact]
    public void Inference_mode_ends_where_it_is_disposed()
    {
        var x = ones(1).requires_grad_();
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
            using (inference_mode(false)) Assert.True((x * 2).requires_grad);
            Assert.True(is_inference_mode_enabled());
        }
        Assert.False(is_inference_mode_enabled());
        Assert.True((x * 2).requires_grad);
    }
}
