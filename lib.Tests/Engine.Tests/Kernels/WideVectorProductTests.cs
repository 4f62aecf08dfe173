using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Kernels;

/// <summary>A row vector times a matrix whose rows lie on pages of their own.</summary>
public sealed class WideVectorProductTests
{
    [Theory]
    [InlineData(1, 1024)]
    [InlineData(4, 1543)]
    [InlineData(7, 2049)]
    [InlineData(103, 6272)]
    public void IsTheSumOfTheScaledRows(long depth, long outputs)
    {
        using var generator = new Generator(1);
        using var x = randn(1, depth, dtype: ScalarType.Float64, generator: generator);
        using var b = randn(depth, outputs, dtype: ScalarType.Float64, generator: generator);
        using var expected = (x.t() * b).sum(0L, keepdim: true);
        Assert.True(x.mm(b).allclose(expected, 1e-12, 1e-12));
        Assert.True(x.to(ScalarType.Float32).mm(b.to(ScalarType.Float32)).to(ScalarType.Float64).allclose(expected, 1e-4, 1e-4));
    }
}
