using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary><see cref="Gemm"/> on spans, for code without pointers: checks that every element it names exists.</summary>
internal static unsafe class SpanGemm
{
    /// <inheritdoc cref="Gemm.Multiply(int, int, int, float*, long, long, float*, long, long, float*, long, bool, float*)"/>
    public static void Multiply<T>(
        int m, int n, int k, ReadOnlySpan<T> a, long aRowStride, long aColStride, ReadOnlySpan<T> b, long bRowStride, long bColStride,
        Span<T> c, long cRowStride, bool accumulate, ReadOnlySpan<T> bias = default)
        where T : unmanaged, INumber<T>
    {
        Check(a.Length, m, aRowStride, k, aColStride, nameof(a));
        Check(b.Length, k, bRowStride, n, bColStride, nameof(b));
        Check(c.Length, m, cRowStride, n, 1, nameof(c));
        if (!bias.IsEmpty)
            Check(bias.Length, 1, 0, n, 1, nameof(bias));
        fixed (T* pa = a, pb = b, pc = c, pbias = bias)
        {
            if (typeof(T) == typeof(float))
                Gemm.Multiply(m, n, k, (float*)pa, aRowStride, aColStride, (float*)pb, bRowStride, bColStride, (float*)pc, cRowStride, accumulate, (float*)pbias);
            else if (typeof(T) == typeof(double))
                Gemm.Multiply(m, n, k, (double*)pa, aRowStride, aColStride, (double*)pb, bRowStride, bColStride, (double*)pc, cRowStride, accumulate, (double*)pbias);
            else
                throw new NotSupportedException($"No product of {typeof(T)}.");
        }
    }

    /// <inheritdoc cref="Gemm.BatchedMultiply(int, int, int, int, float*, long, long, long, float*, long, long, long, float*, long, long, bool)"/>
    public static void BatchedMultiply<T>(
        int batch, int m, int n, int k, ReadOnlySpan<T> a, long aBatchStride, long aRowStride, long aColStride,
        ReadOnlySpan<T> b, long bBatchStride, long bRowStride, long bColStride, Span<T> c, long cBatchStride, long cRowStride, bool accumulate)
        where T : unmanaged, INumber<T>
    {
        if (batch <= 0)
            return;
        Check(a.Length - ((batch - 1) * aBatchStride), m, aRowStride, k, aColStride, nameof(a));
        Check(b.Length - ((batch - 1) * bBatchStride), k, bRowStride, n, bColStride, nameof(b));
        Check(c.Length - ((batch - 1) * cBatchStride), m, cRowStride, n, 1, nameof(c));
        fixed (T* pa = a, pb = b, pc = c)
        {
            if (typeof(T) == typeof(float))
                Gemm.BatchedMultiply(batch, m, n, k, (float*)pa, aBatchStride, aRowStride, aColStride, (float*)pb, bBatchStride, bRowStride, bColStride, (float*)pc, cBatchStride, cRowStride, accumulate);
            else if (typeof(T) == typeof(double))
                Gemm.BatchedMultiply(batch, m, n, k, (double*)pa, aBatchStride, aRowStride, aColStride, (double*)pb, bBatchStride, bRowStride, bColStride, (double*)pc, cBatchStride, cRowStride, accumulate);
            else
                throw new NotSupportedException($"No product of {typeof(T)}.");
        }
    }

    private static void Check(long length, int rows, long rowStride, int columns, long columnStride, string name)
    {
        if (rows > 0 && columns > 0 && (rowStride < 0 || columnStride < 0 || ((rows - 1) * rowStride) + ((columns - 1) * columnStride) >= length))
            throw new ArgumentException("The strides lead outside the span.", name);
    }
}
