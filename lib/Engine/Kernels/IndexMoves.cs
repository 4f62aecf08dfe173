using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>
/// Moves elements to and from places that other tensors name. Everything is brought to the form [outer, indexed, inner] in dense
/// memory; indices are checked before anything is written.
/// </summary>
internal static unsafe class IndexMoves
{
    /// <summary>Bytes worth a second thread.</summary>
    private const long Grain = 128 * 1024;

    public static TensorImpl Select(TensorImpl x, int dim, TensorImpl index)
    {
        using var source = new DenseTensor(x);
        using var picks = new DenseTensor(index, ScalarType.Int64);
        var size = x.Sizes.Length == 0 ? 1 : x.Sizes[dim];
        Check(picks.Longs, index.Count, size, dim);
        long[] sizes = x.Sizes.Length == 0 ? [] : [.. x.Sizes[..dim], index.Count, .. x.Sizes[(dim + 1)..]];
        var result = TensorImpl.Allocate(x.Type, sizes);
        var (outer, inner) = Around(x.Sizes, dim);
        var bytes = inner * x.Type.Size();
        var rows = new RowSelection(source.Data, result.Data, picks.Longs, index.Count, size, bytes);
        ParallelFor.RunRange(outer * index.Count, Math.Max(1, Grain / Math.Max(1, bytes)), rows);
        return result;
    }

    public static void Add(TensorImpl target, int dim, TensorImpl index, TensorImpl source)
    {
        using var values = new DenseTensor(source);
        using var picks = new DenseTensor(index, ScalarType.Int64);
        var size = target.Sizes.Length == 0 ? 1 : target.Sizes[dim];
        Check(picks.Longs, index.Count, size, dim);
        long[] expected = target.Sizes.Length == 0 ? [] : [.. target.Sizes[..dim], index.Count, .. target.Sizes[(dim + 1)..]];
        if (!source.Sizes.AsSpan().SequenceEqual(expected)) throw Guard.Error($"index_add: the source has shape {Guard.Shape(source.Sizes)}, expected {Guard.Shape(expected)}.");
        var (outer, inner) = Around(target.Sizes, dim);
        var at = picks.Longs;
        switch (target.Type)
        {
            case ScalarType.Float32: Run((float*)target.Data, (float*)values.Data); break;
            case ScalarType.Float64: Run((double*)target.Data, (double*)values.Data); break;
            case ScalarType.Int64: Run((long*)target.Data, (long*)values.Data); break;
            default: throw Guard.Unsupported(target.Type);
        }

        void Run<T>(T* into, T* from) where T : unmanaged, INumber<T>
        {
            for (long o = 0; o < outer; o++)
                for (long i = 0; i < index.Count; i++)
                {
                    var row = new Span<T>(into + (o * size + at[i]) * inner, checked((int)inner));
                    System.Numerics.Tensors.TensorPrimitives.Add(row, new ReadOnlySpan<T>(from + (o * index.Count + i) * inner, row.Length), row);
                }
        }
    }

    public static TensorImpl Gather(TensorImpl x, int dim, TensorImpl index)
    {
        using var source = new DenseTensor(x);
        using var picks = new DenseTensor(index, ScalarType.Int64);
        RequireFits(index.Sizes, x.Sizes, dim);
        Check(picks.Longs, index.Count, x.Sizes.Length == 0 ? 1 : x.Sizes[dim], dim);
        var result = TensorImpl.Allocate(x.Type, index.Sizes);
        if (x.Type.Size() is 4 or 8 && IsOfRows(index, x, dim))
        {
            var (rows, columns, picked) = (index.Count / Math.Max(1, index.Sizes[^1]), x.Sizes[^1], index.Sizes[^1]);
            var grain = Math.Max(1, Grain / 8 / Math.Max(1, picked));
            if (x.Type.Size() == 4)
                ParallelFor.RunRange(rows, grain, new RowGathering<uint>((uint*)source.Data, (uint*)result.Data, picks.Longs, columns, picked));
            else
                ParallelFor.RunRange(rows, grain, new RowGathering<ulong>((ulong*)source.Data, (ulong*)result.Data, picks.Longs, columns, picked));
            return result;
        }
        var strides = Shapes.Shape.ContiguousStrides(x.Sizes);
        var width = x.Type.Size();
        var position = new long[index.Sizes.Length];
        for (long i = 0; i < index.Count; i++)
        {
            var at = Place(position, strides, dim, picks.Longs[i]);
            Buffer.MemoryCopy(source.Data + at * width, result.Data + i * width, width, width);
            Advance(position, index.Sizes);
        }
        return result;
    }

    public static void ScatterAdd(TensorImpl target, int dim, TensorImpl index, TensorImpl source)
    {
        using var values = new DenseTensor(source);
        using var picks = new DenseTensor(index, ScalarType.Int64);
        RequireFits(index.Sizes, target.Sizes, dim);
        RequireFits(index.Sizes, source.Sizes, -1);
        Check(picks.Longs, index.Count, target.Sizes.Length == 0 ? 1 : target.Sizes[dim], dim);
        var at = picks.Longs;
        switch (target.Type)
        {
            case ScalarType.Float32: Run((float*)target.Data, (float*)values.Data); break;
            case ScalarType.Float64: Run((double*)target.Data, (double*)values.Data); break;
            case ScalarType.Int64: Run((long*)target.Data, (long*)values.Data); break;
            default: throw Guard.Unsupported(target.Type);
        }

        void Run<T>(T* into, T* from) where T : unmanaged, INumber<T>
        {
            if (IsOfRows(index, target, dim) && IsOfRows(index, source, dim))
            {
                var (columns, given, picked) = (target.Sizes[^1], source.Sizes[^1], index.Sizes[^1]);
                var rows = index.Count / Math.Max(1, picked);
                ParallelFor.RunRange(rows, Math.Max(1, Grain / 8 / Math.Max(1, picked)), new RowScattering<T>(into, from, at, columns, given, picked));
                return;
            }
            var (strides, sourceStrides) = (Shapes.Shape.ContiguousStrides(target.Sizes), Shapes.Shape.ContiguousStrides(source.Sizes));
            var position = new long[index.Sizes.Length];
            for (long i = 0; i < index.Count; i++)
            {
                into[Place(position, strides, dim, at[i])] += from[Place(position, sourceStrides, -1, 0)];
                Advance(position, index.Sizes);
            }
        }
    }

