using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Adversarial;

/// <summary>A convolution of images whose weight is divided by its <see cref="SpectralNorm"/>.</summary>
public sealed class SpectralConv2d : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "layer")]
    private readonly Conv2d _layer;

    [ComponentName(Name = "norm")]
    private readonly SpectralNorm _norm;

    private readonly long[] _stride;
    private readonly long[] _padding;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="kernel">Side of the kernel.</param>
    /// <param name="stride">Step between its places.</param>
    /// <param name="padding">Zeros around the input.</param>
    /// <param name="hasBias">Whether each output channel has a bias.</param>
    public SpectralConv2d(long inputs, long outputs, long kernel, long stride = 1, long padding = 0, bool hasBias = true) : base(nameof(SpectralConv2d))
    {
        (_stride, _padding) = ([stride, stride], [padding, padding]);
        _layer = nn.Conv2d(inputs, outputs, kernel, stride, padding, bias: hasBias);
        _norm = new SpectralNorm(_layer.weight);
        RegisterComponents();
    }

    /// <summary>The trained weight W, before it is divided, [outputs, inputs, kernel, kernel].</summary>
    public Parameter Weight => _layer.weight;

    /// <param name="input">[N, inputs, H, W]</param>
    /// <returns>[N, outputs, H′, W′]</returns>
    public override Tensor forward(Tensor input) => F.conv2d(input, _norm.call(_layer.weight), _layer.bias, _stride, _padding);
}
