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

    /// <summary>The coefficients of the lowest frequencies, by the sum of both frequencies, as JPEG's zigzag goes.</summary>
    /// <param name="images">[N, n, n].</param>
    /// <param name="count">K, 0 to n².</param>
    /// <returns>[N, K], the mean (times n) first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More coefficients than pixels, or a negative number.</exception>
    public static Tensor Encode(Tensor images, int count)
    {
        int side = (int)images.shape[^1];
        if (count < 0 || count > side * side) throw new ArgumentOutOfRangeException(nameof(count), $"{count} coefficients of {side} × {side} were asked for.");
        using var scope = NewDisposeScope();
        var basis = Basis(side);
        return basis.matmul(images).matmul(basis.t()).flatten(1).index_select(1, tensor(Zigzag(side)[..count])).MoveToOuterDisposeScope();
    }

    /// <summary>The images of coefficients; those that are missing are 0.</summary>
    /// <param name="coefficients">[N, K] of <see cref="Encode"/>.</param>
    /// <param name="side">n.</param>
    /// <returns>[N, n, n].</returns>
    public static Tensor Decode(Tensor coefficients, int side)
    {
        using var scope = NewDisposeScope();
        var basis = Basis(side);
        var places = tensor(Zigzag(side)[..(int)coefficients.shape[1]]);
        var all = zeros(coefficients.shape[0], side * side).index_copy(1, places, coefficients);
        return basis.t().matmul(all.view(-1, side, side)).matmul(basis).MoveToOuterDisposeScope();
    }

    /// <summary>Keeps the coefficients of the lowest frequencies and sets the others to 0.</summary>
    /// <param name="images">[N, n, n].</param>
    /// <param name="count">How many are kept; 0 to n².</param>
    /// <returns>[N, n, n].</returns>
    /// <exception cref="ArgumentOutOfRangeException">More coefficients than pixels, or a negative number.</exception>
    public static Tensor Truncate(Tensor images, int count)
    {
        using var coefficients = Encode(images, count);
        return Decode(coefficients, (int)images.shape[^1]);
    }

    /// <summary>Places of the coefficients in an n × n matrix, the lowest frequency first.</summary>
    private static long[] Zigzag(int side) =>
        [.. Enumerable.Range(0, side * side).OrderBy(i => i / side + i % side).ThenBy(i => i % side).Select(i => (long)i)];
}
