using System.Diagnostics;
using static TorchSharp.torch;

namespace Course.Benchmarks;

/// <summary>Very many small training steps: memory must stay where it was after the first thousand.</summary>
internal static class Endurance
{
    private const int Settling = 20_000;

    /// <returns>0 when memory stayed flat, else 1.</returns>
    public static int Run(int steps)
    {
        using var layer = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 1));
        using var optimizer = optim.SGD(layer.parameters(), 1e-3);
        using var x = ones(7, 3);
        for (var i = 0; i < Settling; i++) Step();
        var (handles, megabytes, start) = (Tensor.TotalCount, Megabytes(), Stopwatch.GetTimestamp());
        for (var i = 0; i < steps; i++) Step();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (more, grown) = (Tensor.TotalCount - handles, Megabytes() - megabytes);
        Console.WriteLine($"{steps:N0} steps in {seconds:F1} s ({1e6 * seconds / steps:F2} µs each): {more} more tensors, {grown:F1} MB more memory.");
        return more == 0 && grown < 16 ? 0 : 1;

        void Step()
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            layer.call(x).square().mean().backward();
            optimizer.step();
        }
    }

    private static double Megabytes()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1048576.0;
    }
}
