using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace TorchSharp.Kernels;

/// <summary>
/// The engine's one parallel loop. The caller works as well, and waits only for workers that have begun: on a busy machine, where the
/// workers do not get to run, it simply does all the jobs itself.
/// <para>
/// Duty of the caller: the result must not depend on which thread does which job, nor on how many there are. Write each output from one
/// job only, and never let a sum be cut according to <see cref="ThreadCount"/>.
/// </para>
/// Nested loops, and loops of a second thread while the workers are taken, run on their own thread alone.
/// </summary>
internal static unsafe class ParallelFor
{
    private static int threadCount = Environment.ProcessorCount;

    /// <summary>1 while some thread's loop has the workers.</summary>
    private static int taken;

    [ThreadStatic]
    private static bool insideLoop;

    /// <summary>How many threads share a loop, the caller included. Does not change any result.</summary>
    public static int ThreadCount
    {
        get => Volatile.Read(ref threadCount);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref threadCount, Math.Min(value, WorkerPool.MaxThreads));
        }
    }

    /// <summary>True where a loop would run on this thread alone because it is part of another one.</summary>
    public static bool IsInsideLoop => insideLoop;

    /// <summary>Runs jobs 0 … <paramref name="jobs"/> − 1; whoever is free takes the next. For jobs worth a microsecond or more each.</summary>
    public static void Run<TBody>(int jobs, in TBody body)
        where TBody : struct, IParallelBody
    {
        // A copy on this stack frame: its address is stable while the workers use it, wherever the caller keeps the original.
        TBody local = body;
        if (jobs <= 0)
            return;
        if (jobs == 1 || insideLoop || ThreadCount == 1 || Interlocked.CompareExchange(ref taken, 1, 0) != 0)
        {
            RunHere(jobs, ref local);
            return;
        }

        Exception? failure;
        try
        {
        }
        finally
        {
            // In a finally, because there a thread is not aborted (a notebook's interrupt does that): workers that are left alone would go on
            // writing into memory that has been given back.
            insideLoop = true;
            failure = WorkerPool.Run(jobs, &RunJob<TBody>, Unsafe.AsPointer(ref local), ThreadCount);
            insideLoop = false;
            Volatile.Write(ref taken, 0);
        }

        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>
    /// Cuts <paramref name="length"/> elements into one piece per thread, none smaller than <paramref name="grain"/>: for loops over
    /// memory where every element costs the same. Pieces start at multiples of 64 elements, so that no two share a cache line.
    /// </summary>
    public static void RunRange<TBody>(long length, long grain, in TBody body)
        where TBody : struct, IParallelRange
    {
        if (length <= 0)
            return;
        long pieces = insideLoop ? 1 : Math.Clamp(length / Math.Max(grain, 1), 1, ThreadCount);
        if (pieces == 1)
        {
            TBody local = body;
            local.Run(0, length);
            return;
        }

        long piece = (((length + pieces - 1) / pieces) + 63) & ~63L;
        Run((int)((length + piece - 1) / piece), new Pieces<TBody>(body, length, piece));
    }

    /// <summary>Marks the workers' threads, whose loops are nested by nature.</summary>
    internal static void EnterWorker() => insideLoop = true;

    private static void RunHere<TBody>(int jobs, ref TBody body)
        where TBody : struct, IParallelBody
    {
        for (int job = 0; job < jobs; job++)
            body.Run(job);
    }

    private static void RunJob<TBody>(void* body, int job)
        where TBody : struct, IParallelBody
        => Unsafe.AsRef<TBody>(body).Run(job);

    private struct Pieces<TBody>(TBody body, long length, long piece) : IParallelBody
        where TBody : struct, IParallelRange
    {
        private TBody body = body;

        public void Run(int job) => body.Run(job * piece, Math.Min(length, (job + 1) * piece));
    }
}
