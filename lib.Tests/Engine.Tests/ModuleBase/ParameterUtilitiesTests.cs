using static TorchSharp.torch;

namespace TorchSharp.Tests.ModuleBase;

public sealed class ParameterUtilitiesTests
{
    [Fact]
    public void Clipping_by_value_cuts_each_element_and_ignores_parameters_without_gradient()
    {
        using var layer = nn.Linear(3, 1);
        layer.weight.grad = tensor(new[,] { { -5f, 0.5f, 7f } });
        nn.utils.clip_grad_value_(layer.parameters(), 2);
        TensorAssert.Equal([-2, 0.5, 2], layer.weight.grad!);
        Assert.Null(layer.bias!.grad);
        Assert.Equal(0, nn.utils.clip_grad_norm_(nn.Linear(1, 1).parameters(), 1));
    }

    [Fact]
    public void Parameters_become_a_vector_and_come_back()
    {
        using var source = nn.Linear(3, 2);
        using var target = nn.Linear(3, 2);
        var vector = nn.utils.parameters_to_vector(source.parameters());
        Assert.Equal([8], vector.shape);
        Assert.True(vector.requires_grad);
        nn.utils.vector_to_parameters(vector, target.parameters());
        Assert.True(source.weight.Equals(target.weight));
        Assert.True(source.bias!.Equals(target.bias!));
        Assert.True(target.weight is { is_leaf: true, requires_grad: true });
        var message = Assert.ThrowsAny<Exception>(() => nn.utils.vector_to_parameters(zeros(7), target.parameters())).Message;
        Assert.Contains("[7] does not fill parameters of 8", message);
    }

    [Fact]
    public void Fused_layers_compute_what_the_two_did()
    {
        using var linear = nn.Linear(3, 4);
        using var norm = nn.BatchNorm1d(4);
        norm.call(linear.call(randn(8, 3))).Dispose(); // statistics other than 0 and 1
        using (no_grad())
        {
            norm.weight!.uniform_(0.5, 2);
            norm.bias!.uniform_(-1, 1);
        }
        Assert.Throws<InvalidOperationException>(() => nn.utils.fuse_linear_bn_eval(linear, norm));
        linear.eval();
        norm.eval();
        var x = randn(5, 3);
        using var fused = nn.utils.fuse_linear_bn_eval(linear, norm);
        TensorAssert.Close(norm.call(linear.call(x)), fused.call(x), 1e-5, 1e-6);

        using var conv = nn.ConvTranspose2d(2, 4, 3);
        using var norm2 = nn.BatchNorm2d(4);
        norm2.call(conv.call(randn(2, 2, 5, 5))).Dispose();
        norm2.eval();
        var (weight, bias) = nn.utils.fuse_conv_bn_weights(
            conv.weight, conv.bias, norm2.running_mean!, norm2.running_var!, norm2.eps, norm2.weight, norm2.bias, transpose: true);
        var image = randn(1, 2, 4, 4);
        TensorAssert.Close(norm2.call(conv.call(image)), nn.functional.conv_transpose2d(image, weight, bias), 1e-5, 1e-5);
    }

    [Fact]
    public void Filling_a_tensor_of_another_rank_is_refused()
    {
        Assert.Contains("eye_ fills tensors of 2 dimensions, this one has shape [3]", Assert.ThrowsAny<Exception>(() => nn.init.eye_(zeros(3))).Message);
        Assert.Contains("3 to 5 dimensions", Assert.ThrowsAny<Exception>(() => nn.init.dirac_(zeros(3, 3))).Message);
    }
}
