using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Reading and writing at places that an index tensor names.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A copy with src written at the places that <paramref name="index"/> names: result[index[i][j]][j] = src[i][j] for dim 0.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (src.dtype != dtype) throw Guard.Error($"scatter expects self and src of one type, got {dtype} and {src.dtype}.");
            Tensor result;
            using (no_grad())
            {
                // Element numbers, picked as gather would, say which element of the flat result each source element goes to.
                using var numbers = arange(Impl.Count).reshape(Impl.Sizes).GatherPlaces(d, index);
                RequireCovers(src, index);
                result = clone();
                using var written = src.Corner(index.Impl.Sizes).contiguous();
                IndexMoves.Write(result.Impl, numbers.Impl, written.Impl);
            }
            var from = src.Impl.Sizes;
            return Tape.Records(this, src)
                ? Tape.Record("ScatterBackward", result, [this, src], [index], g =>
                {
                    var index = g.Saved(0);
                    var toSelf = g.Needs(0) ? g.Output.scatter(d, index, zeros(index.Impl.Sizes, g.Output.dtype)) : null;
                    if (!g.Needs(1)) return [toSelf, null];
                    // A smaller index leaves the rest of the source unused.
                    var picked = g.Output.gather(d, index);
                    return [toSelf, from.AsSpan().SequenceEqual(picked.Impl.Sizes) ? picked : zeros(from, picked.dtype).AsStridedScatter(picked, index.Impl.Sizes, Shapes.Shape.ContiguousStrides(from), 0)];
                })
                : result;
        }

        public Tensor scatter_(long dim, Tensor index, Tensor src) => InPlace(x => x.scatter(dim, index, src), index, src);

        /// <summary>Elements by their number in the flattened tensor; the result has the index's shape.</summary>
        public Tensor take(Tensor index)
        {
            if (index.dtype != ScalarType.Int64) throw Guard.Error($"take(): expected an Int64 tensor for index, but got {index.dtype}.");
            var count = Impl.Count;
            using var wrapped = (index + index.lt(0).to(ScalarType.Int64) * count).reshape(-1);
            return reshape(-1).index_select(0, wrapped).reshape(index.Impl.Sizes);
        }

        /// <summary><see cref="gather"/> whose index broadcasts with this tensor, as argmax and argsort give it; flattened without a dimension.</summary>
        public Tensor take_along_dim(Tensor indices) => flatten().gather(0, indices.flatten());

        public Tensor take_along_dim(Tensor indices, long dim)
        {
            if (Impl.Sizes.Length != indices.Impl.Sizes.Length)
                throw Guard.Error($"take_along_dim: input and indices should have equally many dimensions, got {Guard.Shape(Impl.Sizes)} and {Guard.Shape(indices.Impl.Sizes)}.");
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (Impl.Sizes.Length == 0) return gather(0, indices);
            long[] own = [.. Impl.Sizes], other = [.. indices.Impl.Sizes];
            own[d] = other[d] = 1;
            var common = Shapes.Shape.Broadcast(own, other);
            long[] inputSizes = [.. common], indexSizes = [.. common];
            inputSizes[d] = Impl.Sizes[d];
            indexSizes[d] = indices.Impl.Sizes[d];
            return expand(inputSizes).gather(d, indices.expand(indexSizes));
        }

        public Tensor take_along_dim(IEnumerable<long> indices) => take_along_dim(tensor(indices.ToArray()));

        public Tensor take_along_dim(IEnumerable<long> indices, long dim) => take_along_dim(tensor(indices.ToArray()), dim);

        /// <summary>A copy with the places where <paramref name="mask"/> is true filled with <paramref name="value"/>'s elements in order.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value)
        {
            if (mask.dtype != ScalarType.Bool) throw Guard.Error($"masked_scatter expects a Bool mask, got {mask.dtype}.");
            if (value.dtype != dtype) throw Guard.Error($"masked_scatter expects self and source of one type, got {dtype} and {value.dtype}.");
            var sizes = Shapes.Shape.Broadcast(Impl.Sizes, mask.Impl.Sizes);
            Tensor places;
            using (no_grad()) places = mask.expand(sizes).reshape(-1).nonzero().reshape(-1);
            if (value.Impl.Count < places.Impl.Count)
                throw Guard.Error($"masked_scatter: {places.Impl.Count} places are to be filled, but the source of shape {Guard.Shape(value.Impl.Sizes)} has {value.Impl.Count} elements.");
            return expand(sizes).reshape(-1).IndexFill(places, value.reshape(-1).narrow(0, 0, places.Impl.Count)).reshape(sizes);
        }

        public Tensor masked_scatter_(Tensor mask, Tensor value) => InPlace(x => x.masked_scatter(mask, value), mask, value);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => InPlace(x => x.index_add(dim, index, source, alpha), source);

        /// <summary>A copy with the slices that <paramref name="index"/> names replaced by those of <paramref name="source"/>.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (source.dtype != dtype) throw Guard.Error($"index_copy expects self and source of one type, got {dtype} and {source.dtype}.");
            var places = SlicePlaces(d, index);
            if (!source.Impl.Sizes.AsSpan().SequenceEqual(places.Impl.Sizes))
                throw Guard.Error($"index_copy: the source has shape {Guard.Shape(source.Impl.Sizes)}, expected {Guard.Shape(places.Impl.Sizes)}.");
            return reshape(-1).IndexFill(places.reshape(-1), source.reshape(-1)).reshape(Impl.Sizes);
        }

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => InPlace(x => x.index_copy(dim, index, source), index, source);

        /// <summary>A copy with the slices that <paramref name="index"/> names filled with one number.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value)
        {
            var places = SlicePlaces(Guard.Dimension(dim, Impl.Sizes.Length), index).reshape(-1);
            return reshape(-1).IndexFill(places, full(places.Impl.Sizes, value, dtype)).reshape(Impl.Sizes);
        }

        public Tensor index_fill_(long dim, Tensor index, Scalar value) => InPlace(x => x.index_fill(dim, index, value), index);

        /// <summary>Writes <paramref name="value"/> at the indexed places, or adds it: repeated places then get every summand.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            if (!accumulate)
            {
                Assign(indices, value);
                return this;
            }
            var places = arange(Impl.Count).reshape(Impl.Sizes).index(indices);
            return InPlace(
                x => x.reshape(-1).index_add(0, places.reshape(-1), value.to(x.dtype).expand(places.Impl.Sizes).reshape(-1), 1).reshape(x.Impl.Sizes), value);
        }

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => index_put_(value, [.. indices.Select(TensorIndex.Tensor)], accumulate);

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices) => index_put_(full([], value, dtype), indices, false);

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(full([], value, dtype), indices, false);

        /// <summary>A copy with <paramref name="src"/> written to one index of a dimension.</summary>
        public Tensor select_scatter(Tensor src, long dim, long index) => WithWindow("SelectScatterBackward", src, x => x.select(dim, index));

        /// <summary>A copy with <paramref name="src"/> written to a range of a dimension.</summary>
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
            WithWindow("SliceScatterBackward", src, x => x.slice(dim, start ?? 0, end ?? long.MaxValue, step));

        /// <summary>The numbers of the elements that slices of a dimension consist of.</summary>
        private Tensor SlicePlaces(int d, Tensor index) => arange(Impl.Count).reshape(Impl.Sizes).index_select(d, index);

        private Tensor GatherPlaces(int d, Tensor index)
        {
            var places = new Tensor(IndexMoves.Gather(Impl, d, index.Impl));
            GC.KeepAlive(this); // the kernel reads by address
            GC.KeepAlive(index);
            return places;
        }

        /// <summary>The first elements in every dimension.</summary>
        private Tensor Corner(long[] sizes)
        {
            var corner = this;
            for (var d = 0; d < sizes.Length; d++) corner = corner.narrow(d, 0, sizes[d]);
            return corner;
        }

        private static void RequireCovers(Tensor src, Tensor index)
        {
            var covers = src.Impl.Sizes.Length == index.Impl.Sizes.Length;
            for (var d = 0; covers && d < src.Impl.Sizes.Length; d++) covers = index.Impl.Sizes[d] <= src.Impl.Sizes[d];
            if (!covers) throw Guard.Error($"scatter: an index of shape {Guard.Shape(index.Impl.Sizes)} does not fit a source of shape {Guard.Shape(src.Impl.Sizes)}.");
        }
    }

    public static Tensor index_add_(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add_(dim, index, source, alpha);

    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy(dim, index, source);

    public static Tensor index_copy_(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy_(dim, index, source);

    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill(dim, index, value);

    public static Tensor index_fill_(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill_(dim, index, value);

    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => input.scatter(dim, index, src);

    public static Tensor scatter_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_(dim, index, src);

    public static Tensor select_scatter(Tensor input, Tensor src, long dim, long index) => input.select_scatter(src, dim, index);

    public static Tensor slice_scatter(Tensor input, Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) => input.slice_scatter(src, dim, start, end, step);

    public static Tensor take(Tensor input, Tensor index) => input.take(index);

    public static Tensor take_along_dim(Tensor input, IEnumerable<long> indices, long dim = 0) => input.take_along_dim(indices, dim);

    public static Tensor take_along_dim(Tensor input, Tensor indices, long dim = 0) => input.take_along_dim(indices, dim);
}
