using TorchSharp.Autograd;
using TorchSharp.Memory;
using TorchSharp.Shapes;

namespace TorchSharp;

using static torch;

/// <summary>
/// What a tensor is: a window (sizes, strides, offset) into a storage, and its place in the autograd graph. Reference counted,
/// because the graph keeps values that its user has disposed; <see cref="Tensor"/> is the user's handle on it.
/// </summary>
internal sealed unsafe class TensorImpl
{
    private ReferenceCount _references = new();
    private AutogradMeta? _autograd;

    /// <summary>Takes over one reference to <paramref name="storage"/>.</summary>
    public TensorImpl(Storage storage, ScalarType type, long[] sizes, long[] strides, long offset)
    {
        Storage = storage;
        Type = type;
        Sizes = sizes;
        Strides = strides;
        Offset = offset;
        Count = Shape.Count(sizes);
        IsContiguous = Shape.IsContiguous(sizes, strides);
    }

    public Storage Storage { get; private set; }

    public ScalarType Type { get; }

    /// <summary>Never modified in place; shapes are shared between tensors.</summary>
    public long[] Sizes { get; private set; }

    public long[] Strides { get; private set; }

    /// <summary>First element, counted in elements from the start of the storage.</summary>
    public long Offset { get; private set; }

    public long Count { get; private set; }

    public bool IsContiguous { get; private set; }

    public byte* Data => Storage.Data + Offset * Type.Size();

    public AutogradMeta? Autograd => _autograd;

    public AutogradMeta RequireAutograd() => _autograd ??= new AutogradMeta();

    public bool RequiresGrad => _autograd is { } meta && (meta.RequiresGrad || !IsLeaf);

    /// <summary>Not computed by a recorded operation. A view is, once its base has been written in place by one.</summary>
    public bool IsLeaf => _autograd is not { } meta || (meta.GradFn is null && meta.View?.Base.Autograd?.GradFn is null);

    /// <summary>Whether several indices name one element, as after expand.</summary>
    public bool RepeatsElements
    {
        get
        {
            for (var d = 0; d < Sizes.Length; d++)
                if (Strides[d] == 0 && Sizes[d] > 1) return true;
            return false;
        }
    }

    public static TensorImpl Allocate(ScalarType type, long[] sizes) =>
        new(new Storage(checked(Shape.Count(sizes) * type.Size())), type, sizes, Shape.ContiguousStrides(sizes), 0);

    /// <summary>New memory in the shape of another tensor, whose arrays it shares where it can.</summary>
    public static TensorImpl AllocateLike(ScalarType type, TensorImpl shape) => shape.IsContiguous
        ? new TensorImpl(new Storage(checked(shape.Count * type.Size())), type, shape.Sizes, shape.Strides, 0)
        : Allocate(type, shape.Sizes);

    /// <summary>Another window into the same storage, outside the graph.</summary>
    public TensorImpl Alias(long[] sizes, long[] strides, long offset)
    {
        Storage.Retain();
        return new TensorImpl(Storage, Type, sizes, strides, offset);
    }

    public TensorImpl Alias() => Alias(Sizes, Strides, Offset);

    /// <summary>Makes this tensor another window, in place (transpose_, squeeze_, set_).</summary>
    public void Become(TensorImpl other)
    {
        other.Storage.Retain();
        var old = Storage;
        (Storage, Sizes, Strides, Offset) = (other.Storage, other.Sizes, other.Strides, other.Offset);
        (Count, IsContiguous) = (other.Count, other.IsContiguous);
        old.Release();
    }

    public TensorImpl Retain()
    {
        _references.Retain();
        return this;
    }

    /// <summary>A new reference, unless the last one has just gone.</summary>
    public bool TryRetain() => _references.TryRetain();

    public void Release()
    {
        if (!_references.Release()) return;
        Storage.Release();
        _autograd?.Release();
    }
}
