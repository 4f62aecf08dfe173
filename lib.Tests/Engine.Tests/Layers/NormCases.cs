using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

internal static class NormCases
{
    public static readonly Dictionary<string, Func<Tensor[], Tensor>> ByKey = new()
    {
        ["batch_norm: training"] = x => F.batch_norm(x[0], null, null, x[1], x[2], true),
        ["batch_norm: features"] = x => F.batch_norm(x[0], null, null, x[1], x[2], true, 0.1, 0.01),
        ["batch_norm: plain"] = x => F.batch_norm(x[0], null, null, training: true),
        ["batch_norm: evaluation"] = x => F.batch_norm(x[0], tensor([0.5, -1]).to(x[0].dtype), tensor([2, 0.25]).to(x[0].dtype), x[1], x[2]),
        ["layer_norm: last dimension"] = x => F.layer_norm(x[0], [5], x[1], x[2]),
        ["layer_norm: two dimensions, plain"] = x => F.layer_norm(x[0], [2, 4]),
        ["layer_norm: scale only"] = x => F.layer_norm(x[0], [4], x[1], null, 0.1),
        ["group_norm: affine"] = x => F.group_norm(x[0], 2, x[1], x[2]),
        ["group_norm: plain"] = x => F.group_norm(x[0], 2, eps: 0.01),
        ["instance_norm: affine"] = x => F.instance_norm(x[0], weight: x[1], bias: x[2]),
        ["instance_norm: signals"] = x => F.instance_norm(x[0]),
        ["dropout: evaluation"] = x => F.dropout(x[0], training: false),
        ["dropout1d: evaluation"] = x => F.dropout1d(x[0], training: false),
        ["dropout2d: evaluation"] = x => F.dropout2d(x[0], training: false),
    };

    public static readonly Dictionary<string, Func<nn.Module>> Fresh = new()
    {
        ["BatchNorm2d(3)"] = () => nn.BatchNorm2d(3),
        ["BatchNorm1d(3,affine=False)"] = () => nn.BatchNorm1d(3, affine: false),
        ["InstanceNorm2d(3,affine=True,track=True)"] = () => nn.InstanceNorm2d(3, affine: true, track_running_stats: true),
        ["LayerNorm([2,3])"] = () => nn.LayerNorm([2, 3]),
        ["GroupNorm(2,4)"] = () => nn.GroupNorm(2, 4),
    };
}
