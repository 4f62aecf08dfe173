using TorchSharp;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>Uniform noise on the whole cell, the same for every item: nothing to learn, log q = 0.</summary>
/// <param name="levels">Grey levels of the data (K), 2 or more.</param>
public sealed class UniformDequantizer(int levels) : Dequantizer(nameof(UniformDequantizer), levels)
{
    /// <inheritdoc/>
    protected override (Tensor u, Tensor logDensity) Noise(Tensor x) => (rand_like(x), zeros(x.shape[0], dtype: x.dtype));
}
