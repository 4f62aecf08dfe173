using static TorchSharp.torch;

namespace Course.Data;

/// <summary>Grey values as one of K steps from black to white: k/(K − 1) for k = 0 … K − 1. A camera has 256.</summary>
public static class GreyLevels
{
    /// <summary>The nearest level of each value, as a value: white stays 1.</summary>
    /// <param name="x">Any shape, values in [0, 1]; those outside become black or white.</param>
    /// <param name="levels">K, 2 or more.</param>
    /// <returns>k/(K − 1), of the same shape.</returns>
    public static Tensor Round(Tensor x, int levels) => Number(x, levels) / (levels - 1);

    /// <summary>The number k of the nearest level.</summary>
    /// <param name="x">Any shape, values in [0, 1]; those outside become black or white.</param>
    /// <param name="levels">K, 2 or more.</param>
    /// <returns>0 to K − 1, of the same shape and type as <paramref name="x"/>.</returns>
    public static Tensor Number(Tensor x, int levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        return (x * (levels - 1)).round().clamp(0, levels - 1);
    }
}
