using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

internal static class ConvolutionCases
{
    public static readonly Dictionary<string, Func<Tensor[], Tensor>> ByKey = new()
    {
        ["conv2d: plain"] = x => F.conv2d(x[0], x[1]),
        ["conv2d: bias"] = x => F.conv2d(x[0], x[1], x[2]),
        ["conv2d: same size"] = x => F.conv2d(x[0], x[1], x[2], padding: [1]),
        ["conv2d: strides"] = x => F.conv2d(x[0], x[1], x[2], [2, 1], [1, 2]),
        ["conv2d: dilation"] = x => F.conv2d(x[0], x[1], x[2], [2], [1], [3, 2]),
        ["conv2d: wide padding"] = x => F.conv2d(x[0], x[1], padding: [3, 3]),
        ["conv2d: groups"] = x => F.conv2d(x[0], x[1], x[2], padding: [1], groups: 2),
        ["conv2d: one channel per group"] = x => F.conv2d(x[0], x[1], null, [2, 2], [1, 1], groups: 3),
        ["conv2d: 1x1"] = x => F.conv2d(x[0], x[1], x[2]),
        ["conv2d: 1x1 with stride"] = x => F.conv2d(x[0], x[1], x[2], [2]),
        ["conv2d: one image"] = x => F.conv2d(x[0], x[1], x[2], padding: [1]),
        ["conv2d: many small images"] = x => F.conv2d(x[0], x[1], x[2], padding: [1]),
        ["conv2d: many small images with stride"] = x => F.conv2d(x[0], x[1], x[2], [2], [1]),
        ["conv2d_padding: same"] = x => F.conv2d_padding(x[0], x[1], x[2], padding: Padding.Same),
        ["conv2d_padding: same with dilation"] = x => F.conv2d_padding(x[0], x[1], padding: Padding.Same, dilation: [1, 2]),
        ["conv2d_padding: valid"] = x => F.conv2d_padding(x[0], x[1], strides: [2]),
        ["conv1d: plain"] = x => F.conv1d(x[0], x[1], x[2]),
        ["conv1d: all options"] = x => F.conv1d(x[0], x[1], x[2], 2, 2, 2, 2),
        ["conv1d: one signal"] = x => F.conv1d(x[0], x[1]),
        ["conv1d_padding: same"] = x => F.conv1d_padding(x[0], x[1], x[2], padding: Padding.Same),
        ["conv_transpose2d: plain"] = x => F.conv_transpose2d(x[0], x[1], x[2]),
        ["conv_transpose2d: strides"] = x => F.conv_transpose2d(x[0], x[1], x[2], [2, 3], [1, 0], [1, 2]),
        ["conv_transpose2d: 4x4 doubles"] = x => F.conv_transpose2d(x[0], x[1], x[2], [2], [1]),
        ["conv_transpose2d: dilation and output padding"] = x => F.conv_transpose2d(x[0], x[1], null, [1], [1], [1], [2, 3]),
        ["conv_transpose2d: groups"] = x => F.conv_transpose2d(x[0], x[1], x[2], [2], groups: 2),
        ["conv_transpose2d: 1x1"] = x => F.conv_transpose2d(x[0], x[1], x[2]),
        ["conv_transpose2d: one map"] = x => F.conv_transpose2d(x[0], x[1], padding: [1]),
        ["conv_transpose2d: many small maps"] = x => F.conv_transpose2d(x[0], x[1], x[2], [2]),
        ["conv_transpose1d: all options"] = x => F.conv_transpose1d(x[0], x[1], x[2], 3, 1, 2, 2, 2),
        ["pad: constant"] = x => F.pad(x[0], (2, 1)),
        ["pad: constant, two dimensions"] = x => F.pad(x[0], (2, 1, 0, 2)),
        ["pad: reflect"] = x => F.pad(x[0], (2, 1), PaddingModes.Reflect),
        ["pad: reflect, two dimensions"] = x => F.pad(x[0], (2, 1, 0, 2), PaddingModes.Reflect),
        ["pad: replicate"] = x => F.pad(x[0], (2, 1), PaddingModes.Replicate),
        ["pad: replicate, two dimensions"] = x => F.pad(x[0], (2, 1, 0, 2), PaddingModes.Replicate),
        ["pad: circular"] = x => F.pad(x[0], (2, 1), PaddingModes.Circular),
        ["pad: circular, two dimensions"] = x => F.pad(x[0], (2, 1, 0, 2), PaddingModes.Circular),
        ["pad: a number"] = x => F.pad(x[0], [1, 0, 2, 1], value: 1.5),
        ["pad: cut off"] = x => F.pad(x[0], [-1, 2, 1, -1]),
    };

    public static readonly Dictionary<string, Func<nn.Module>> Fresh = new()
    {
        ["Conv1d(3,4,5)"] = () => nn.Conv1d(3, 4, 5),
        ["Conv2d(2,4,3)"] = () => nn.Conv2d(2, 4, 3),
        ["Conv2d(4,6,(2,3),groups=2)"] = () => nn.Conv2d(4, 6, (2, 3), groups: 2),
        ["Conv2d(2,3,2,bias=False)"] = () => nn.Conv2d(2, 3, 2, bias: false),
        ["ConvTranspose1d(2,3,4)"] = () => nn.ConvTranspose1d(2, 3, 4),
        ["ConvTranspose2d(4,6,(3,2),groups=2)"] = () => nn.ConvTranspose2d(4, 6, (3, 2), groups: 2),
    };
}
