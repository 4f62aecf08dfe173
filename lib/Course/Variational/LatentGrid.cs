using Course.Plots;
using MathNet.Numerics.Distributions;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>Points of a two-dimensional latent space, spread as the prior is.</summary>
public static class LatentGrid
{
    /// <summary>
    /// side × side points at the normal quantiles Φ⁻¹((i + ½)/side) in both directions: equal probability under the prior to each
    /// (Kingma and Welling 2014, figure 4). Row 0 is the top: the largest second coordinate.
    /// </summary>
    /// <param name="side">Points in each direction.</param>
    /// <returns>[side², 2], row by row.</returns>
    public static Tensor NormalQuantiles(int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        var quantiles = Enumerable.Range(0, side).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / side)).ToArray();
        var points = new float[side * side, 2];
        for (var row = 0; row < side; row++)
            for (var column = 0; column < side; column++)
            {
                points[row * side + column, 0] = (float)quantiles[column];
                points[row * side + column, 1] = (float)quantiles[side - 1 - row];
            }
        return tensor(points);
    }

    /// <summary>The whole latent plane in one picture: what a decoder makes of <see cref="NormalQuantiles"/>.</summary>
    /// <param name="decode">Codes [N, 2] to images [N, H, W], [N, C, H, W] or, when they are square and gray, flat [N, H·W]; values in
    /// [0, 1].</param>
    /// <param name="side">Images in each direction.</param>
    public static ImageGrid Picture(Func<Tensor, Tensor> decode, int side = 20)
    {
        using var codes = NormalQuantiles(side);
        return DecodedImages.Of(decode, codes, columns: side).WithPadding(0)
            .WithDescription($"The latent plane at {side} × {side} normal quantiles, z₁ to the right and z₂ up");
    }
}
