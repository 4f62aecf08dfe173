using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>(x − mean)/deviation for each channel. Mean ½ and deviation ½ bring [0, 1] to the [−1, 1] of a tanh generator.</summary>
public sealed class Normalize : IImageTransform
{
    private readonly float[] _mean;
    private readonly float[] _deviation;

    /// <param name="mean">One number a channel, or one for all.</param>
    /// <param name="deviation">As many, none of them 0.</param>
    public Normalize(float[] mean, float[] deviation)
    {
        if (mean.Length != deviation.Length || deviation.Contains(0))
            throw new ArgumentException($"Normalize takes a deviation, not 0, for each mean; got {mean.Length} means and [{string.Join(", ", deviation)}].");
        (_mean, _deviation) = ([.. mean], [.. deviation]);
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        using var scope = NewDisposeScope();
        var (mean, deviation) = PerChannel(images);
        return ((images - mean) / deviation).MoveToOuterDisposeScope();
    }

    /// <summary>The images before <see cref="Apply"/>, to look at.</summary>
    /// <param name="images">[N, C, H, W]</param>
    public Tensor Invert(Tensor images)
    {
        using var scope = NewDisposeScope();
        var (mean, deviation) = PerChannel(images);
        return (images * deviation + mean).MoveToOuterDisposeScope();
    }

    private (Tensor mean, Tensor deviation) PerChannel(Tensor images)
    {
        ImageBatch.Require(images, nameof(Normalize));
        if (_mean.Length != 1 && _mean.Length != images.shape[1])
            throw new ArgumentException($"Normalize has {_mean.Length} means, the images {images.shape[1]} channels.", nameof(images));
        return (tensor(_mean).to(images.dtype).view(1, -1, 1, 1), tensor(_deviation).to(images.dtype).view(1, -1, 1, 1));
    }
}
