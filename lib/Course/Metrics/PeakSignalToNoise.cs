using TorchSharp;
using static TorchSharp.torch;

namespace Course.Metrics;

/// <summary>How close an image is to another, in decibels: 10 log₁₀(1 / MSE) for values in [0, 1]. 20 dB is an error of 0.1 a pixel, 40 dB one of 0.01.</summary>
public static class PeakSignalToNoise
{
    /// <summary>Of each pair of images.</summary>
    /// <param name="images">[N, …].</param>
    /// <param name="originals">[N, …].</param>
    /// <returns>[N]; ∞ where both are the same.</returns>
    /// <exception cref="ArgumentException">Shapes that differ.</exception>
    public static Tensor OfEach(Tensor images, Tensor originals)
    {
        if (!images.shape.SequenceEqual(originals.shape))
            throw new ArgumentException($"Images [{string.Join(", ", images.shape)}] and originals [{string.Join(", ", originals.shape)}] are not of one shape.");
        return -10 * (images - originals).square().flatten(1).mean([1L]).log10();
    }

    /// <summary>The mean over all pairs, in dB.</summary>
    /// <param name="images">[N, …].</param>
    /// <param name="originals">[N, …].</param>
    public static double Mean(Tensor images, Tensor originals)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return OfEach(images, originals).mean().ToDouble();
    }
}
