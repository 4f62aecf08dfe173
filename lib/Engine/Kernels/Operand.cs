using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

using static torch;

/// <summary>
/// One tensor as an elementwise loop sees it: a row of elements in the loop's order, whatever its strides, broadcasting and type.
/// This is the one place that deals with them; the operations themselves only ever see dense spans.
/// </summary>
internal readonly unsafe struct Operand
{
    private readonly byte* _data;
    private readonly long[] _sizes;
    private readonly long[] _strides;

    public Operand(TensorImpl tensor, ReadOnlySpan<long> loopSizes)
    {
        _data = tensor.Data;
        Type = tensor.Type;
        if (tensor.IsContiguous && loopSizes.SequenceEqual(tensor.Sizes))
        {
            // The usual case, and the one in which nobody asks for sizes and strides.
            (_sizes, _strides) = ([], []);
            IsDense = true;
            return;
        }
        var strides = Shapes.Shape.BroadcastStrides(tensor.Sizes, tensor.Strides, loopSizes);
        (_sizes, _strides) = Coalesce(loopSizes, strides);
        IsDense = _sizes.Length == 1 && (_strides[0] == 1 || _sizes[0] == 1);
        IsConstant = _sizes.Length == 1 && _strides[0] == 0;
    }

    public ScalarType Type { get; }

    /// <summary>The loop's elements lie one after the other.</summary>
    public bool IsDense { get; }

    /// <summary>One element stands for all.</summary>
    public bool IsConstant { get; }

    /// <summary>Whether the elements can be used where they are.</summary>
    public bool IsDirect<T>() where T : unmanaged => IsDense && (Type == ScalarTypes.Of<T>() || (Type == ScalarType.Bool && typeof(T) == typeof(byte)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Pointer<T>(long start) where T : unmanaged => (T*)_data + start;

    /// <summary>Reads <paramref name="count"/> elements from the loop's element <paramref name="start"/> on, converted to T.</summary>
    public void Load<T>(long start, int count, T* destination) where T : unmanaged
    {
        if (IsDense)
        {
            Cast.Convert(Type, _data + start * Type.Size(), ScalarTypes.Of<T>(), destination, count);
            return;
        }
        if (Type.Size() == sizeof(T) && (Type == ScalarTypes.Of<T>() || Type == ScalarType.Bool))
        {
            Gather(start, count, (byte*)destination);
            return;
        }
        // At most eight bytes an element; loops run over chunks of Pointwise.Chunk elements.
        var raw = stackalloc byte[count * Type.Size()];
        Gather(start, count, raw);
        Cast.Convert(Type, raw, ScalarTypes.Of<T>(), destination, count);
    }

    /// <summary>Writes <paramref name="count"/> elements at the loop's element <paramref name="start"/>, converted from T.</summary>
    public void Store<T>(long start, int count, T* source) where T : unmanaged
    {
        if (IsDense)
        {
            Cast.Convert(ScalarTypes.Of<T>(), source, Type, _data + start * Type.Size(), count);
            return;
        }
        var raw = stackalloc byte[count * Type.Size()];
        Cast.Convert(ScalarTypes.Of<T>(), source, Type, raw, count);
        Scatter(start, count, raw);
    }

    public byte* Address(long start) => _data + start * Type.Size();

    /// <summary>Writes elements of this operand's own type.</summary>
    public void Scatter(long start, int count, byte* source)
    {
        if (IsDense)
        {
            Buffer.MemoryCopy(source, Address(start), (long)count * Type.Size(), (long)count * Type.Size());
            return;
        }
        switch (Type.Size())
        {
            case 1: Walk<byte, Scatterer<byte>>(start, count, source); break;
            case 2: Walk<ushort, Scatterer<ushort>>(start, count, source); break;
            case 4: Walk<uint, Scatterer<uint>>(start, count, source); break;
            default: Walk<ulong, Scatterer<ulong>>(start, count, source); break;
        }
    }

    /// <summary>Reads elements of this operand's own type.</summary>
    public void Gather(long start, int count, byte* destination)
    {
        if (IsDense)
        {
            Buffer.MemoryCopy(Address(start), destination, (long)count * Type.Size(), (long)count * Type.Size());
            return;
        }
        switch (Type.Size())
        {
            case 1: Walk<byte, Gatherer<byte>>(start, count, destination); break;
            case 2: Walk<ushort, Gatherer<ushort>>(start, count, destination); break;
            case 4: Walk<uint, Gatherer<uint>>(start, count, destination); break;
            default: Walk<ulong, Gatherer<ulong>>(start, count, destination); break;
        }
    }

    /// <summary>Visits the elements in runs along the last dimension.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk<T, TMove>(long start, int count, byte* buffer) where T : unmanaged where TMove : struct, IMove<T>
    {
        var last = _sizes.Length - 1;
        var index = stackalloc long[_sizes.Length];
        long position = 0, rest = start;
        for (var d = last; d >= 0; d--)
        {
            index[d] = rest % _sizes[d];
            rest /= _sizes[d];
            position += index[d] * _strides[d];
        }
        var dense = (T*)buffer;
        var (stride, size) = (_strides[last], _sizes[last]);
        while (count > 0)
        {
            // Whole rows as many as there are before the dimension above them ends, else the part of one.
            var rows = last > 0 && index[last] == 0 && count >= size ? (int)Math.Min(count / size, _sizes[last - 1] - index[last - 1]) : 0;
            if (rows > 0)
            {
                var above = _strides[last - 1];
                TMove.MoveRows((T*)_data + position, above, stride, dense, rows, (int)size);
                dense += rows * size;
                count -= rows * (int)size;
                index[last - 1] += rows;
                position += rows * above;
            }
            else
            {
                var run = (int)Math.Min(count, size - index[last]);
                TMove.MoveRows((T*)_data + position, 0, stride, dense, 1, run);
                dense += run;
                count -= run;
                index[last] += run;
                position += run * stride;
            }
            // After whole rows the last dimension is at its start, and the one above may be at its end.
            for (var d = rows > 0 ? last - 1 : last; d > 0 && index[d] == _sizes[d]; d--)
            {
                position += _strides[d - 1] - _sizes[d] * _strides[d];
                index[d] = 0;
                index[d - 1]++;
            }
        }
    }

    /// <summary>Merges neighbouring dimensions that one stride can walk, and drops those of size one.</summary>
    private static (long[] Sizes, long[] Strides) Coalesce(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        Span<long> mergedSizes = stackalloc long[sizes.Length + 1], mergedStrides = stackalloc long[sizes.Length + 1];
        var n = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == 1) continue;
            if (n > 0 && mergedStrides[n - 1] == strides[i] * sizes[i])
            {
                mergedSizes[n - 1] *= sizes[i];
                mergedStrides[n - 1] = strides[i];
            }
            else
            {
                mergedSizes[n] = sizes[i];
                mergedStrides[n++] = strides[i];
            }
        }
        if (n == 0) (mergedSizes[n], mergedStrides[n++]) = (1, 1);
        return (mergedSizes[..n].ToArray(), mergedStrides[..n].ToArray());
    }

    private interface IMove<T> where T : unmanaged
    {
        /// <summary>Between dense rows and strided[row · rowStride + i · stride].</summary>
        static abstract void MoveRows(T* strided, long rowStride, long stride, T* dense, int rows, int count);
    }

    private readonly struct Gatherer<T> : IMove<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void MoveRows(T* strided, long rowStride, long stride, T* dense, int rows, int count)
        {
            if (rowStride == 1 && rows > 1 && sizeof(T) >= 4)
            {
                GemmPacking.Transpose(strided, (nint)stride, count, rows, dense, count);
                return;
            }
            for (var row = 0; row < rows; row++, strided += rowStride, dense += count)
            {
                if (stride == 1) RowCopy.Copy(strided, dense, count);
                else if (stride == 0) new Span<T>(dense, count).Fill(*strided);
                else
                    for (var i = 0; i < count; i++) dense[i] = strided[i * stride];
            }
        }
    }

    private readonly struct Scatterer<T> : IMove<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static void MoveRows(T* strided, long rowStride, long stride, T* dense, int rows, int count)
        {
            if (rowStride == 1 && rows > 1 && sizeof(T) >= 4 && stride <= int.MaxValue)
            {
                GemmPacking.Transpose(dense, count, rows, count, strided, (int)stride);
                return;
            }
            for (var row = 0; row < rows; row++, strided += rowStride, dense += count)
            {
                if (stride == 1) RowCopy.Copy(dense, strided, count);
                else
                    for (var i = 0; i < count; i++) strided[i * stride] = dense[i];
            }
        }
    }
}
