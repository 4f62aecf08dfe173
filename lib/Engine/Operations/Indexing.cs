using System.Runtime.CompilerServices;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// x[…]: numbers, ranges, None, Ellipsis, masks and index tensors.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Reads or writes a part. Numbers and slices give views; index tensors and masks give copies.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => Assign(indices, value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => Assign([.. indices.Select(TensorIndex.Tensor)], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => Assign([i1], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => select(0, i1).select(0, i2);
            set => Assign([i1, i2], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => select(0, i1).select(0, i2).select(0, i3);
            set => Assign([i1, i2, i3], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => select(0, i1).select(0, i2).select(0, i3).select(0, i4);
            set => Assign([i1, i2, i3, i4], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => this[i1, i2, i3, i4].select(0, i5);
            set => Assign([i1, i2, i3, i4, i5], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => this[i1, i2, i3, i4, i5].select(0, i6);
            set => Assign([i1, i2, i3, i4, i5, i6], value);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var view = Basic(indices, out var advanced);
            return advanced.Count == 0 ? view : view.Gathered(advanced);
        }

        public Tensor index(params Tensor[] indices) => index([.. indices.Select(TensorIndex.Tensor)]);

        /// <summary>The rows (or other slices) that <paramref name="index"/> names, in its order.</summary>
        public Tensor index_select(long dim, Tensor index)
        {
            if (index.Impl.Sizes.Length > 1) throw Guard.Error($"index_select(): Index is supposed to be a vector, got shape {Guard.Shape(index.Impl.Sizes)}.");
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            var result = new Tensor(IndexMoves.Select(Impl, d, index.Impl));
            GC.KeepAlive(index);
            if (!Tape.Records(this)) return result;
            var from = Impl.Sizes;
            return Tape.Record("IndexSelectBackward", result, [this], [index], g => [zeros(from, g.Output.dtype).index_add(d, g.Saved(0), g.Output, 1)]);
        }

        /// <summary>A copy with alpha · <paramref name="source"/> added to the slices that <paramref name="index"/> names.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            Tensor result;
            using (no_grad())
            {
                result = clone();
                using var added = (alpha.AsDouble == 1 ? source : source.mul(alpha)).to(dtype);
                IndexMoves.Add(result.Impl, d, index.Impl, added.Impl);
                GC.KeepAlive(index);
            }
            return Tape.Records(this, source)
                ? Tape.Record("IndexAddBackward", result, [this, source], [index],
                    g => [g.Output, g.Needs(1) ? g.Output.index_select(d, g.Saved(0)).mul(alpha) : null])
                : result;
        }

        /// <summary>result[i][j] = this[index[i][j]][j] for dim 0, and so on.</summary>
        public Tensor gather(long dim, Tensor index)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            var result = new Tensor(IndexMoves.Gather(Impl, d, index.Impl));
            GC.KeepAlive(index);
            if (!Tape.Records(this)) return result;
            var from = Impl.Sizes;
            return Tape.Record("GatherBackward", result, [this], [index], g => [g.Output.ScatterInto(from, d, g.Saved(0))]);
        }

        /// <summary>
        /// The transpose of <see cref="gather"/>: zeros of the given sizes with these elements added where <paramref name="index"/> picked them.
        /// </summary>
        internal Tensor ScatterInto(long[] sizes, int dim, Tensor index)
        {
            var result = zeros(sizes, dtype);
            IndexMoves.ScatterAdd(result.Impl, dim, index.Impl, Impl);
            GC.KeepAlive((this, result, index));
            return Tape.Records(this) ? Tape.Record("ScatterIntoBackward", result, [this], [index], g => [g.Output.gather(dim, g.Saved(0))]) : result;
        }

        /// <summary>A copy with <paramref name="src"/> added at the places that <paramref name="index"/> names.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            Tensor result;
            using (no_grad())
            {
                result = clone();
                using var added = src.to(dtype);
                IndexMoves.ScatterAdd(result.Impl, d, index.Impl, added.Impl);
                GC.KeepAlive(index);
            }
            var (from, strides) = (src.Impl.Sizes, Shapes.Shape.ContiguousStrides(src.Impl.Sizes));
            return Tape.Records(this, src)
                ? Tape.Record("ScatterAddBackward", result, [this, src], [index], g =>
                {
                    if (!g.Needs(1)) return [g.Output, null];
                    // A smaller index leaves the rest of the source unused.
                    var (used, picked) = (g.Saved(0).Impl.Sizes, g.Output.gather(d, g.Saved(0)));
                    return [g.Output, used.AsSpan().SequenceEqual(from) ? picked : zeros(from, picked.dtype).AsStridedScatter(picked, used, strides, 0)];
                })
                : result;
        }

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => InPlace(x => x.scatter_add(dim, index, src), src);

        /// <summary>The indices of the elements that are not zero: [count, ndim].</summary>
        public Tensor nonzero()
        {
            using var mask = ne(0);
            using var elements = mask.data<bool>();
            var truth = elements.ToArray();
            var ndim = Impl.Sizes.Length;
            var found = new List<long>();
            for (long i = 0; i < truth.Length; i++)
            {
                if (!truth[i]) continue;
                var at = found.Count;
                found.AddRange(new long[ndim]);
                var rest = i;
                for (var d = ndim - 1; d >= 0; d--)
                {
                    found[at + d] = rest % Impl.Sizes[d];
                    rest /= Impl.Sizes[d];
                }
            }
            return ndim == 0 ? zeros([truth[0] ? 1 : 0, 0], ScalarType.Int64) : tensor(found.ToArray()).reshape(found.Count / ndim, ndim);
        }

        /// <summary>The elements where <paramref name="mask"/> is true, in a row.</summary>
        public Tensor masked_select(Tensor mask)
        {
            var sizes = Shapes.Shape.Broadcast(Impl.Sizes, mask.Impl.Sizes);
            return expand(sizes).reshape(-1).index_select(0, mask.expand(sizes).reshape(-1).nonzero().reshape(-1));
        }

        /// <summary>Applies numbers, slices, None and Ellipsis; index tensors are left for later, with the dimension they stand at.</summary>
        private Tensor Basic(TensorIndex[] indices, out List<(int Dim, Tensor Index)> advanced)
        {
            advanced = [];
            var consumed = indices.Sum(i => i.Consumes);
            if (consumed > Impl.Sizes.Length)
                throw Guard.Error($"Too many indices ({consumed}) for a tensor of shape {Guard.Shape(Impl.Sizes)}.");
            var view = this;
            var d = 0;
            foreach (var i in indices)
            {
                switch (i.Kind)
                {
                    case TensorIndex.Kinds.Number:
                        view = view.select(d, i.Start!.Value);
                        break;
                    case TensorIndex.Kinds.Slice:
                        if (i.Start is not null || i.Stop is not null || i.Step is not null)
                            view = view.slice(d, i.Start ?? 0, i.Stop ?? long.MaxValue, i.Step ?? 1);
                        d++;
                        break;
                    case TensorIndex.Kinds.Ellipsis:
                        d += Impl.Sizes.Length - consumed;
                        break;
                    case TensorIndex.Kinds.None:
                        view = view.unsqueeze(d++);
                        break;
                    case TensorIndex.Kinds.Mask when i.Indices!.dtype == ScalarType.Bool:
                        var mask = i.Indices;
                        for (var m = 0; m < mask.Impl.Sizes.Length; m++)
                            if (mask.Impl.Sizes[m] != view.Impl.Sizes[d + m])
                                throw Guard.Error($"The shape of the mask {Guard.Shape(mask.Impl.Sizes)} does not match the indexed shape {Guard.Shape(view.Impl.Sizes)}.");
                        var found = mask.nonzero();
                        for (var m = 0; m < mask.Impl.Sizes.Length; m++) advanced.Add((d++, found.select(1, m)));
                        break;
                    default:
                        advanced.Add((d++, i.Indices!));
                        break;
                }
            }
            return view;
        }

        /// <summary>Index tensors: broadcast together, they turn their dimensions into one linear index.</summary>
        private Tensor Gathered(List<(int Dim, Tensor Index)> advanced)
        {
            var (flat, linear, order, shape, adjacent) = Linearize(advanced);
            var rows = flat.index_select(0, linear);
            var rest = order[advanced.Count..].Select(d => Impl.Sizes[d]).ToArray();
            var result = rows.reshape([.. shape, .. rest]);
            if (!adjacent || advanced[0].Dim == 0) return result;
            // Neighbouring index tensors keep their place among the dimensions.
            var before = advanced[0].Dim;
            long[] back =
            [
                .. Enumerable.Range(shape.Length, before).Select(d => (long)d),
                .. Enumerable.Range(0, shape.Length).Select(d => (long)d),
                .. Enumerable.Range(shape.Length + before, rest.Length - before).Select(d => (long)d),
            ];
            return result.permute(back);
        }

        private (Tensor Flat, Tensor Linear, long[] Order, long[] Shape, bool Adjacent) Linearize(List<(int Dim, Tensor Index)> advanced)
        {
            var shape = Array.Empty<long>();
            foreach (var (_, index) in advanced) shape = Shapes.Shape.Broadcast(shape, index.Impl.Sizes);
            var dims = advanced.Select(a => a.Dim).ToArray();
            long[] order = [.. dims.Select(d => (long)d), .. Enumerable.Range(0, Impl.Sizes.Length).Where(d => !dims.Contains(d)).Select(d => (long)d)];
            Tensor? linear = null;
            var count = 1L;
            foreach (var (dim, index) in advanced)
            {
                if (!index.dtype.IsIntegral()) throw Guard.Error($"Tensors used as indices must be of an integer type or Bool, got {index.dtype}.");
                var size = Impl.Sizes[dim];
                if (index.Impl.Count > 0 && (index.min().ToInt64() < -size || index.max().ToInt64() >= size))
                    throw Guard.Error($"An index is out of bounds for dimension {dim} with size {size}.");
                var wrapped = index.to(ScalarType.Int64);
                wrapped = (wrapped + size).sub(wrapped.ge(0).to(ScalarType.Int64) * size);
                linear = linear is null ? wrapped : linear * size + wrapped;
                count *= size;
            }
            var moved = permute(order);
            var flat = moved.reshape([count, .. moved.Impl.Sizes[dims.Length..]]);
            return (flat, linear!.expand(shape).reshape(-1), order, shape, dims.Zip(dims.Skip(1), (a, b) => b - a).All(step => step == 1));
        }

        private void Assign(TensorIndex[] indices, Tensor value)
        {
            var view = Basic(indices, out var advanced);
            // Leading dimensions of size one do not count, as in PyTorch: x[0] = row.unsqueeze(0).
            var room = advanced.Count == 0 ? view.Impl.Sizes.Length : int.MaxValue;
            while (value.Impl.Sizes.Length > room && value.Impl.Sizes[0] == 1) value = value.squeeze(0);
            if (advanced.Count == 0)
            {
                view.copy_(value);
                return;
            }
            // Written through a tensor of element numbers: which element of the view lands where.
            var numbers = arange(view.Impl.Count).reshape(view.Impl.Sizes).Gathered(advanced);
            view.InPlace(x => x.reshape(-1).IndexFill(numbers.reshape(-1), value.to(x.dtype).expand(numbers.Impl.Sizes).reshape(-1)).reshape(x.Impl.Sizes), value);
        }

        /// <summary>A copy of this vector with <paramref name="values"/> at <paramref name="index"/>.</summary>
        private Tensor IndexFill(Tensor index, Tensor values)
        {
            Tensor result;
            using (no_grad())
            {
                result = clone();
                using var written = values.contiguous();
                IndexMoves.Write(result.Impl, index.Impl, written.Impl);
                GC.KeepAlive(index);
            }
            return Tape.Records(this, values)
                ? Tape.Record("IndexFillBackward", result, [this, values], [index], static g =>
                {
                    var index = g.Saved(0);
                    return [g.Output.IndexFill(index, zeros(index.Impl.Sizes, g.Output.dtype)), g.Output.index_select(0, index)];
                })
                : result;
        }
    }

    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    public static Tensor nonzero(Tensor input) => input.nonzero();

    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add(dim, index, source, alpha);

    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);

    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add(dim, index, src);

    public static Tensor scatter_add_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add_(dim, index, src);
}
