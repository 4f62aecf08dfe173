using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>The middle of each image.</summary>
/// <param name="height">Rows to keep.</param>
/// <param name="width">Columns to keep.</param>
public sealed class CenterCrop(long height, long width) : IImageTransform
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        ImageBatch.RequireRoom(images, nameof(CenterCrop), height, width);
        using var scope = NewDisposeScope();
        return images.narrow(2, (images.shape[2] - height) / 2, height).narrow(3, (images.shape[3] - width) / 2, width).clone().MoveToOuterDisposeScope();
    }
}
