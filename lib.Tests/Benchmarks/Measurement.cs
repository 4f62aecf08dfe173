using System.Diagnostics;

namespace Course.Benchmarks;

/// <summary>Times of one workload on one engine.</summary>
/// <param name="Engine">What computed.</param>
/// <param name="Min">Fastest step, milliseconds.</param>
/// <param name="Median">Median step, milliseconds.</param>
/// <param name="CpuPerWall">Processor time over wall time: 2 when two threads worked all the time.</param>
/// <param name="FirstLoss">Loss of the first step, which both engines must agree on.</param>
internal sealed record Measurement(string Engine, double Min, double Median, double CpuPerWall, double FirstLoss)
{
    /// <summary>Times a step, after some that only warm up.</summary>
    public static Measurement Of(string engine, Func<int, double> step, int steps, int warmup = 330)
    {
        var first = step(0);
        for (var i = 1; i < warmup; i++) step(i);
        var times = new double[steps];
        var process = Process.GetCurrentProcess();
        var (cpu, wall) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        for (var i = 0; i < steps; i++)
        {
            var start = Stopwatch.GetTimestamp();
            step(warmup + i);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        process.Refresh();
        var used = (process.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(wall);
        Array.Sort(times);
        return new Measurement(engine, times[0], times[steps / 2], used, first);
    }
}
