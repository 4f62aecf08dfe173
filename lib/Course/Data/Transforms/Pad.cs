using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Data.Transforms;

/// <summary>Wider images.</summary>
/// <param name="border">Pixels to add on each side.</param>
/// <param name="mode">What they are: zeros, or the image mirrored or repeated.</param>
public sealed class Pad(long border, PaddingModes mode = PaddingModes.Constant) : IImageTransform
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        ImageBatch.Require(images, nameof(Pad));
        return F.pad(images, new[] { border, border, border, border }, mode);
    }
}