    /// <summary>target[index[i]] = values[i] for a dense vector.</summary>
    public static void Write(TensorImpl target, TensorImpl index, TensorImpl values)
    {
        using var picks = new DenseTensor(index, ScalarType.Int64);
        Check(picks.Longs, index.Count, target.Count, 0);
        var width = target.Type.Size();
        for (long i = 0; i < index.Count; i++)
            Buffer.MemoryCopy(values.Data + i * width, target.Data + picks.Longs[i] * width, width, width);
    }

    private static long Place(long[] position, long[] strides, int dim, long index)
    {
        var at = 0L;
        for (var d = 0; d < position.Length; d++) at += (d == dim ? index : position[d]) * strides[d];
        return at;
    }

    private static void Advance(long[] position, long[] sizes)
    {
        for (var d = position.Length - 1; d >= 0; d--)
        {
            if (++position[d] < sizes[d]) return;
            position[d] = 0;
        }
    }

    private static (long Outer, long Inner) Around(long[] sizes, int dim) =>
        sizes.Length == 0 ? (1, 1) : (Shapes.Shape.Count(sizes.AsSpan(..dim)), Shapes.Shape.Count(sizes.AsSpan((dim + 1)..)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Check(long* index, long count, long size, int dim)
    {
        // A negative index has the sign bit, and so has what is left to the last place where one is too large.
        var (last, signs) = (new Vector<long>(size - 1), Vector<long>.Zero);
        var start = count - count % Vector<long>.Count;
        for (long i = 0; i < start; i += Vector<long>.Count)
        {
            var places = Unsafe.ReadUnaligned<Vector<long>>(index + i);
            signs |= places | (last - places);
        }
        if (Vector.LessThanAny(signs, Vector<long>.Zero)) start = 0;
        for (var i = start; i < count; i++)
            if (index[i] < 0 || index[i] >= size) throw Guard.Error($"Index {index[i]} is out of bounds for dimension {dim} with size {size}.");
    }

    private static void RequireFits(long[] index, long[] tensor, int dim)
    {
        var fits = index.Length == tensor.Length;
        for (var d = 0; fits && d < index.Length; d++) fits = d == dim || index[d] <= tensor[d];
        if (!fits) throw Guard.Error($"An index of shape {Guard.Shape(index)} does not fit a tensor of shape {Guard.Shape(tensor)} in dimension {dim}.");
    }

    /// <summary>Whether an index picks within each row of the last dimension, and there is one of its rows for each of the tensor's.</summary>
    private static bool IsOfRows(TensorImpl index, TensorImpl tensor, int dim) =>
        dim == index.Sizes.Length - 1 && tensor.Sizes.Length == index.Sizes.Length && index.Sizes.AsSpan(..dim).SequenceEqual(tensor.Sizes.AsSpan(..dim));

    /// <summary>result[row, i] = source[row, index[row, i]].</summary>
    private readonly struct RowGathering<T>(T* source, T* result, long* index, long columns, long picked) : IParallelRange where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long start, long end)
        {
            for (var row = start; row < end; row++)
                for (long i = row * picked, last = i + picked; i < last; i++) result[i] = source[row * columns + index[i]];
        }
    }

    /// <summary>target[row, index[row, i]] += source[row, i], of each row in order.</summary>
    private readonly struct RowScattering<T>(T* target, T* source, long* index, long columns, long given, long picked) : IParallelRange
        where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long start, long end)
        {
            for (var row = start; row < end; row++)
                for (long i = 0; i < picked; i++) target[row * columns + index[row * picked + i]] += source[row * given + i];
        }
    }

    /// <summary>Copies rows of <paramref name="bytes"/> bytes: result row r is row index[r mod count] of block r div count.</summary>
    private readonly struct RowSelection(byte* source, byte* result, long* index, long count, long size, long bytes) : IParallelRange
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long start, long end)
        {
            var (block, place) = (start / count, start % count);
            for (var row = start; row < end; row++)
            {
                var from = source + (block * size + index[place]) * bytes;
                if (bytes == 4) ((uint*)result)[row] = *(uint*)from;
                else Buffer.MemoryCopy(from, result + row * bytes, bytes, bytes);
                if (++place == count) (block, place) = (block + 1, 0);
            }
        }
    }

    /// <summary>A tensor's elements in dense order, copied only when they are not already.</summary>
    private readonly ref struct DenseTensor
    {
        private readonly TensorImpl _impl;

        public DenseTensor(TensorImpl tensor, ScalarType? type = null)
        {
            if (tensor.IsContiguous && (type ?? tensor.Type) == tensor.Type)
            {
                _impl = tensor.Retain();
                return;
            }
            _impl = TensorImpl.Allocate(type ?? tensor.Type, tensor.Sizes);
            Pointwise.Copy(tensor, _impl);
        }

        public byte* Data => _impl.Data;

        public long* Longs => (long*)_impl.Data;

        public void Dispose() => _impl.Release();
    }
}
