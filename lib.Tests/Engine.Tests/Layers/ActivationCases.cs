using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

internal static class ActivationCases
{
    public static readonly Dictionary<string, Func<Tensor[], Tensor>> ByKey = new()
    {
        ["elu: alpha"] = x => F.elu(x[0], 0.7),
        ["selu: plain"] = x => F.selu(x[0]),
        ["gelu: exact"] = x => F.gelu(x[0] * 3),
        ["gelu: tanh"] = x => F.gelu(x[0], Modules.GELU.Approximate.tanh),
        ["hardtanh: bounds"] = x => F.hardtanh(x[0], -1.1, 0.6),
        ["relu6: plain"] = x => F.relu6(x[0] * 5),
        ["mish: plain"] = x => F.mish(x[0]),
        ["prelu: one slope"] = x => F.prelu(x[0], x[1]),
        ["prelu: channels"] = x => F.prelu(x[0], x[1]),
    };

    public static readonly Dictionary<string, Func<nn.Module>> Fresh = new()
    {
        ["Embedding(4,3)"] = () => nn.Embedding(4, 3),
        ["Embedding(7,3,padding_idx=2)"] = () => nn.Embedding(7, 3, padding_idx: 2),
        ["PReLU(3)"] = () => nn.PReLU(3),
    };
}
