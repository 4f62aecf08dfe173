using System.Collections;
using TorchSharp.Kernels;

namespace TorchSharp.Utils;

using static torch;

/// <summary>The elements of a tensor in row-major order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    // A handle of its own: `t.data<float>()` is used as a value, often after the tensor itself is gone.
    private readonly Tensor _tensor;

    internal TensorAccessor(Tensor tensor) => _tensor = new Tensor(tensor.Impl.Alias()).DetachFromDisposeScope();

    private TensorImpl Impl => _tensor.Impl;

    public long Count => Impl.Count;

    public bool IsReadOnly => false;

    /// <summary>One element: as many indices as dimensions, or one into the flattened elements.</summary>
    public T this[params long[] indices]
    {
        get => ((T*)Impl.Data)[Locate(indices)];
        set => ((T*)Impl.Data)[Locate(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = GC.AllocateUninitializedArray<T>(checked((int)Impl.Count));
        CopyTo(result);
        return result;
    }

    /// <summary>An array of the tensor's rank.</summary>
    public Array ToNDArray()
    {
        var result = Array.CreateInstance(typeof(T), Impl.Sizes);
        var flat = ToArray();
        Buffer.BlockCopy(flat, 0, result, 0, checked(flat.Length * sizeof(T)));
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = checked((int)Math.Min(array.Length - arrayIndex, Impl.Count - tensorIndex));
        var operand = new Operand(Impl, Impl.Sizes);
        fixed (T* destination = array[arrayIndex..])
            for (var at = 0; at < count; at += 4096) operand.Load(tensorIndex + at, Math.Min(4096, count - at), destination + at);
        GC.KeepAlive(this); // `t.data<float>().ToArray()` leaves nobody else to hold the memory
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = checked((int)Math.Min(array.Length - arrayIndex, Impl.Count - tensorIndex));
        var operand = new Operand(Impl, Impl.Sizes);
        fixed (T* source = array[arrayIndex..])
            for (var at = 0; at < count; at += 4096) operand.Store(tensorIndex + at, Math.Min(4096, count - at), source + at);
        GC.KeepAlive(this);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _tensor.Dispose();

    private long Locate(long[] indices)
    {
        var (sizes, strides) = (Impl.Sizes, Impl.Strides);
        if (indices.Length == 1 && sizes.Length != 1)
        {
            if (indices[0] < 0 || indices[0] >= Impl.Count) throw new IndexOutOfRangeException($"Element {indices[0]} of {Impl.Count}.");
            long at = 0, rest = indices[0];
            for (var d = sizes.Length - 1; d >= 0; d--)
            {
                at += rest % sizes[d] * strides[d];
                rest /= sizes[d];
            }
            return at;
        }
        if (indices.Length != sizes.Length) throw new IndexOutOfRangeException($"{indices.Length} indices for a tensor of shape {Guard.Shape(sizes)}.");
        var position = 0L;
        for (var d = 0; d < sizes.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= sizes[d]) throw new IndexOutOfRangeException($"Index {indices[d]} in dimension {d} of size {sizes[d]}.");
            position += indices[d] * strides[d];
        }
        return position;
    }
}
