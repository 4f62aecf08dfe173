using System.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// From image to image of the same size: an encoder that halves the sides and doubles the channels, a decoder that goes the same way back, and beside them
/// bridges that hand each level of the encoder to the decoder (Ronneberger, Fischer, Brox, <i>U-Net</i>, 2015). The depth knows what is in the picture,
/// the bridges know where its edges run. There is no short code: it is for tasks in which copying is no answer, such as removing noise or adding colour.
/// </summary>
public sealed class UNet : nn.Module<Tensor, Tensor>
{
    private readonly int _inputs, _levels;
    private readonly ModuleList<Sequential> _down = new(), _up = new();
    private readonly Conv2d _last;

    /// <param name="inputs">Channels of what comes in.</param>
    /// <param name="outputs">Channels of what goes out; its numbers are not bounded.</param>
    /// <param name="width">Channels of the first level.</param>
    /// <param name="levels">Halvings, 1 or more.</param>
    public UNet(int inputs = 1, int outputs = 1, int width = 16, int levels = 2) : base(nameof(UNet))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        (_inputs, _levels) = (inputs, levels);
        for (int level = 0; level < levels; level++)
        {
            int channels = width << level;
            _down.Add(nn.Sequential(nn.Conv2d(level == 0 ? inputs : channels / 2, channels, 4, 2, 1), nn.BatchNorm2d(channels), nn.ReLU()));
        }
        // From the deepest level up: what comes from below, and, except at the deepest, what comes over the bridge.
        for (int level = levels - 1; level >= 0; level--)
        {
            int from = (width << level) * (level == levels - 1 ? 1 : 2), to = level == 0 ? width : width << (level - 1);
            _up.Add(nn.Sequential(nn.ConvTranspose2d(from, to, 4, 2, 1), nn.BatchNorm2d(to), nn.ReLU()));
        }
        _last = nn.Conv2d(width + inputs, outputs, 3, 1, 1);
        register_module("down", _down);
        register_module("up", _up);
        register_module("last", _last);
    }

    /// <summary>The picture that becomes of a picture.</summary>
    /// <param name="input">[N, inputs, H, W]; H and W divisible by 2 as often as there are levels.</param>
    /// <returns>[N, outputs, H, W].</returns>
    /// <exception cref="ArgumentException">Images of another form, or sides that cannot be halved so often.</exception>
    public override Tensor forward(Tensor input)
    {
        if (input.shape is not [_, var channels, var height, var width] || channels != _inputs)
            throw new ArgumentException($"This U-Net takes images [N, {_inputs}, H, W], but these are [{string.Join(", ", input.shape)}].");
        if (BitOperations.TrailingZeroCount(height | width) < _levels)
            throw new ArgumentException($"Images of {height} × {width} cannot be halved {_levels} times.");
        var bridges = new Stack<Tensor>([input]);
        var x = input;
        foreach (var level in _down) bridges.Push(x = level.call(x));
        bridges.Pop();
        foreach (var level in _up) x = cat([level.call(x), bridges.Pop()], 1);
        return _last.call(x);
    }
}
