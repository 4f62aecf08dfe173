using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// Turns each channel up or down by a number in (0, 1) that depends on the whole image: means over the image, two small layers, a sigmoid
/// (Hu, Shen and Sun 2018).
/// </summary>
internal sealed class SqueezeAndExcitation : nn.Module<Tensor, Tensor>
{
    private const int Reduction = 4;

    [ComponentName(Name = "gate")]
    private readonly Sequential _gate;

    /// <param name="channels">Of the image, at least 4.</param>
    public SqueezeAndExcitation(int channels) : base(nameof(SqueezeAndExcitation))
    {
        int few = channels / Reduction;
        _gate = nn.Sequential(nn.Linear(channels, few), nn.ReLU(), nn.Linear(few, channels), nn.Sigmoid());
        RegisterComponents();
    }

    /// <param name="input">[N, C, H, W].</param>
    /// <returns>Of the same shape.</returns>
    public override Tensor forward(Tensor input) => input * _gate.call(input.mean([2, 3])).unsqueeze(-1).unsqueeze(-1);
}
