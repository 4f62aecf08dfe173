using System.Runtime.InteropServices;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

public sealed class PoolingTests
{
    [Fact]
    public void The_maximum_of_a_window_with_NaN_is_NaN_and_the_first_of_equals_is_taken()
    {
        using var scope = NewDisposeScope();
        var (values, indices) = nn.MaxPool1d(2).forward_with_indices(tensor(new[] { 1f, float.NaN, 3f, 3f }).reshape(1, 4));
        TensorAssert.Equal([double.NaN, 3], values);
        TensorAssert.Equal([1, 2], indices);
    }

    [Fact]
    public void Layers_call_the_functions_of_their_name()
    {
        using var scope = NewDisposeScope();
        var x = rand(2, 4, 6, 5);
        TensorAssert.Close(F.max_pool2d(x, 3, 2, 1, ceil_mode: true), nn.MaxPool2d(3, 2, 1, ceil_mode: true).call(x));
        TensorAssert.Close(F.max_pool2d(x, (3, 2)), nn.MaxPool2d((3, 2)).call(x));
        TensorAssert.Close(F.avg_pool2d(x, 3, 2, 1, count_include_pad: false), nn.AvgPool2d(3, 2, 1, count_include_pad: false).call(x));
        TensorAssert.Close(x.mean([2, 3], true), nn.AdaptiveAvgPool2d(1).call(x));
        TensorAssert.Close(F.interpolate(x, scale_factor: [2], mode: InterpolationMode.Bilinear), nn.Upsample(scale_factor: [2], mode: UpsampleMode.Bilinear).call(x));
        TensorAssert.Close(F.pixel_shuffle(x, 2), nn.PixelShuffle(2).call(x));
        TensorAssert.Close(F.avg_pool1d(x[0], 2), nn.AvgPool1d(2).call(x[0]));
        TensorAssert.Close(F.adaptive_avg_pool1d(x[0], 2), nn.AdaptiveAvgPool1d(2).call(x[0]));
    }

    [Fact]
    public void Windows_and_sizes_that_do_not_fit_are_named()
    {
        using var scope = NewDisposeScope();
        Says("a window of 5 (dilation 1) does not fit an input of 4", () => F.max_pool2d(ones(1, 1, 4, 4), 5));
        Says("padding 2 from 0 to half the kernel size", () => F.avg_pool2d(ones(1, 1, 4, 4), 3, 1, 2));
        Says("mode Bilinear does not apply to input [1, 2, 3]", () => F.interpolate(ones(1, 2, 3), [4], mode: InterpolationMode.Bilinear));
        Says("a multiple of 4, got [1, 3, 2, 2]", () => F.pixel_shuffle(ones(1, 3, 2, 2), 2));
    }

    private static void Says(string part, Func<Tensor> operation) => Assert.Contains(part, Assert.ThrowsAny<ExternalException>(operation).Message);
}
