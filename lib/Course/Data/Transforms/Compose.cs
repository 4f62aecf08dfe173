using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>Several transforms, one after the other.</summary>
/// <param name="transforms">In the order in which they are applied.</param>
public sealed class Compose(params IImageTransform[] transforms) : IImageTransform
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        using var scope = NewDisposeScope();
        return transforms.Aggregate(images.alias(), (x, transform) => transform.Apply(x, generator)).MoveToOuterDisposeScope();
    }
}
