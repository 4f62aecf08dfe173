using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Data.Transforms;

/// <summary>A weighted mean over each pixel's surroundings, with weights exp(−r²/2σ²). Borders are mirrored.</summary>
public sealed class GaussianBlur : IImageTransform
{
    private readonly float[] _weights;

    /// <param name="deviation">σ in pixels.</param>
    /// <param name="size">Side of the window, odd; 2⌈3σ⌉ + 1 unless given, which holds 99.7 % of the weight.</param>
    public GaussianBlur(double deviation, int? size = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        var side = size ?? 2 * (int)Math.Ceiling(3 * deviation) + 1;
        if (side < 1 || side % 2 == 0) throw new ArgumentException($"GaussianBlur needs a window with a middle, so of odd size; got {side}.", nameof(size));
        var weights = Enumerable.Range(-(side / 2), side).Select(r => Math.Exp(-0.5 * r * r / (deviation * deviation))).ToArray();
        _weights = [.. weights.Select(weight => (float)(weight / weights.Sum()))];
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Generator? generator = null)
    {
        var reach = _weights.Length / 2;
        ImageBatch.RequireRoom(images, nameof(GaussianBlur), reach + 1, reach + 1);
        using var scope = NewDisposeScope();
        var (count, channels, height, width) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        var row = tensor(_weights).to(images.dtype).view(1, 1, 1, -1);
        // The window is a product of a row and a column: 2k instead of k² multiplications a pixel.
        var padded = F.pad(images, new long[] { reach, reach, reach, reach }, PaddingModes.Reflect);
        var planes = padded.view(count * channels, 1, height + 2 * reach, width + 2 * reach);
        return F.conv2d(F.conv2d(planes, row), row.transpose(2, 3)).view(count, channels, height, width).MoveToOuterDisposeScope();
    }
}
