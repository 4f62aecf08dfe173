using TorchSharp;
using static TorchSharp.torch;

namespace Course.Data.Transforms;

/// <summary>Makes images from images: the same for every image, or with random numbers anew for each.</summary>
public interface IImageTransform
{
    /// <summary>Returns new images; the given ones stay as they are.</summary>
    /// <param name="images">[N, C, H, W]</param>
    /// <param name="generator">Of what is random; the default one unless given.</param>
    Tensor Apply(Tensor images, Generator? generator = null);
}
