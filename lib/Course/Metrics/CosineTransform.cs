using static TorchSharp.torch;

namespace Course.Metrics;

/// <summary>
/// The discrete cosine transform of square images (DCT-II, orthonormal; Ahmed, Natarajan, Rao 1974), on which JPEG is built: a code that nobody trained.
/// </summary>
public static class CosineTransform
{
    /// <summary>The basis: row k is the cosine of frequency k.</summary>
    /// <param name="side">n.</param>
    /// <returns>[n, n], float32, orthonormal.</returns>
    public static Tensor Basis(int side)
    {
        using var scope = NewDisposeScope();
        var k = arange(side, dtype: float64).unsqueeze(1);
        var at = arange(side, dtype: float64) + 0.5;
        var basis = (k * at * (Math.PI / side)).cos() * Math.Sqrt(2.0 / side);
        basis[0] /= Math.Sqrt(2);
        return basis.to(float32).MoveToOuterDisposeScope();
    }

    /// <summary>Keeps the coefficients of the lowest frequencies and sets the others to 0.</summary>
    /// <param name="images">[N, n, n].</param>
    /// <param name="count">How many are kept, by the sum of both frequencies, as JPEG's zigzag does; 0 to n².</param>
    /// <returns>[N, n, n].</returns>
    /// <exception cref="ArgumentOutOfRangeException">More coefficients than pixels, or a negative number.</exception>
    public static Tensor Truncate(Tensor images, int count)
    {
        int side = (int)images.shape[^1];
        if (count < 0 || count > side * side) throw new ArgumentOutOfRangeException(nameof(count), $"{count} coefficients of {side} × {side} were asked for.");
        using var scope = NewDisposeScope();
        var kept = Enumerable.Range(0, side * side).OrderBy(i => i / side + i % side).ThenBy(i => i % side).Take(count).ToHashSet();
        var mask = tensor(Enumerable.Range(0, side * side).Select(i => kept.Contains(i) ? 1f : 0f).ToArray(), [side, side]);
        var basis = Basis(side);
        var coefficients = basis.matmul(images).matmul(basis.t()) * mask;
        return basis.t().matmul(coefficients).matmul(basis).MoveToOuterDisposeScope();
    }
}
