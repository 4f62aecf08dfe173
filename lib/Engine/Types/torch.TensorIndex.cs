namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of an index expression: a number, a slice, None, Ellipsis, a mask or a tensor of indices.</summary>
    public struct TensorIndex
    {
        internal enum Kinds
        {
            Number,
            Slice,
            Ellipsis,
            None,
            Mask,
        }

        internal Kinds Kind { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Indices { get; private init; }

        /// <summary>Dimensions of the indexed tensor that this entry uses up.</summary>
        internal readonly int Consumes => Kind switch
        {
            Kinds.None or Kinds.Ellipsis => 0,
            Kinds.Mask when Indices!.dtype == ScalarType.Bool => Indices.Impl.Sizes.Length,
            _ => 1,
        };

        /// <summary>start, start + step, … before stop; absent ends mean the whole dimension.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = Kinds.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value);

        public static TensorIndex Single(long? index) => new() { Kind = Kinds.Number, Start = index ?? 0 };

        /// <summary>Indices (integers) or a mask (Bool).</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { Kind = Kinds.Mask, Indices = tensor };

        /// <summary>As many whole dimensions as fit.</summary>
        public static TensorIndex Ellipsis = new() { Kind = Kinds.Ellipsis };

        /// <summary>A new dimension of size one.</summary>
        public static TensorIndex None = new() { Kind = Kinds.None };

        public static TensorIndex Null = None;

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon = Slice();

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
    }
}
