using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Consecutive jobs of one thread, which takes them from the front; threads that have nothing left take from the back.
/// Both ends live in one word, so that each job goes to exactly one of them. 128 bytes keep portions in an array on cache lines of their
/// own (x86 prefetches lines in pairs, Apple's are that long).
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct JobPortion
{
    /// <summary>First job not taken (low half) and the end of the portion (high half).</summary>
    private long ends;

    public void Open(int first, int end) => Volatile.Write(ref ends, Pack(first, end));

    public void Close() => Interlocked.Exchange(ref ends, 0);

    public bool TryTakeFirst(out int job)
    {
        long seen = Volatile.Read(ref ends);
        while (true)
        {
            job = (int)seen;
            int end = (int)(seen >> 32);
            if (job >= end)
                return false;
            long before = Interlocked.CompareExchange(ref ends, Pack(job + 1, end), seen);
            if (before == seen)
                return true;
            seen = before;
        }
    }

    public bool TryTakeLast(out int job)
    {
        long seen = Volatile.Read(ref ends);
        while (true)
        {
            int first = (int)seen;
            job = (int)(seen >> 32) - 1;
            if (first > job)
                return false;
            long before = Interlocked.CompareExchange(ref ends, Pack(first, job), seen);
            if (before == seen)
                return true;
            seen = before;
        }
    }

    private static long Pack(int first, int end) => (uint)first | ((long)end << 32);
}
