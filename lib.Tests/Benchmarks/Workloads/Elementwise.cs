using static TorchSharp.torch;

namespace Course.Benchmarks.Workloads;

/// <summary>Functions of ten million singles, which no cache holds, in bytes read and written.</summary>
internal static class Elementwise
{
    private const int Count = 10_000_000;

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        var limit = MachineLimits.Copy(budget.Threads);
        using var x = randn(Count);
        using var y = randn(Count);
        (string Name, Func<Tensor> Call, int Arrays)[] functions =
        [
            ("exp", () => x.exp(), 2), ("sigmoid", () => x.sigmoid(), 2), ("tanh", () => x.tanh(), 2), ("add", () => x + y, 3),
        ];
        foreach (var (name, call, arrays) in functions)
            yield return Timing.Call($"{name} 10 M", budget, call, 4e-9 * arrays * Count, "GB/s", limit);
    }
}
