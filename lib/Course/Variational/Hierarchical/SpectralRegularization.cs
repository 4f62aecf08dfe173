using Course.Adversarial;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// Σ σ(W) over convolutions: the sum of the largest factors by which each can stretch its input, found by power iteration (Vahdat and Kautz 2020,
/// section 3.2). As a term of the loss it keeps a deep network smooth, so that a small change of x cannot throw q(z|x) far from p(z).
/// </summary>
public sealed class SpectralRegularization : nn.Module
{
    [ComponentName(Name = "norms")]
    private readonly ModuleList<SpectralNorm> _norms;

    private readonly Parameter[] _weights;

    /// <param name="convolutions">Those that are followed; none of them becomes a part of this module.</param>
    public SpectralRegularization(IEnumerable<Conv2d> convolutions) : base(nameof(SpectralRegularization))
    {
        _weights = [.. convolutions.Select(convolution => convolution.weight)];
        _norms = new([.. _weights.Select(weight => new SpectralNorm(weight))]);
        RegisterComponents();
    }

    /// <summary>Σ σ(W), a 0-d tensor. In training each estimate is improved by one round first.</summary>
    public Tensor Sum() => stack(_weights.Select((weight, i) => _norms[i].Largest(weight))).sum();
}
