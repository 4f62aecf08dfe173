using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Putting tensors together and taking them apart.
public static partial class torch
{
    /// <summary>Joins tensors along an existing dimension; their other sizes must agree.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        if (tensors.Count == 0) throw Guard.Error("cat needs at least one tensor.");
        // Empty vectors are skipped, as in PyTorch.
        var parts = tensors.Where(t => t.Impl.Sizes.Length != 1 || t.Impl.Count > 0).ToArray();
        if (parts.Length == 0) return tensors[0].alias();
        var first = parts[0].Impl.Sizes;
        var d = Guard.Dimension(dim, first.Length);
        if (first.Length == 0) throw Guard.Error("Zero-dimensional tensors cannot be concatenated; use stack().");
        var type = parts[0].dtype;
        var total = 0L;
        foreach (var part in parts)
        {
            var sizes = part.Impl.Sizes;
            var agrees = sizes.Length == first.Length;
            for (var i = 0; agrees && i < first.Length; i++) agrees = i == d || sizes[i] == first[i];
            if (!agrees) throw Guard.Error($"cat along dimension {dim}: shapes {Guard.Shape(first)} and {Guard.Shape(sizes)} differ elsewhere.");
            type = ScalarTypes.Promote(type, part.dtype);
            total += sizes[d];
        }
        long[] joined = [.. first[..d], total, .. first[(d + 1)..]];
        var result = new Tensor(TensorImpl.Allocate(type, joined));
        var starts = new long[parts.Length];
        using (no_grad())
        {
            var at = 0L;
            for (var i = 0; i < parts.Length; i++)
            {
                starts[i] = at;
                using var window = result.narrow(d, at, parts[i].Impl.Sizes[d]);
                Pointwise.Copy(parts[i].Impl, window.Impl);
                at += parts[i].Impl.Sizes[d];
            }
        }
        if (!Tape.Records(parts)) return result;
        var lengths = parts.Select(p => p.Impl.Sizes[d]).ToArray();
        return Tape.Record("CatBackward", result, parts, [], g =>
        {
            var pieces = new Tensor?[lengths.Length];
            for (var i = 0; i < pieces.Length; i++)
                if (g.Needs(i)) pieces[i] = g.Output.narrow(d, starts[i], lengths[i]);
            return pieces;
        });
    }

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat((IList<Tensor>)tensors.ToArray(), dim);

    /// <summary>Joins tensors of one shape along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var parts = tensors.ToArray();
        if (parts.Length == 0) throw Guard.Error("stack expects a non-empty list of tensors.");
        foreach (var part in parts)
            if (!part.Impl.Sizes.AsSpan().SequenceEqual(parts[0].Impl.Sizes))
                throw Guard.Error($"stack expects each tensor to be equal size, but got {Guard.Shape(parts[0].Impl.Sizes)} and {Guard.Shape(part.Impl.Sizes)}.");
        return cat((IList<Tensor>)parts.Select(p => p.unsqueeze(dim)).ToArray(), dim);
    }

    public partial class Tensor
    {
        /// <summary>Views of at most <paramref name="size"/> indices each.</summary>
        public Tensor[] split(long size, int dim = 0)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (size <= 0) throw Guard.Error($"split expects split_size be positive, but got {size}.");
            var count = (Impl.Sizes[d] + size - 1) / size;
            return [.. Enumerable.Range(0, (int)Math.Max(1, count)).Select(i => narrow(d, i * size, Math.Min(size, Impl.Sizes[d] - i * size)))];
        }

        /// <summary>Views of the given numbers of indices, which must add up to the dimension's size.</summary>
        public Tensor[] split(long[] sizes, long dim = 0)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (sizes.Sum() != Impl.Sizes[d]) throw Guard.Error($"split sizes {Guard.Shape(sizes)} must add up to {Impl.Sizes[d]}, the size of dimension {dim}.");
            var at = 0L;
            return [.. sizes.Select(length => narrow(d, (at += length) - length, length))];
        }

        /// <summary>At most <paramref name="chunks"/> views of equal size (the last may be smaller).</summary>
        public Tensor[] chunk(long chunks, long dim = 0)
        {
            if (chunks <= 0) throw Guard.Error($"chunk expects chunks to be greater than 0, got {chunks}.");
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            return split(Math.Max(1, (Impl.Sizes[d] + chunks - 1) / chunks), d);
        }

        /// <summary>One view per index of a dimension.</summary>
        public Tensor[] unbind(long dimension = 0)
        {
            var d = Guard.Dimension(dimension, Impl.Sizes.Length);
            return [.. Enumerable.Range(0, (int)Impl.Sizes[d]).Select(i => select(d, i))];
        }

        /// <summary>Copies side by side: [2, 3].repeat(2, 1) has shape [4, 3].</summary>
        public Tensor repeat(params long[] sizes)
        {
            if (sizes.Length < Impl.Sizes.Length)
                throw Guard.Error($"Number of dimensions of repeat dims {Guard.Shape(sizes)} cannot be smaller than of the tensor {Guard.Shape(Impl.Sizes)}.");
            var extra = sizes.Length - Impl.Sizes.Length;
            List<long> split = [], spread = [], joined = [];
            for (var d = 0; d < sizes.Length; d++)
            {
                var size = d < extra ? 1 : Impl.Sizes[d - extra];
                split.AddRange([1, size]);
                spread.AddRange([sizes[d], size]);
                joined.Add(sizes[d] * size);
            }
            // Always a copy, also where one element stands for many.
            return reshape([.. split]).expand([.. spread]).clone().reshape([.. joined]);
        }
    }

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0) => tensor.split(split_size_or_sections, dim);

    public static Tensor[] unbind(Tensor input, long dim = 0) => input.unbind(dim);
}
