using System.Numerics;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>What is done with the elements along one dimension, one line of them at a time.</summary>
internal interface ILineOp
{
    void Invoke<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>;
}

/// <summary>
/// Runs an operation along a dimension: every line is gathered, worked on densely, and scattered back. Results have any length along the
/// dimension; a second result of indices goes with the values.
/// </summary>
internal static unsafe class Lanes
{
    /// <param name="op">The operation on a line.</param>
    /// <param name="x">The input.</param>
    /// <param name="dim">Along which dimension.</param>
    /// <param name="length">Elements that a line of the results has.</param>
    /// <param name="indices">Receives the indices; null when there are none.</param>
    public static Tensor Run<TOp>(TOp op, Tensor x, int dim, long length, out Tensor indices) where TOp : struct, ILineOp
    {
        var sizes = x.Impl.Sizes.Length == 0 ? [length] : (long[])x.Impl.Sizes.Clone();
        sizes[dim] = length;
        var values = new Tensor(TensorImpl.Allocate(x.dtype, sizes));
        indices = new Tensor(TensorImpl.Allocate(ScalarType.Int64, sizes));
        switch (x.dtype)
        {
            case ScalarType.Float32: Run<float, TOp>(op, x.Impl, dim, length, values.Impl, indices.Impl); break;
            case ScalarType.Float64: Run<double, TOp>(op, x.Impl, dim, length, values.Impl, indices.Impl); break;
            case ScalarType.Int64: Run<long, TOp>(op, x.Impl, dim, length, values.Impl, indices.Impl); break;
            case ScalarType.Int32: Run<int, TOp>(op, x.Impl, dim, length, values.Impl, indices.Impl); break;
            case ScalarType.Int16: Run<short, TOp>(op, x.Impl, dim, length, values.Impl, indices.Impl); break;
            case ScalarType.Int8: Run<sbyte, TOp>(op, x.Impl, dim, length, values.Impl, indices.Impl); break;
            case ScalarType.Byte or ScalarType.Bool: Run<byte, TOp>(op, x.Impl, dim, length, values.Impl, indices.Impl); break;
            default: throw Guard.Unsupported(x.dtype);
        }
        GC.KeepAlive(x); // the loop reads it by address
        return values;
    }

    private static void Run<T, TOp>(TOp op, TensorImpl x, int dim, long length, TensorImpl values, TensorImpl indices)
        where T : unmanaged, INumber<T> where TOp : struct, ILineOp
    {
        var reduced = new bool[Math.Max(1, x.Sizes.Length)];
        reduced[dim] = true;
        var source = x.Sizes.Length == 0 ? x.Alias([1], [1], x.Offset) : x.Retain();
        var dense = Reduction.Normalize(source, reduced, out var outer, out var count, out var inner);
        if (outer * inner > 0) ParallelFor.RunRange(outer * inner, Math.Max(1, 8192 / Math.Max(1, count)), new Loop<T, TOp>(
            op, (T*)dense.Data, (T*)values.Data, (long*)indices.Data, checked((int)count), checked((int)length), inner));
        dense.Release();
        source.Release();
    }

    private readonly struct Loop<T, TOp>(TOp op, T* x, T* values, long* indices, int count, int length, long inner) : IParallelRange
        where T : unmanaged, INumber<T> where TOp : struct, ILineOp
    {
        public void Run(long start, long end)
        {
            var line = new T[count];
            var result = new T[length];
            var index = new long[length];
            for (var i = start; i < end; i++)
            {
                var (o, column) = (i / inner, i % inner);
                var from = x + o * count * inner + column;
                for (var k = 0; k < count; k++) line[k] = from[k * inner];
                op.Invoke<T>(line, result, index);
                var at = o * length * inner + column;
                for (var k = 0; k < length; k++) (values[at + k * inner], indices[at + k * inner]) = (result[k], index[k]);
            }
        }
    }
}
