using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>
/// Brightness and colour apart, as television and JPEG keep them (ITU-R BT.601): Y is the grey picture of <see cref="Grayscale"/>, and the chroma says
/// how far blue and red are from it: Cb = (B − Y) / 1.772 and Cr = (R − Y) / 1.402, both from −½ to ½ and 0 for a grey.
/// </summary>
public static class LumaChroma
{
    private const double Red = 0.299, Green = 0.587, Blue = 0.114, BlueRange = 2 * (1 - Blue), RedRange = 2 * (1 - Red);

    /// <summary>The chroma of colour images.</summary>
    /// <param name="images">[N, 3, H, W] in [0, 1].</param>
    /// <returns>Cb and Cr, [N, 2, H, W], from −½ to ½.</returns>
    /// <exception cref="ArgumentException">Not three channels.</exception>
    public static Tensor Chroma(Tensor images)
    {
        using var scope = NewDisposeScope();
        var y = new Grayscale().Apply(images);
        return cat([(images[.., 2..] - y) / BlueRange, (images[.., ..1] - y) / RedRange], 1).MoveToOuterDisposeScope();
    }

    /// <summary>The colour images of brightness and chroma.</summary>
    /// <param name="luma">Y, [N, 1, H, W].</param>
    /// <param name="chroma">Cb and Cr, [N, 2, H, W].</param>
    /// <returns>[N, 3, H, W]; outside [0, 1] where there is no such colour of this brightness.</returns>
    /// <exception cref="ArgumentException">Shapes that do not fit.</exception>
    public static Tensor ToColour(Tensor luma, Tensor chroma)
    {
        if (luma.shape is not [var n, 1, var h, var w] || !chroma.shape.AsSpan().SequenceEqual([n, 2, h, w]))
            throw new ArgumentException(
                $"Luma [N, 1, H, W] and chroma [N, 2, H, W] make colours, but these are [{string.Join(", ", luma.shape)}] and [{string.Join(", ", chroma.shape)}].");
        using var scope = NewDisposeScope();
        var blue = luma + BlueRange * chroma[.., ..1];
        var red = luma + RedRange * chroma[.., 1..];
        var green = (luma - Red * red - Blue * blue) / Green;
        return cat([red, green, blue], 1).MoveToOuterDisposeScope();
    }
}
