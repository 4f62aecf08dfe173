using System.Diagnostics;
using static TorchSharp.torch;

namespace Course.Benchmarks;

/// <summary>Times steps in this process.</summary>
internal static class Timing
{
    /// <summary>A training step. It runs in a dispose scope of its own, as a student's loop would.</summary>
    /// <param name="row">Name of the row.</param>
    /// <param name="budget">How long.</param>
    /// <param name="step">Given the number of the step, trains once and returns the loss.</param>
    public static Measurement Training(string row, Budget budget, Func<int, Tensor> step)
    {
        var (times, used, bytes, first) = Run(budget, i =>
        {
            using var scope = NewDisposeScope();
            return step(i).item<float>();
        });
        return new Measurement(row, times[0], times[times.Length / 2], used)
        {
            PeakMegabytes = PeakMegabytes(), ManagedBytesPerStep = bytes, FirstLoss = first,
        };
    }

    /// <summary>An operation or a call of a model, without gradients.</summary>
    /// <param name="row">Name of the row.</param>
    /// <param name="budget">How long.</param>
    /// <param name="call">What is timed.</param>
    /// <param name="work">Billions of operations or bytes, for rows that report a rate.</param>
    /// <param name="unit">Unit of the rate.</param>
    /// <param name="limit">The machine's own limit in that unit.</param>
    public static Measurement Call(string row, Budget budget, Func<Tensor> call, double? work = null, string? unit = null, double? limit = null)
    {
        using var quiet = no_grad();
        var (times, used, bytes, _) = Run(budget, _ =>
        {
            call().Dispose();
            return 0;
        });
        return new Measurement(row, times[0], times[times.Length / 2], used) { ManagedBytesPerStep = bytes, Work = work, RateUnit = unit, Limit = limit };
    }

    private static (double[] Times, double CpuPerWall, double Bytes, double First) Run(Budget budget, Func<int, double> step)
    {
        var first = step(0);
        var done = 1;
        for (var warm = Stopwatch.GetTimestamp(); done < Budget.WarmupSteps || Seconds(warm) < Budget.WarmupSeconds; done++) step(done);

        var times = new List<double>(budget.Steps);
        var process = Process.GetCurrentProcess();
        var (cpu, bytes, begin) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(true), Stopwatch.GetTimestamp());
        while (times.Count < budget.Steps && (times.Count < Budget.FewestSteps || Seconds(begin) < budget.Seconds))
        {
            var start = Stopwatch.GetTimestamp();
            step(done + times.Count);
            times.Add(Seconds(start) * 1e3);
        }
        var wall = Seconds(begin);
        process.Refresh();
        var used = (process.TotalProcessorTime - cpu).TotalSeconds / wall;
        var perStep = (GC.GetTotalAllocatedBytes(true) - bytes) / (double)times.Count;
        times.Sort();
        return (times.ToArray(), used, perStep, first);
    }

    private static double Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds;

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
