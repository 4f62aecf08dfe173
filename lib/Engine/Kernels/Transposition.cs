using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>Transposition of square blocks of 4- and 8-byte elements in registers; only moves bits, so it serves every element type.</summary>
internal static unsafe class Transposition
{
    /// <summary>Rows and columns of one block; 0 where this machine has no shuffles worth using.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int BlockSize<T>()
        where T : unmanaged
    {
        if (sizeof(T) == 4)
            return Avx.IsSupported ? 8 : Sse.IsSupported || AdvSimd.Arm64.IsSupported ? 4 : 0;
        return sizeof(T) == 8 && Avx.IsSupported ? 4 : 0;
    }

    /// <summary><c>target[i, j] = source[j, i]</c>; strides in elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block<T>(T* source, nint sourceStride, T* target, nint targetStride)
        where T : unmanaged
    {
        if (sizeof(T) == 8)
            Block4((double*)source, sourceStride, (double*)target, targetStride);
        else if (Avx.IsSupported)
            Block8((float*)source, sourceStride, (float*)target, targetStride);
        else
            Block4((float*)source, sourceStride, (float*)target, targetStride);
    }

    /// <summary>
    /// 8×8: the halves of rows i and i + 4 are joined by the loads, which costs no shuffle; two rounds within 128-bit lanes do the rest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8(float* s, nint n, float* t, nint m)
    {
        float* s4 = s + (4 * n);
        for (int half = 0; half < 2; half++)
        {
            Vector256<float> r0 = Vector256.Create(Vector128.Load(s), Vector128.Load(s4));
            Vector256<float> r1 = Vector256.Create(Vector128.Load(s + n), Vector128.Load(s4 + n));
            Vector256<float> r2 = Vector256.Create(Vector128.Load(s + (2 * n)), Vector128.Load(s4 + (2 * n)));
            Vector256<float> r3 = Vector256.Create(Vector128.Load(s + (3 * n)), Vector128.Load(s4 + (3 * n)));
            Vector256<float> u0 = Avx.UnpackLow(r0, r1), u1 = Avx.UnpackHigh(r0, r1);
            Vector256<float> u2 = Avx.UnpackLow(r2, r3), u3 = Avx.UnpackHigh(r2, r3);
            Avx.Shuffle(u0, u2, 0x44).Store(t);
            Avx.Shuffle(u0, u2, 0xEE).Store(t + m);
            Avx.Shuffle(u1, u3, 0x44).Store(t + (2 * m));
            Avx.Shuffle(u1, u3, 0xEE).Store(t + (3 * m));
            s += 4;
            s4 += 4;
            t += 4 * m;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(float* s, nint n, float* t, nint m)
    {
        Vector128<float> r0 = Vector128.Load(s), r1 = Vector128.Load(s + n);
        Vector128<float> r2 = Vector128.Load(s + (2 * n)), r3 = Vector128.Load(s + (3 * n));
        Vector128<double> u0 = Interleave(r0, r1, high: false).AsDouble(), u1 = Interleave(r0, r1, high: true).AsDouble();
        Vector128<double> u2 = Interleave(r2, r3, high: false).AsDouble(), u3 = Interleave(r2, r3, high: true).AsDouble();
        Vector128.Create(u0.GetLower(), u2.GetLower()).AsSingle().Store(t);
        Vector128.Create(u0.GetUpper(), u2.GetUpper()).AsSingle().Store(t + m);
        Vector128.Create(u1.GetLower(), u3.GetLower()).AsSingle().Store(t + (2 * m));
        Vector128.Create(u1.GetUpper(), u3.GetUpper()).AsSingle().Store(t + (3 * m));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Interleave(Vector128<float> a, Vector128<float> b, bool high)
    {
        if (AdvSimd.Arm64.IsSupported)
            return high ? AdvSimd.Arm64.ZipHigh(a, b) : AdvSimd.Arm64.ZipLow(a, b);
        return high ? Sse.UnpackHigh(a, b) : Sse.UnpackLow(a, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(double* s, nint n, double* t, nint m)
    {
        double* s2 = s + (2 * n);
        for (int half = 0; half < 2; half++)
        {
            Vector256<double> r0 = Vector256.Create(Vector128.Load(s), Vector128.Load(s2));
            Vector256<double> r1 = Vector256.Create(Vector128.Load(s + n), Vector128.Load(s2 + n));
            Avx.UnpackLow(r0, r1).Store(t);
            Avx.UnpackHigh(r0, r1).Store(t + m);
            s += 2;
            s2 += 2;
            t += 2 * m;
        }
    }
}
