using System.Diagnostics;
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

    /// <summary>
    /// The jobs are dealt out in consecutive portions, number 0 the caller's, and the same worker gets the same portion in every
    /// loop: what it wrote in one is still in its own cache in the next. Replaced only between loops.
    /// </summary>
    private static JobPortion[] portion = [];

    /// <summary>Runs the jobs on this thread and on up to <paramref name="threads"/> − 1 workers; returns the first exception.</summary>
    public static Exception? Run(int jobs, delegate*<void*, int, void> body, void* state, int threads)
    {
        int helpers = Math.Min(threads, jobs) - 1;
        if (workers < helpers)
            AddWorkers(helpers);

        shared.Body = body;
        shared.State = state;
        shared.Helpers = helpers;
        failure = null;
        int portions = helpers + 1;
        for (int i = 0; i < portions; i++)
            portion[i].Open((int)((long)jobs * i / portions), (int)((long)jobs * (i + 1) / portions));

        // Publishes the fields above; full fence, so that the count of sleepers below is read after it.
        Interlocked.Exchange(ref shared.Word, ((shared.Word + OneGeneration) & ~(OneGeneration - 1)) | Open);
        if (shared.Sleepers > 0)
            WakeSleepers(helpers);

        WorkOff(body, state, 0, portions);

        // Close: whoever has not entered by now is not needed.
        long word = Interlocked.And(ref shared.Word, ~Open);
        if ((word & InsideMask) != 0)
            WaitForThoseInside();
        Exception? first = failure;
        failure = null;
        return first;
    }

    /// <summary>Does the jobs of portion <paramref name="own"/>, then helps the others from their far ends.</summary>
    private static void WorkOff(delegate*<void*, int, void> body, void* state, int own, int portions)
    {
        JobPortion[] all = portion;
        try
        {
            while (all[own].TryTakeFirst(out int job))
                body(state, job);
            for (int i = 1; i < portions; i++)
            {
                int other = (own + i) % portions;
                while (all[other].TryTakeLast(out int job))
                    body(state, job);
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, e, null);
            for (int i = 0; i < portions; i++)
                all[i].Close(); // Nobody begins another job.
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
            if (portion.Length <= wanted)
                portion = new JobPortion[wanted + 1];
            while (workers < wanted)
            {
                int index = workers;
                new Thread(() => Work(index)) { IsBackground = true, Name = $"Engine worker {index + 1}" }.Start();
                workers++;
            }
        }
    }

    private static void Work(int index)
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
            int portions = shared.Helpers + 1;
            WorkOff(shared.Body, shared.State, (index + 1) % portions, portions);
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

    /// <summary>What the threads write often lies on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct Shared
    {
        [FieldOffset(128)]
        public long Word;

        [FieldOffset(256)]
        public int Sleepers;

        [FieldOffset(384)]
        public delegate*<void*, int, void> Body;

        [FieldOffset(392)]
        public void* State;

        [FieldOffset(400)]
        public int Helpers;
    }
}
