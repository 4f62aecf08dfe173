using Course.Plots;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>Pictures of what a decoder makes of codes.</summary>
internal static class DecodedImages
{
    /// <summary>Decodes without a graph and lays the images out.</summary>
    /// <param name="decode">Codes [N, Z] to images [N, H, W], [N, C, H, W] or, when they are square and gray, flat [N, H·W].</param>
    /// <param name="codes">[N, Z].</param>
    /// <param name="columns">Images per row.</param>
    /// <exception cref="ArgumentException">Flat images that are not square.</exception>
    public static ImageGrid Of(Func<Tensor, Tensor> decode, Tensor codes, int columns)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var images = decode(codes);
        if (images.ndim == 2)
        {
            var side = (long)Math.Round(Math.Sqrt(images.shape[1]));
            if (side * side != images.shape[1])
                throw new ArgumentException($"The decoder gives [{string.Join(", ", images.shape)}], which are not square images; "
                    + "let it give them as [N, H, W] or [N, C, H, W].");
            images = images.view(-1, side, side);
        }
        return ImageGrid.FromTensor(images, columns);
    }
}
