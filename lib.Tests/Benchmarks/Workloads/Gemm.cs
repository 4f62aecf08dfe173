using static TorchSharp.torch;

namespace Course.Benchmarks.Workloads;

/// <summary>Products of square matrices, in GFLOP/s.</summary>
internal static class Gemm
{
    public static IEnumerable<Measurement> Run(Budget budget)
    {
        var limit = MachineLimits.FusedMultiplyAdd(budget.Threads);
        foreach (var n in new[] { 512, 1024, 2048 })
        {
            using var a = randn(n, n);
            using var b = randn(n, n);
            yield return Timing.Call($"gemm {n}", budget, () => a.mm(b), 2e-9 * n * n * n, "GFLOP/s", limit);
        }
    }
}
