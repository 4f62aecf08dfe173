using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>Bytes 0 … 255 become Float32 0 … 1.</summary>
public sealed class ToFloat : IImageTransform
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        if (images.dtype != ScalarType.Byte) throw new ArgumentException($"ToFloat takes images of bytes, got {images.dtype}.", nameof(images));
        using var numbers = images.to(float32);
        return numbers / 255;
    }
}
