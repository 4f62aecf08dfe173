using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>A part of each image, at a place of its own; after a <see cref="Pad"/> the image is shifted.</summary>
/// <param name="height">Rows to keep.</param>
/// <param name="width">Columns to keep.</param>
public sealed class RandomCrop(long height, long width) : IImageTransform
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        ImageBatch.RequireRoom(images, nameof(RandomCrop), height, width);
        using var scope = NewDisposeScope();
        var count = images.shape[0];
        var rows = randint(images.shape[2] - height + 1, [count], generator: generator).data<long>().ToArray();
        var columns = randint(images.shape[3] - width + 1, [count], generator: generator).data<long>().ToArray();
        var parts = rows.Zip(columns).Select((place, i) => images[i].narrow(1, place.First, height).narrow(2, place.Second, width)).ToArray();
        return stack(parts).MoveToOuterDisposeScope();
    }
}
