using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// The building block of <see cref="Nvae"/>: what comes in, plus a correction by two convolutions with swish (SiLU) before each and squeeze and excitation
/// after them. Vahdat and Kautz (2020, figure 3) have depthwise 5 × 5 convolutions of six times the channels here, and batch normalisation: too dear for
/// digits.
/// </summary>
public sealed class ResidualCell : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "correction")]
    private readonly Sequential _correction;

    /// <param name="channels">Of the image, which keeps its shape; at least 4.</param>
    public ResidualCell(int channels) : base(nameof(ResidualCell))
    {
        _correction = nn.Sequential(
            nn.SiLU(), nn.Conv2d(channels, channels, 3, 1, 1), nn.SiLU(), nn.Conv2d(channels, channels, 1), new SqueezeAndExcitation(channels));
        RegisterComponents();
    }

    /// <param name="input">[N, C, H, W].</param>
    /// <returns>Of the same shape.</returns>
    public override Tensor forward(Tensor input) => input + _correction.call(input);
}
