using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Adversarial;

/// <summary>A fully connected layer whose weight is divided by its <see cref="SpectralNorm"/>: y = x · W̄ᵀ + b.</summary>
public sealed class SpectralLinear : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "layer")]
    private readonly Linear _layer;

    [ComponentName(Name = "norm")]
    private readonly SpectralNorm _norm;

    /// <param name="inputs">Features of x.</param>
    /// <param name="outputs">Features of y.</param>
    /// <param name="hasBias">Whether b is added.</param>
    public SpectralLinear(long inputs, long outputs, bool hasBias = true) : base(nameof(SpectralLinear))
    {
        _layer = nn.Linear(inputs, outputs, hasBias);
        _norm = new SpectralNorm(_layer.weight);
        RegisterComponents();
    }

    /// <summary>The trained weight W, before it is divided, [outputs, inputs].</summary>
    public Parameter Weight => _layer.weight;

    /// <param name="input">[*, inputs]</param>
    /// <returns>[*, outputs]</returns>
    public override Tensor forward(Tensor input) => F.linear(input, _norm.call(_layer.weight), _layer.bias);
}
