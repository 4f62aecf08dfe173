using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

/// <summary>Convolutions of many channels, on the vectors' path, against the sums of their definition.</summary>
public sealed class ConvolutionSumTests
{
    public static TheoryData<string, long[], long[], long[], long[], long[], long, bool> Cases => new()
    {
        { "same", [3, 8, 9, 7], [16, 8, 3, 3], [1, 1], [1, 1], [1, 1], 1, false },
        { "seventeen small images, one short job", [17, 9, 5, 5], [24, 9, 3, 3], [1, 1], [1, 1], [1, 1], 1, false },
        { "stride two", [4, 8, 10, 12], [40, 8, 4, 4], [2, 2], [1, 1], [1, 1], 1, false },
        { "stride two, padding on one side only", [2, 10, 8, 8], [8, 10, 3, 3], [2, 2], [1, 1], [1, 1], 1, false },
        { "stride beyond the kernel", [2, 8, 11, 13], [8, 8, 2, 1], [3, 2], [0, 0], [1, 1], 1, false },
        { "pixels that no weight meets", [2, 8, 9, 9], [8, 8, 2, 2], [4, 3], [0, 1], [1, 1], 1, false },
        { "dilation", [2, 8, 12, 11], [9, 8, 3, 2], [1, 2], [2, 1], [2, 3], 1, false },
        { "padding beyond the kernel", [2, 8, 4, 4], [8, 8, 2, 2], [1, 1], [3, 2], [1, 1], 1, false },
        { "groups", [3, 24, 6, 6], [16, 12, 3, 3], [1, 1], [1, 1], [1, 1], 2, false },
        { "pointwise, planes a power of two", [2, 24, 16, 32], [16, 24, 1, 1], [1, 1], [0, 0], [1, 1], 1, false },
        { "a kernel as large as the image", [5, 8, 3, 4], [11, 8, 3, 4], [1, 1], [0, 0], [1, 1], 1, false },
        { "rows of whole tiles", [2, 8, 8, 16], [8, 8, 5, 3], [1, 1], [2, 1], [1, 1], 1, false },
        { "one row", [4, 16, 1, 50], [32, 16, 1, 5], [1, 2], [0, 2], [1, 1], 1, false },
        { "transposed, stride two", [4, 16, 7, 6], [16, 12, 4, 4], [2, 2], [1, 1], [1, 1], 1, true },
        { "transposed, stride three", [2, 8, 5, 4], [8, 20, 2, 4], [3, 3], [0, 1], [1, 1], 1, true },
        { "transposed, groups and dilation", [2, 16, 5, 5], [16, 8, 3, 3], [2, 1], [1, 2], [1, 2], 2, true },
        { "transposed from one pixel", [6, 10, 1, 1], [10, 8, 7, 7], [1, 1], [0, 0], [1, 1], 1, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_and_gradients_are_the_sums_of_the_definition(
        string what, long[] input, long[] kernel, long[] stride, long[] padding, long[] dilation, long groups, bool transposed)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var (x, w) = (randn(input, ScalarType.Float64).requires_grad_(), randn(kernel, ScalarType.Float64).requires_grad_());
        var b = randn([transposed ? kernel[1] * groups : kernel[0]], ScalarType.Float64).requires_grad_();
        Tensor Convolve(Tensor x, Tensor w, Tensor b) =>
            transposed ? F.conv_transpose2d(x, w, b, stride, padding, [0, 0], dilation, groups) : F.conv2d(x, w, b, stride, padding, dilation, groups);
        var y = Convolve(x, w, b);
        var d = randn(y.shape, ScalarType.Float64);
        y.backward([d]);

        var sums = Sums(x, w, b, y.shape, d, stride, padding, dilation, groups, transposed);
        Check("result", sums.Result, y, 1e-11);
        Check("gradient by input", sums.ByInput, x.grad!, 1e-11);
        Check("gradient by weight", sums.ByWeight, w.grad!, 1e-11);
        Tensor Single(Tensor t) => t.to_type(ScalarType.Float32);
        Check("result in single precision", sums.Result, Convolve(Single(x), Single(w), Single(b)), 1e-3);

        void Check(string part, double[] expected, Tensor actual, double tolerance)
        {
            var values = TensorAssert.Values(actual);
            Assert.Equal(expected.Length, values.Length);
            for (var i = 0; i < values.Length; i++)
                Assert.True(Math.Abs(expected[i] - values[i]) <= tolerance, $"{what}, {part}, element {i}: expected {expected[i]}, got {values[i]}");
        }
    }

    /// <summary>Every pair of a pixel and a map's place that a weight joins, one after the other.</summary>
    private static (double[] Result, double[] ByInput, double[] ByWeight) Sums(
        Tensor x, Tensor w, Tensor b, long[] result, Tensor gradient, long[] stride, long[] padding, long[] dilation, long groups, bool transposed)
    {
        var (xs, ws, bs, ds) = (TensorAssert.Values(x), TensorAssert.Values(w), TensorAssert.Values(b), TensorAssert.Values(gradient));
        var (images, maps, k) = transposed ? (result, x.shape, w.shape) : (x.shape, result, w.shape);
        var (y, dx, dw) = (new double[ds.Length], new double[xs.Length], new double[ws.Length]);
        var plane = result[2] * result[3];
        for (var i = 0; i < y.Length; i++) y[i] = bs[i / plane % result[1]];
        var perGroup = maps[1] / groups;
        for (var n = 0L; n < maps[0]; n++)
            for (var o = 0L; o < maps[1]; o++)
                for (var at = 0L; at < maps[2] * maps[3]; at++)
                    for (var c = 0L; c < k[1]; c++)
                        for (var tap = 0L; tap < k[2] * k[3]; tap++)
                        {
                            var row = at / maps[3] * stride[0] + tap / k[3] * dilation[0] - padding[0];
                            var column = at % maps[3] * stride[1] + tap % k[3] * dilation[1] - padding[1];
                            if (row < 0 || row >= images[2] || column < 0 || column >= images[3]) continue;
                            var pixel = ((n * images[1] + o / perGroup * k[1] + c) * images[2] + row) * images[3] + column;
                            var place = (n * maps[1] + o) * maps[2] * maps[3] + at;
                            var weight = (o * k[1] + c) * k[2] * k[3] + tap;
                            var (from, to) = transposed ? (place, pixel) : (pixel, place);
                            y[to] += xs[from] * ws[weight];
                            dx[from] += ds[to] * ws[weight];
                            dw[weight] += ds[to] * xs[from];
                        }
        return (y, dx, dw);
    }
}
