using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Data.Transforms;

/// <summary>Images of another size, by linear interpolation between pixel centres. For large reductions blur first, or details alias.</summary>
/// <param name="height">Rows of the result.</param>
/// <param name="width">Columns of the result.</param>
public sealed class Resize(long height, long width) : IImageTransform
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        ImageBatch.Require(images, nameof(Resize));
        return F.interpolate(images, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
    }
}
