using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>Copies of rows up to some pages long, for which a call of the system's copy costs more than the copy, or starts slowly.</summary>
internal static unsafe class RowCopy
{
    /// <summary>Bytes from which the system's copy is as fast.</summary>
    private const nint LongRow = 64 * 1024;

    /// <summary>Moves <paramref name="count"/> elements; the ranges must not overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy<T>(T* from, T* to, nint count) where T : unmanaged
    {
        var bytes = count * sizeof(T);
        if (bytes >= LongRow)
        {
            Buffer.MemoryCopy(from, to, bytes, bytes);
            return;
        }
        byte* a = (byte*)from, b = (byte*)to;
        for (; bytes >= 128; bytes -= 128, a += 128, b += 128)
        {
            var (x, y, z, w) = (Vector256.Load(a), Vector256.Load(a + 32), Vector256.Load(a + 64), Vector256.Load(a + 96));
            x.Store(b);
            y.Store(b + 32);
            z.Store(b + 64);
            w.Store(b + 96);
        }
        for (; bytes >= 32; bytes -= 32, a += 32, b += 32) Vector256.Load(a).Store(b);
        for (; bytes >= 16; bytes -= 16, a += 16, b += 16) Vector128.Load(a).Store(b);
        for (; bytes > 0; bytes -= sizeof(T), a += sizeof(T), b += sizeof(T)) *(T*)b = *(T*)a;
    }
}
