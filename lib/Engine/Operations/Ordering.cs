using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Sorting and what follows from it: ranks, medians, quantiles.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements of a dimension in order, and where they were. Equal ones keep their order; NaN counts as largest.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            var values = Lanes.Run(new Order(descending), this, d, LengthOf(d), out var indices).reshape(Impl.Sizes);
            return Picked("SortBackward", values, indices.reshape(Impl.Sizes), d);
        }

        /// <summary>The indices that would sort a dimension.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Index(detach().sort(dim, descending));

        /// <summary>Sorted along the first dimension.</summary>
        public Tensor msort() => sort(0).Values;

        /// <summary>The k largest (or smallest) of a dimension in order, and their indices.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (k < 0 || k > LengthOf(d)) throw Guard.Error($"topk: k = {k} is out of range for dimension {dim} of shape {Guard.Shape(Impl.Sizes)}.");
            var values = Lanes.Run(new Order(largest), this, d, k, out var indices);
            if (Impl.Sizes.Length == 0 && k == 1) (values, indices) = (values.reshape(), indices.reshape());
            return Picked("TopkBackward", values, indices, d);
        }

        /// <summary>The k-th smallest of a dimension, counted from 1, and its index.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false)
        {
            var d = Guard.Dimension(dim ?? -1, Impl.Sizes.Length);
            if (k < 1 || k > LengthOf(d)) throw Guard.Error($"kthvalue(): selected number k = {k} is out of range for dimension {dim ?? -1} of shape {Guard.Shape(Impl.Sizes)}.");
            return Chosen("KthvalueBackward", new Smallest((int)k - 1), d, keepdim);
        }

        public static (Tensor values, Tensor indices) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);

        /// <summary>The most frequent element of a dimension and its last index; of equally frequent ones the smallest.</summary>
        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (LengthOf(d) == 0) throw Guard.Error($"mode of no elements is undefined: dimension {dim} of shape {Guard.Shape(Impl.Sizes)}.");
            return Chosen("ModeBackward", default(MostFrequent), d, keepdim);
        }

        /// <summary>The middle element, the lower of two; NaN if there is one.</summary>
        public Tensor median()
        {
            if (Impl.Count == 0) return MiddleOfNothing();
            var flat = reshape(-1);
            if (dtype.IsFloating() && detach().isnan().any().item<bool>()) return flat.index_select(0, detach().reshape(-1).isnan().to(ScalarType.Byte).argmax(0).reshape(1)).reshape();
            return flat.kthvalue((Impl.Count + 1) / 2, 0).values;
        }

        /// <summary>The middle of the elements that are not NaN, the lower of two.</summary>
        public Tensor nanmedian()
        {
            if (Impl.Count == 0) return MiddleOfNothing();
            var numbers = dtype.IsFloating() ? Impl.Count - detach().isnan().sum().ToInt64() : Impl.Count;
            return numbers == 0 ? reshape(-1).select(0, 0) : reshape(-1).kthvalue((numbers + 1) / 2, 0).values;
        }

        private Tensor MiddleOfNothing() => full([], dtype.IsFloating() ? double.NaN : (Scalar)long.MinValue, dtype);

        /// <summary>Quantiles of a dimension, interpolated linearly between the neighbouring elements; the dimension of <paramref name="q"/> comes first.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Quantile("quantile", q, dim, keepdim, false);

        /// <summary>The same of the elements that are not NaN.</summary>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Quantile("nanquantile", q, dim, keepdim, true);

        private Tensor Quantile(string name, Tensor q, long dim, bool keepdim, bool ignoreNaN)
        {
            RequireFloating(name);
            if (Impl.Count == 0) throw Guard.Error($"{name}() input tensor must be non-empty, got shape {Guard.Shape(Impl.Sizes)}.");
            if (q.dtype != dtype) throw Guard.Error($"{name}() q tensor must be same dtype as the input tensor, got {q.dtype} and {dtype}.");
            if (q.Impl.Sizes.Length > 1) throw Guard.Error($"{name}() q must be a scalar or 1D tensor, got shape {Guard.Shape(q.Impl.Sizes)}.");
            if (q.lt(0).logical_or(q.gt(1)).any().item<bool>()) throw Guard.Error($"{name}() q values must be in the range [0, 1].");
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            var x = atleast_1d().movedim([d], [-1]);
            var sorted = x.sort().Values;
            var length = x.Impl.Sizes[^1];
            var missing = x.detach().isnan().sum([-1L], true);
            using var some = missing.gt(0);
            // The place of q among the n numbers: q(n − 1), between two elements.
            var last = ignoreNaN ? (length - 1 - missing).clamp_min(0).to(dtype) : full([1], length - 1, dtype);
            var place = q.detach().reshape(-1) * last;
            if (!ignoreNaN) place = place.masked_fill(some, length - 1); // there NaN is, having been sorted to the end
            long[] wide = [.. x.Impl.Sizes[..^1], q.Impl.Count];
            place = place.expand(wide);
            Tensor below = place.floor().to(ScalarType.Int64), above = place.ceil().to(ScalarType.Int64);
            var (low, high, share) = (sorted.gather(-1, below), sorted.gather(-1, above), place - place.floor());
            // From the nearer end, so that a far infinity decides and does not meet its opposite.
            var result = (low + share * (high - low)).where(share.lt(0.5), high - (high - low) * (1 - share)).movedim([-1], [0]);
            if (q.Impl.Sizes.Length == 0) result = result.select(0, 0);
            return keepdim && Impl.Sizes.Length > 0 ? result.unsqueeze(q.Impl.Sizes.Length + d) : Impl.Sizes.Length == 0 ? result.reshape(q.Impl.Sizes) : result;
        }

        private (Tensor, Tensor) Chosen<TOp>(string name, TOp op, int d, bool keepdim) where TOp : struct, ILineOp
        {
            var values = Lanes.Run(op, this, d, 1, out var indices);
            if (Impl.Sizes.Length == 0) (values, indices) = (values.reshape(), indices.reshape());
            var picked = Picked(name, values, indices, d);
            return keepdim || Impl.Sizes.Length == 0 ? picked : (picked.Item1.squeeze(d), picked.Item2.squeeze(d));
        }
    }

    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);

    public static (Tensor values, Tensor indices) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);

    public static Tensor median(Tensor input) => input.median();

    public static (Tensor values, Tensor indices) mode(Tensor input, long dim = -1, bool keepdim = false) => input.mode(dim, keepdim);

    public static Tensor msort(Tensor tensor) => tensor.msort();

    public static Tensor nanmedian(Tensor input) => input.nanmedian();

    public static Tensor nanquantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => input.nanquantile(q, dim, keepdim);

    public static Tensor quantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => input.quantile(q, dim, keepdim);

    public static (Tensor values, Tensor indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) => input.sort(dim, descending, stable);

    public static (Tensor values, Tensor indices) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) => tensor.topk(k, dim, largest, sorted);
}
