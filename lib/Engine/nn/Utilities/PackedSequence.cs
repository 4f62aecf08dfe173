namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            public static partial class rnn
            {
                /// <summary>
                /// Sequences of different lengths without padding: the first elements of all, then the second elements of those that have one, and so
                /// on. Longer sequences stand before shorter ones.
                /// </summary>
                public sealed class PackedSequence : IDisposable
                {
                    /// <summary>[Σ lengths, *]</summary>
                    public readonly Tensor data;

                    /// <summary>How many sequences have an element at each step, Int64 [longest length].</summary>
                    public readonly Tensor batch_sizes;

                    /// <summary>Where each packed sequence stood before they were sorted, Int64 [batch]; null if they came sorted.</summary>
                    public readonly Tensor? sorted_indices;

                    /// <summary>Where each sequence stands now, Int64 [batch]; null if they came sorted.</summary>
                    public readonly Tensor? unsorted_indices;

                    internal PackedSequence(Tensor data, Tensor batchSizes, Tensor? sortedIndices, Tensor? unsortedIndices) =>
                        (this.data, batch_sizes, sorted_indices, unsorted_indices) = (data, batchSizes, sortedIndices, unsortedIndices);

                    /// <summary>The numbers of <see cref="batch_sizes"/>.</summary>
                    internal long[] BatchSizes
                    {
                        get
                        {
                            using var sizes = batch_sizes.data<long>();
                            return sizes.ToArray();
                        }
                    }

                    /// <summary>The same packing of other data.</summary>
                    internal PackedSequence With(Tensor other) => new(other, batch_sizes.alias(), sorted_indices?.alias(), unsorted_indices?.alias());

                    public PackedSequence DetachFromDisposeScope() => ForEach(tensor => tensor.DetachFromDisposeScope());

                    public PackedSequence MoveToOuterDisposeScope() => ForEach(tensor => tensor.MoveToOuterDisposeScope());

                    public PackedSequence MoveToOtherDisposeScope(DisposeScope other) => ForEach(tensor => tensor.MoveToOtherDisposeScope(other));

                    public PackedSequence MoveToOtherDisposeScope(PackedSequence other) => ForEach(tensor => tensor.MoveToOtherDisposeScope(other.data));

                    public void Dispose() => ForEach(tensor => tensor.Dispose());

                    private PackedSequence ForEach(Action<Tensor> action)
                    {
                        foreach (var tensor in new[] { data, batch_sizes, sorted_indices, unsorted_indices })
                            if (tensor is not null) action(tensor);
                        return this;
                    }
                }
            }
        }
    }
}
