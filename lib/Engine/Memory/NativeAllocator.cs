using System.Numerics;
using System.Runtime.InteropServices;

namespace TorchSharp.Memory;

/// <summary>
/// Aligned native memory in size buckets, kept for reuse. A training step asks for the same sizes again and again, and a fresh
/// page costs a fault (thousands of cycles) while a kept one costs a lock.
/// </summary>
internal static unsafe class NativeAllocator
{
    /// <summary>One cache line, and the width of the widest vector register.</summary>
    private const int Alignment = 64;

    private const int SmallestBucket = 6; // 64 bytes
    private const int BucketsPerDoubling = 4;
    private const int BucketCount = (48 - SmallestBucket) * BucketsPerDoubling;

    /// <summary>Kept-but-unused memory above this goes back to the system.</summary>
    private const long CacheLimit = 2L << 30;

    /// <summary>Below this much live memory no collection is ever forced.</summary>
    private const long SmallestPressure = 512L << 20;

    private static readonly Stack<nint>[] s_free = CreateBuckets();
    private static long s_live, s_cached, s_pressure = SmallestPressure;

    /// <summary>Bytes handed out and not yet returned.</summary>
    public static long LiveBytes => Volatile.Read(ref s_live);

    /// <summary>At least <paramref name="bytes"/> of uninitialised memory.</summary>
    public static byte* Rent(long bytes, out int bucket)
    {
        bucket = BucketOf(bytes);
        var size = BucketSize(bucket);
        if (Interlocked.Add(ref s_live, size) > Volatile.Read(ref s_pressure)) CollectAbandoned();

        var free = s_free[bucket];
        lock (free)
        {
            if (free.TryPop(out var kept))
            {
                Interlocked.Add(ref s_cached, -size);
                return (byte*)kept;
            }
        }
        try
        {
            return (byte*)NativeMemory.AlignedAlloc((nuint)size, Alignment);
        }
        catch (OutOfMemoryException)
        {
            Interlocked.Add(ref s_live, -size);
            Trim();
            throw new OutOfMemoryException($"A tensor of {bytes:N0} bytes does not fit into memory ({LiveBytes:N0} bytes are in use by other tensors).");
        }
    }

    public static void Return(byte* memory, int bucket)
    {
        var size = BucketSize(bucket);
        Interlocked.Add(ref s_live, -size);
        if (Interlocked.Add(ref s_cached, size) > CacheLimit)
        {
            Interlocked.Add(ref s_cached, -size);
            NativeMemory.AlignedFree(memory);
            return;
        }
        var free = s_free[bucket];
        lock (free) free.Push((nint)memory);
    }

    /// <summary>Gives all kept memory back to the system.</summary>
    public static void Trim()
    {
        for (var bucket = 0; bucket < BucketCount; bucket++)
        {
            var free = s_free[bucket];
            lock (free)
            {
                while (free.TryPop(out var memory))
                {
                    Interlocked.Add(ref s_cached, -BucketSize(bucket));
                    NativeMemory.AlignedFree((void*)memory);
                }
            }
        }
    }

    /// <summary>
    /// Tensors that nobody disposed are small objects to the garbage collector, whatever they hold natively; so when much is
    /// live it is asked to run, and the next time is put off until twice what was really in use.
    /// </summary>
    private static void CollectAbandoned()
    {
        Volatile.Write(ref s_pressure, long.MaxValue); // one thread collects; the others carry on meanwhile
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Volatile.Write(ref s_pressure, Math.Max(SmallestPressure, 2 * LiveBytes));
    }

    // Four buckets to a doubling: sizes 1, 1¼, 1½, 1¾ times a power of two, so that at most a fifth of a block is unused.
    private static int BucketOf(long bytes)
    {
        if (bytes <= 1 << SmallestBucket) return 0;
        var power = 63 - BitOperations.LeadingZeroCount((ulong)(bytes - 1));
        var quarter = (int)(((bytes - 1) >> (power - 2)) & 3);
        var bucket = (power - SmallestBucket) * BucketsPerDoubling + quarter + 1;
        return bucket < BucketCount ? bucket : throw new OutOfMemoryException($"A tensor of {bytes:N0} bytes is larger than any memory.");
    }

    private static long BucketSize(int bucket)
    {
        var (power, quarter) = (bucket / BucketsPerDoubling + SmallestBucket, bucket % BucketsPerDoubling);
        return (1L << power) + quarter * (1L << (power - 2));
    }

    private static Stack<nint>[] CreateBuckets()
    {
        var buckets = new Stack<nint>[BucketCount];
        for (var i = 0; i < BucketCount; i++) buckets[i] = new Stack<nint>();
        return buckets;
    }
}
