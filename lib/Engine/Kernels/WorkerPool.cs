using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>
/// The threads behind <see cref="ParallelFor"/>, which sees to it that one loop runs at a time.
/// <para>
/// A loop is open while its generation's open bit is set. Workers enter an open loop by counting themselves in, in the same word, so that
/// none can enter once the caller has closed it; the caller then waits only for those inside. Idle workers spin for a moment, since
/// the next loop of a network's step is microseconds away, and then sleep until woken.
/// </para>
/// </summary>
internal static unsafe class WorkerPool
{
    /// <summary>Callers and workers together; the count of workers inside has 15 bits, and no machine here comes close.</summary>
    public const int MaxThreads = 1024;

    // The word: generation (48 bits) · workers inside (15 bits) · open (1 bit).
    private const long Open = 1;
    private const long OneInside = 2;
    private const long InsideMask = 0xFFFE;
    private const long OneGeneration = 0x10000;

    private static readonly Lock Growing = new();
    private static readonly SemaphoreSlim Wake = new(0);
    private static readonly long SpinTicks = Stopwatch.Frequency / 1_000_000 * 40;

    private static int workers;
    private static Shared shared;
    private static Exception? failure;

    /// <summary>Runs the jobs on this thread and on up to <paramref name="threads"/> − 1 workers; returns the first exception.</summary>
    public static Exception? Run(int jobs, delegate*<void*, int, void> body, void* state, int threads)
    {
        int helpers = Math.Min(threads, jobs) - 1;
        if (workers < helpers)
            AddWorkers(helpers);

        shared.Body = body;
        shared.State = state;
        shared.Jobs = jobs;
        shared.Helpers = helpers;
        failure = null;
        shared.Next = 0;

        // Publishes the fields above; full fence, so that the count of sleepers below is read after it.
        Interlocked.Exchange(ref shared.Word, ((shared.Word + OneGeneration) & ~(OneGeneration - 1)) | Open);
        if (shared.Sleepers > 0)
            WakeSleepers(helpers);

        WorkOff(body, state, jobs);

        // Close: whoever has not entered by now is not needed.
        long word = Interlocked.And(ref shared.Word, ~Open);
        if ((word & InsideMask) != 0)
            WaitForThoseInside();
        Exception? first = failure;
        failure = null;
        return first;
    }

    private static void WorkOff(delegate*<void*, int, void> body, void* state, int jobs)
    {
        try
        {
            int job;
            while ((job = Interlocked.Increment(ref shared.Next) - 1) < jobs)
                body(state, job);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, e, null);
            Volatile.Write(ref shared.Next, jobs); // Nobody begins another job.
        }
    }

    private static void WaitForThoseInside()
    {
        for (int spins = 0; (Volatile.Read(ref shared.Word) & InsideMask) != 0; spins++)
        {
            Thread.SpinWait(1);

            // The worker may have been descheduled in favour of this very spinning: give way.
            if (spins > 2000)
                Thread.Yield();
        }
    }

    private static void WakeSleepers(int helpers)
    {
        while (true)
        {
            int sleepers = Volatile.Read(ref shared.Sleepers);
            int wake = Math.Min(sleepers, helpers);
            if (wake <= 0)
                return;
            if (Interlocked.CompareExchange(ref shared.Sleepers, sleepers - wake, sleepers) == sleepers)
            {
                Wake.Release(wake);
                return;
            }
        }
    }

    private static void AddWorkers(int wanted)
    {
        lock (Growing)
        {
            while (workers < wanted)
            {
                workers++;
                new Thread(Work) { IsBackground = true, Name = $"Engine worker {workers}" }.Start();
            }
        }
    }

    private static void Work()
    {
        ParallelFor.EnterWorker();
        long done = 0;
        while (true)
        {
            long word = AwaitOpenLoop(done);

            // Enter, unless the loop closes first or another worker enters at the same moment (then look again).
            if (Interlocked.CompareExchange(ref shared.Word, word + OneInside, word) != word)
                continue;
            done = word & ~(OneGeneration - 1);
            WorkOff(shared.Body, shared.State, shared.Jobs);
            Interlocked.Add(ref shared.Word, -OneInside);
        }
    }

    /// <summary>Returns the word of an open loop that this worker has not yet worked on and that has room for it.</summary>
    private static long AwaitOpenLoop(long done)
    {
        long start = Stopwatch.GetTimestamp();
        for (int spins = 1; ; spins++)
        {
            long word = Volatile.Read(ref shared.Word);
            if (IsFor(word))
                return word;
            Thread.SpinWait(1);
            if ((spins & 15) != 0 || Stopwatch.GetTimestamp() - start < SpinTicks)
                continue;

            // Count in as a sleeper first, look once more, then sleep: a loop opened in between sees either the count or is seen.
            Interlocked.Increment(ref shared.Sleepers);
            word = Volatile.Read(ref shared.Word);
            if (IsFor(word) && TryStayAwake())
                return word;
            Wake.Wait();
            start = Stopwatch.GetTimestamp();
        }

        bool IsFor(long word) => (word & Open) != 0 && (word & ~(OneGeneration - 1)) != done && (word & InsideMask) / OneInside < shared.Helpers;
    }

    /// <summary>Takes back one count of a sleeper; false if a caller has already claimed it and a wake-up is on its way.</summary>
    private static bool TryStayAwake()
    {
        while (true)
        {
            int sleepers = Volatile.Read(ref shared.Sleepers);
            if (sleepers == 0)
                return false;
            if (Interlocked.CompareExchange(ref shared.Sleepers, sleepers - 1, sleepers) == sleepers)
                return true;
        }
    }

    /// <summary>Each group on cache lines of its own (128 bytes: x86 prefetches lines in pairs, Apple's are that long).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Shared
    {
        private readonly Line padding0;
        public long Word;
        private readonly Line padding1;
        public int Next;
        private readonly Line padding2;
        public int Sleepers;
        private readonly Line padding3;
        public delegate*<void*, int, void> Body;
        public void* State;
        public int Jobs;
        public int Helpers;
        private readonly Line padding4;
    }

    [InlineArray(16)]
    private struct Line
    {
        private long first;
    }
}
