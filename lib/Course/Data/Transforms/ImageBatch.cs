using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>What all transforms ask of their input.</summary>
internal static class ImageBatch
{
    /// <summary>Refuses what is no batch of images.</summary>
    public static void Require(Tensor images, string transform)
    {
        if (images.ndim != 4)
        {
            var shape = string.Join(", ", images.shape);
            throw new ArgumentException($"{transform} takes images [N, C, H, W], got shape [{shape}]; unsqueeze(0) makes a batch of one.", nameof(images));
        }
    }

    /// <summary>Refuses a part that is larger than the images.</summary>
    public static void RequireRoom(Tensor images, string transform, long height, long width)
    {
        Require(images, transform);
        if (height > images.shape[2] || width > images.shape[3])
            throw new ArgumentException($"{transform}: no {height}×{width} part fits into images of {images.shape[2]}×{images.shape[3]}.", nameof(images));
    }
}
