using System.Runtime.InteropServices;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

[Collection(nameof(ProcessWide))]
public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 2, 1)]
    [InlineData(3, 3, 0)]
    public void Results_and_gradients_have_the_same_bits_whatever_the_number_of_threads(long kernel, long stride, long padding)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (x, w, b) = (randn(19, 12, 11, 13).requires_grad_(), randn(10, 12, kernel, kernel).requires_grad_(), randn(10).requires_grad_());
        double[] All(int threads)
        {
            var before = TorchSharp.Kernels.ParallelFor.ThreadCount;
            TorchSharp.Kernels.ParallelFor.ThreadCount = threads;
            try
            {
                x.grad = w.grad = b.grad = null;
                var y = F.conv2d(x, w, b, [stride], [padding]);
                y.square().sum().backward();
                return [.. TensorAssert.Values(y), .. TensorAssert.Values(x.grad!), .. TensorAssert.Values(w.grad!), .. TensorAssert.Values(b.grad!)];
            }
            finally
            {
                TorchSharp.Kernels.ParallelFor.ThreadCount = before;
            }
        }
        Assert.Equal(All(1), All(3));
    }

    [Theory]
    [InlineData(PaddingModes.Reflect)]
    [InlineData(PaddingModes.Replicate)]
    [InlineData(PaddingModes.Circular)]
    public void A_padding_mode_pads_before_it_convolves(PaddingModes mode)
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Conv2d(2, 3, (3, 2), padding: (2, 1), padding_mode: mode);
        var x = randn(2, 2, 5, 4);
        TensorAssert.Close(F.conv2d(F.pad(x, (1, 1, 2, 2), mode), layer.weight, layer.bias), layer.call(x));
    }

    [Fact]
    public void A_transposed_convolution_gives_the_size_it_is_asked_for()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.ConvTranspose2d(2, 3, 3, 2, 1);
        var x = randn(2, 2, 4, 4);
        Assert.Equal([2, 3, 7, 7], layer.call(x).shape);
        Assert.Equal([2, 3, 8, 7], layer.forward(x, [8, 7]).shape);
        var error = Assert.Throws<ArgumentException>(() => layer.forward(x, [9, 7]));
        Assert.Contains("from 7 to 8", error.Message);
    }

    [Fact]
    public void Convolution_works_on_an_empty_batch()
    {
        using var scope = NewDisposeScope();
        var (x, w) = (zeros(0, 2, 4, 4).requires_grad_(), ones(3, 2, 3, 3).requires_grad_());
        var y = F.conv2d(x, w);
        y.sum().backward();
        Assert.Equal([0, 3, 2, 2], y.shape);
        Assert.Equal([0, 2, 4, 4], x.grad!.shape);
        TensorAssert.Equal(new double[54], w.grad!);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var scope = NewDisposeScope();
        Says("input [1, 2, 4, 4] has 2 channels", () => F.conv2d(ones(1, 2, 4, 4), ones(3, 3, 2, 2)));
        Says("larger than the padded input: 5 > 4", () => F.conv2d(ones(1, 2, 4, 4), ones(3, 2, 5, 5)));
        Says("bias [2] does not fit weight [3, 2, 2, 2]", () => F.conv2d(ones(1, 2, 4, 4), ones(3, 2, 2, 2), ones(2)));
        Says("got [4, 4] and [3, 2, 2, 2]", () => F.conv2d(ones(4, 4), ones(3, 2, 2, 2)));
        Says("got Float32, Float64", () => F.conv2d(ones(1, 2, 4, 4), ones(3, 2, 2, 2).to(float64)));
        Says("output_padding [0, 2]", () => F.conv_transpose1d(ones(1, 2, 4), ones(2, 1, 3), output_padding: 2));
        Says("at most 2", () => F.pad(ones(1, 3), (3, 0), PaddingModes.Reflect));
        Assert.Contains("2 channels", Assert.Throws<ArgumentException>(() => nn.Conv2d(2, 3, 2).call(ones(1, 3, 4, 4))).Message);
    }

    private static void Says(string part, Func<Tensor> operation) => Assert.Contains(part, Assert.ThrowsAny<ExternalException>(operation).Message);
}
