namespace TorchSharp.Modules;

using static torch;

/// <summary>Rows of tensors.</summary>
public class TensorDataset : utils.data.IterableDataset
{
    private readonly Tensor[] _tensors;

    internal TensorDataset(Tensor[] tensors)
    {
        if (tensors.Length == 0) throw new ArgumentException("A TensorDataset needs at least one tensor.");
        foreach (var tensor in tensors)
            if (tensor.Impl.Sizes.Length == 0 || tensor.Impl.Sizes[0] != tensors[0].Impl.Sizes[0])
                throw new ArgumentException($"Size mismatch between tensors: {Guard.Shape(tensors[0].Impl.Sizes)} and {Guard.Shape(tensor.Impl.Sizes)} differ in their first dimension.");
        _tensors = [.. tensors.Select(t => t.alias().DetachFromDisposeScope())];
    }

    /// <summary>The whole columns, for loaders that can take many rows at once.</summary>
    internal IReadOnlyList<Tensor> Columns => _tensors;

    public override long Count => _tensors[0].Impl.Sizes[0];

    /// <summary>Row <paramref name="index"/> of each tensor.</summary>
    public IList<Tensor> this[long index] => GetTensor(index);

    public override IList<Tensor> GetTensor(long index) => [.. _tensors.Select(t => t.select(0, index))];

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (var tensor in _tensors) tensor.Dispose();
    }
}
