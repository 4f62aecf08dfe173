using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Course.Benchmarks;

/// <summary>What this machine can do at most, for comparison with what the engine does.</summary>
internal static unsafe class MachineLimits
{
    private const int Repetitions = 5;

    /// <summary>Multiply-adds of singles in registers alone, on all threads at once.</summary>
    /// <returns>GFLOP/s.</returns>
    public static double FusedMultiplyAdd(int threads)
    {
        const int rounds = 4_000_000;
        var perRound = 12 * 2 * (Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4);
        return Best(threads, _ => Accumulate(rounds), 1e-9 * rounds * perRound * threads);
    }

    /// <summary>Copying 160 MB, which no cache holds, each thread its own part.</summary>
    /// <returns>GB/s, read and written together.</returns>
    public static double Copy(int threads)
    {
        const long bytes = 160_000_000;
        var from = (byte*)NativeMemory.AllocZeroed((nuint)bytes);
        var to = (byte*)NativeMemory.AllocZeroed((nuint)bytes);
        var part = bytes / threads;
        try
        {
            return Best(threads, i => Buffer.MemoryCopy(from + i * part, to + i * part, part, part), 2e-9 * part * threads);
        }
        finally
        {
            NativeMemory.Free(from);
            NativeMemory.Free(to);
        }
    }

    private static double Best(int threads, Action<int> work, double amount)
    {
        var best = double.MaxValue;
        for (var i = 0; i <= Repetitions; i++)
        {
            using var start = new Barrier(threads);
            var seconds = new double[threads];
            var workers = Enumerable.Range(0, threads).Select(t => new Thread(() =>
            {
                start.SignalAndWait();
                var begin = Stopwatch.GetTimestamp();
                work(t);
                seconds[t] = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            })).ToList();
            workers.ForEach(w => w.Start());
            workers.ForEach(w => w.Join());
            if (i > 0) best = Math.Min(best, seconds.Max()); // the first pass only touches memory and compiles
        }
        return amount / best;
    }

    /// <summary>Twelve independent sums, enough to hide the latency of an addition behind the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(int rounds)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> a = Vector512.Create(0.5f), b = Vector512.Create(1f);
            Vector512<float> s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b;
            for (var i = 0; i < rounds; i++)
            {
                s0 = Vector512.FusedMultiplyAdd(s0, a, b); s1 = Vector512.FusedMultiplyAdd(s1, a, b); s2 = Vector512.FusedMultiplyAdd(s2, a, b);
                s3 = Vector512.FusedMultiplyAdd(s3, a, b); s4 = Vector512.FusedMultiplyAdd(s4, a, b); s5 = Vector512.FusedMultiplyAdd(s5, a, b);
                s6 = Vector512.FusedMultiplyAdd(s6, a, b); s7 = Vector512.FusedMultiplyAdd(s7, a, b); s8 = Vector512.FusedMultiplyAdd(s8, a, b);
                s9 = Vector512.FusedMultiplyAdd(s9, a, b); s10 = Vector512.FusedMultiplyAdd(s10, a, b); s11 = Vector512.FusedMultiplyAdd(s11, a, b);
            }
            Keep(Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11));
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Vector256<float> a = Vector256.Create(0.5f), b = Vector256.Create(1f);
            Vector256<float> s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b;
            for (var i = 0; i < rounds; i++)
            {
                s0 = Vector256.FusedMultiplyAdd(s0, a, b); s1 = Vector256.FusedMultiplyAdd(s1, a, b); s2 = Vector256.FusedMultiplyAdd(s2, a, b);
                s3 = Vector256.FusedMultiplyAdd(s3, a, b); s4 = Vector256.FusedMultiplyAdd(s4, a, b); s5 = Vector256.FusedMultiplyAdd(s5, a, b);
                s6 = Vector256.FusedMultiplyAdd(s6, a, b); s7 = Vector256.FusedMultiplyAdd(s7, a, b); s8 = Vector256.FusedMultiplyAdd(s8, a, b);
                s9 = Vector256.FusedMultiplyAdd(s9, a, b); s10 = Vector256.FusedMultiplyAdd(s10, a, b); s11 = Vector256.FusedMultiplyAdd(s11, a, b);
            }
            Keep(Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11));
        }
        else
        {
            Vector128<float> a = Vector128.Create(0.5f), b = Vector128.Create(1f);
            Vector128<float> s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b, s8 = b, s9 = b, s10 = b, s11 = b;
            for (var i = 0; i < rounds; i++)
            {
                s0 = Vector128.FusedMultiplyAdd(s0, a, b); s1 = Vector128.FusedMultiplyAdd(s1, a, b); s2 = Vector128.FusedMultiplyAdd(s2, a, b);
                s3 = Vector128.FusedMultiplyAdd(s3, a, b); s4 = Vector128.FusedMultiplyAdd(s4, a, b); s5 = Vector128.FusedMultiplyAdd(s5, a, b);
                s6 = Vector128.FusedMultiplyAdd(s6, a, b); s7 = Vector128.FusedMultiplyAdd(s7, a, b); s8 = Vector128.FusedMultiplyAdd(s8, a, b);
                s9 = Vector128.FusedMultiplyAdd(s9, a, b); s10 = Vector128.FusedMultiplyAdd(s10, a, b); s11 = Vector128.FusedMultiplyAdd(s11, a, b);
            }
            Keep(Vector128.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11));
        }
    }

    /// <summary>Keeps the compiler from leaving out what nobody reads.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(float value) => GC.KeepAlive(value);
}
