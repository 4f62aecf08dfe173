using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>Colour to brightness: 0.299 R + 0.587 G + 0.114 B, as the eye weighs them (ITU-R BT.601).</summary>
/// <param name="channels">Equal channels of the result: 1, or 3 for models that expect colour.</param>
public sealed class Grayscale(int channels = 1) : IImageTransform
{
    private static readonly float[] s_weights = [0.299f, 0.587f, 0.114f];

    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        ImageBatch.Require(images, nameof(Grayscale));
        if (images.shape[1] != 3) throw new ArgumentException($"Grayscale takes images of 3 channels, got {images.shape[1]}.", nameof(images));
        using var scope = NewDisposeScope();
        var brightness = (images * tensor(s_weights).to(images.dtype).view(1, 3, 1, 1)).sum(new[] { 1L }, keepdim: true);
        return (channels == 1 ? brightness : brightness.repeat(1, channels, 1, 1)).MoveToOuterDisposeScope();
    }
}
