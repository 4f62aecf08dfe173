using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>Mirrors some of the images, left to right. Not for digits, which mirrored are no digits.</summary>
/// <param name="probability">Of each image to be mirrored.</param>
public sealed class RandomHorizontalFlip(double probability = 0.5) : IImageTransform
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        ImageBatch.Require(images, nameof(RandomHorizontalFlip));
        using var scope = NewDisposeScope();
        var mirrored = rand([images.shape[0], 1, 1, 1], generator: generator).lt(probability);
        return where(mirrored, images.flip(3), images).MoveToOuterDisposeScope();
    }
}
