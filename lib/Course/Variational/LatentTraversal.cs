using System.Globalization;
using Course.Plots;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>What each latent dimension does: it alone is moved, all others stay (Higgins et al. 2017, figure 4).</summary>
public static class LatentTraversal
{
    /// <summary>A strip of images per dimension; the coordinate goes from −<paramref name="range"/> to <paramref name="range"/>.</summary>
    /// <param name="decode">Codes [N, Z] to images [N, H, W], [N, C, H, W] or, when they are square and gray, flat [N, H·W]; values in
    /// [0, 1].</param>
    /// <param name="code">Where to start: [Z] or [1, Z].</param>
    /// <param name="dimensions">Which dimensions, one per row, from 0; null for all.</param>
    /// <param name="range">Farthest coordinate, in prior standard deviations.</param>
    /// <param name="steps">Images per row, 2 or more.</param>
    /// <returns>A grid with the dimension before each row and the coordinate over each column.</returns>
    /// <exception cref="ArgumentException">A dimension that the code does not have, or fewer than two steps.</exception>
    public static ImageGrid Strips(
        Func<Tensor, Tensor> decode, Tensor code, IReadOnlyList<int>? dimensions = null, double range = 3, int steps = 9)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        int latents = (int)code.numel();
        dimensions ??= [.. Enumerable.Range(0, latents)];
        foreach (int dimension in dimensions)
        {
            if (dimension < 0 || dimension >= latents)
                throw new ArgumentException($"The code has {latents} dimensions, 0 to {latents - 1}; {dimension} is none of them.");
        }
        using var scope = NewDisposeScope();
        var coordinates = linspace(-range, range, steps);
        var strips = dimensions.Select(dimension =>
        {
            var strip = code.detach().view(1, -1).expand(steps, latents).clone();
            strip[.., dimension] = coordinates;
            return strip;
        });
        return DecodedImages.Of(decode, cat(strips.ToArray()), columns: steps)
            .WithRowLabels([.. dimensions.Select(dimension => $"z{Lowered(dimension + 1)}")])
            .WithColumnLabels([.. coordinates.data<float>().Select(Signed)])
            .WithDescription("One latent dimension per row, moved alone");
    }

    private static string Lowered(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('₀' + digit - '0')));

    private static string Signed(float value) => value.ToString("0.#", CultureInfo.InvariantCulture).Replace('-', '−');
}
