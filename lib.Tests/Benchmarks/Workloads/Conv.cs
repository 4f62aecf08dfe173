using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Benchmarks.Workloads;

/// <summary>The convolutions that the models above are made of, forward and backward, in GFLOP/s.</summary>
internal static class Conv
{
    public static IEnumerable<Measurement> Run(Budget budget)
    {
        var limit = MachineLimits.FusedMultiplyAdd(budget.Threads);
        using var x = randn(128, 64, 14, 14, requires_grad: true);
        using var w3 = randn(64, 64, 3, 3, requires_grad: true);
        using var w4 = randn(32, 64, 4, 4, requires_grad: true);
        using var t4 = randn(64, 32, 4, 4, requires_grad: true);
        (string Name, Tensor Weight, Func<Tensor> Call, double Work)[] convolutions =
        [
            ("conv 3×3", w3, () => F.conv2d(x, w3, padding: [1, 1]), 2e-9 * 128 * 196 * 64 * 64 * 9),
            ("conv 4×4 stride 2", w4, () => F.conv2d(x, w4, strides: [2, 2], padding: [1, 1]), 2e-9 * 128 * 49 * 64 * 32 * 16),
            ("transposed 4×4 stride 2", t4, () => F.conv_transpose2d(x, t4, strides: [2, 2], padding: [1, 1]), 2e-9 * 128 * 196 * 64 * 32 * 16),
        ];
        foreach (var (name, weight, call, work) in convolutions)
        {
            yield return Timing.Call(name, budget, call, work, "GFLOP/s", limit);
            using var y = call();
            using var gradient = randn_like(y);
            yield return Timing.Call($"{name} backward", budget, () =>
            {
                var gradients = autograd.grad([y], [x, weight], [gradient], retain_graph: true);
                gradients[0].Dispose();
                return gradients[1];
            }, 2 * work, "GFLOP/s", limit);
        }
    }
}
