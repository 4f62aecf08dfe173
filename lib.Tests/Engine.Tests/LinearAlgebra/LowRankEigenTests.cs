using static TorchSharp.torch;

namespace TorchSharp.Tests.LinearAlgebra;

/// <summary>Covariances of images: some pixels never change, others hardly ever, and far fewer directions vary than there are pixels.</summary>
public sealed class LowRankEigenTests
{
    [Fact]
    public void A_matrix_with_eigenvalues_of_zero_among_large_and_small_ones_is_decomposed()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        const int n = 300;
        // Borders of zeros, a middle that varies over five orders of magnitude, and every third column a copy of its neighbour.
        var scale = (-5 * (linspace(-1, 1, n, dtype: float64).abs() * 1.2)).exp2().pow(2) * linspace(-1, 1, n, dtype: float64).abs().lt(0.8).to(float64);
        var x = randn(1000, n, dtype: float64) * scale;
        x.index_copy_(1, arange(0, n, 3), x.index_select(1, arange(1, n, 3)));
        var a = x.t().mm(x);

        var (values, vectors) = linalg.eigh(a);

        var size = a.abs().max().ToDouble();
        Assert.True((vectors.mul(values).mm(vectors.t()) - a).abs().max().ToDouble() < 1e-13 * size);
        Assert.True((vectors.t().mm(vectors) - eye(n, dtype: float64)).abs().max().ToDouble() < 1e-12);
    }
}
