using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;

namespace Course.Benchmarks;

/// <summary>From the first line of a fresh process to the value of its first tensor operation: what a student waits for in the first cell.</summary>
internal static class FirstOperation
{
    public const string Command = "first-operation";

    private const int Processes = 7;

    /// <summary>Runs in the fresh process: prints the milliseconds since <paramref name="start"/>.</summary>
    public static void Print(long start)
    {
        var product = (ones(2, 3) + 1).sum().item<float>();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (product != 12) throw new InvalidOperationException($"The sum of six twos is 12, not {product}.");
        Console.WriteLine(elapsed.ToString("F3", CultureInfo.InvariantCulture));
    }

    public static Measurement Measure()
    {
        var times = Enumerable.Range(0, Processes)
            .Select(_ => double.Parse(OwnProcess.Run([Command]), CultureInfo.InvariantCulture)).Order().ToArray();
        return new Measurement("first operation", times[0], times[Processes / 2], 1);
    }
}
