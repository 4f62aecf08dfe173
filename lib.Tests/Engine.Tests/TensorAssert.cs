using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>Comparisons of tensors that name the first element that differs.</summary>
internal static class TensorAssert
{
    /// <summary>Every element as a double, in row-major order.</summary>
    public static double[] Values(Tensor tensor)
    {
        using var numbers = tensor.detach().to(ScalarType.Float64);
        using var elements = numbers.data<double>();
        return elements.ToArray();
    }

    /// <summary>Equal shape, and |expected − actual| ≤ relative · |expected| + absolute; NaN equals NaN, and infinities equal themselves.</summary>
    public static void Close(Tensor expected, Tensor actual, double relative = 1e-6, double absolute = 1e-6, string what = "") =>
        Close(Values(expected), actual, expected.shape, relative, absolute, what);

    public static void Close(double[] expected, Tensor actual, long[] shape, double relative = 1e-6, double absolute = 1e-6, string what = "")
    {
        Assert.True(
            shape.AsSpan().SequenceEqual(actual.shape), $"{what}: expected shape [{string.Join(", ", shape)}], got [{string.Join(", ", actual.shape)}].");
        var values = Values(actual);
        for (var i = 0; i < values.Length; i++)
        {
            var (want, got) = (expected[i], values[i]);
            var agrees = want.Equals(got) || Math.Abs(want - got) <= relative * Math.Abs(want) + absolute && double.IsFinite(want);
            Assert.True(agrees, $"{what}: element {i} of [{string.Join(", ", shape)}] is {got:R}, expected {want:R}.");
        }
    }

    public static void Equal(double[] expected, Tensor actual, string what = "") =>
        Assert.True(expected.AsSpan().SequenceEqual(Values(actual)), $"{what}: [{string.Join(", ", Values(actual))}], expected [{string.Join(", ", expected)}].");
}
