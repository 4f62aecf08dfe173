using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Sums, means, spreads and extrema over all or some dimensions.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sum of all elements; integers and bools give Int64.</summary>
        public Tensor sum(ScalarType? type = null) => Sum(AllDimensions(), false, type);

        /// <summary>Sum over some dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Sum(dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Sum(dim.ToArray(), keepdim, type);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => Sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) => Sum([dim0, dim1, dim2], keepdim, type);

        /// <summary>Mean of all elements.</summary>
        public Tensor mean() => mean(AllDimensions());

        /// <summary>Mean over some dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            if (!(type ?? dtype).IsFloating()) throw Guard.Error($"mean(): could not infer output dtype. Input dtype must be floating point, got {dtype}.");
            return Sum(dimensions, keepdim, type).div(CountOver(dimensions.Length == 0 ? AllDimensions() : dimensions));
        }

        /// <summary>Variance of all elements, divided by n − 1 when unbiased.</summary>
        public Tensor var(bool unbiased = true) => var(AllDimensions(), unbiased);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim], unbiased, keepdim, type);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            var x = type is { } t ? to(t) : this;
            var squares = (x - x.mean(dimensions, true)).square();
            return squares.Sum(dimensions, keepdim, null).div(Math.Max(0, CountOver(dimensions.Length == 0 ? AllDimensions() : dimensions) - (unbiased ? 1 : 0)));
        }

        /// <summary>Standard deviation.</summary>
        public Tensor std(bool unbiased = true) => Deviation(var(unbiased));

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Deviation(var(dim, unbiased, keepdim, type));

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Deviation(var(dimensions, unbiased, keepdim, type));

        /// <summary>√variance with gradient zero, not infinite, where the variance is zero.</summary>
        private static Tensor Deviation(Tensor variance)
        {
            Tensor deviation;
            using (no_grad()) deviation = variance.sqrt();
            return Tape.Records(variance)
                ? Tape.Record("StdBackward", deviation, [variance], [deviation], static g =>
                    [(g.Output / (g.Saved(0) * 2)).masked_fill(g.Saved(0).detach().eq(0), 0)])
                : deviation;
        }

        /// <summary>Largest element; equal ones share the gradient.</summary>
        public Tensor max() => amax(AllDimensions());

        /// <summary>Smallest element; equal ones share the gradient.</summary>
        public Tensor min() => amin(AllDimensions());

        public Tensor max(Tensor other) => maximum(other);

        public Tensor min(Tensor other) => minimum(other);

        /// <summary>Largest along one dimension and the index of its first occurrence.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Extreme("MaxBackward", dim, keepdim, true);

        /// <summary>Smallest along one dimension and the index of its first occurrence.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Extreme("MinBackward", dim, keepdim, false);

        /// <summary>Largest over some dimensions; equal ones share the gradient.</summary>
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Result(Fold("AmaxBackward", dims, keepdim, true), @out);

        public Tensor amax(params long[] dims) => Fold("AmaxBackward", dims, false, true);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Result(Fold("AminBackward", dims, keepdim, false), @out);

        public Tensor amin(params long[] dims) => Fold("AminBackward", dims, false, false);

        /// <summary>Index of the largest element, of the flattened tensor.</summary>
        public Tensor argmax() => flatten().argmax(0);

        public Tensor argmax(long dim, bool keepdim = false) => Index(Ordered("argmax").max(dim, keepdim));

        public Tensor argmin() => flatten().argmin(0);

        public Tensor argmin(long dim, bool keepdim = false) => Index(Ordered("argmin").min(dim, keepdim));

        private Tensor Ordered(string operation) =>
            dtype == ScalarType.Bool ? throw Guard.Error($"{operation} of a Bool tensor is not supported; convert to numbers.") : this;

        public Tensor any() => AnyOrAll(AllDimensions(), false, true);

        public Tensor any(long dim, bool keepdim = false) => AnyOrAll([dim], keepdim, true);

        public Tensor all() => AnyOrAll(AllDimensions(), false, false);

        public Tensor all(long dim, bool keepdim = false) => AnyOrAll([dim], keepdim, false);

        /// <summary>log Σ exp along one dimension, without overflow.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false)
        {
            if (!dtype.IsFloating()) return to(dtype.ToFloating()).logsumexp(dim, keepdim);
            if (CountOver([dim]) == 0) return exp().sum(dim, keepdim).log(); // −∞
            var peak = detach().amax([dim], true);
            peak = peak.masked_fill(peak.isfinite().logical_not(), 0);
            var sum = ((this - peak).exp().sum(dim, true).log() + peak);
            return keepdim ? sum : sum.squeeze(dim);
        }

        /// <summary>Sums so that the result has the shape that was broadcast to this one.</summary>
        internal Tensor SumTo(long[] sizes)
        {
            var extra = Impl.Sizes.Length - sizes.Length;
            var dims = new List<long>();
            for (var d = 0; d < Impl.Sizes.Length; d++)
                if (d < extra || (sizes[d - extra] == 1 && Impl.Sizes[d] != 1)) dims.Add(d);
            var summed = dims.Count == 0 ? this : Sum([.. dims], true, null);
            return summed.view(sizes);
        }

        private Tensor Sum(long[] dims, bool keepdim, ScalarType? type)
        {
            var accumulates = type ?? (dtype.IsFloating() ? dtype : ScalarType.Int64);
            var x = dtype == accumulates ? this : to(accumulates);
            var reduced = Reduced(dims.Length == 0 ? AllDimensions() : dims); // no dimensions mean all, as in PyTorch
            var result = TensorImpl.Allocate(accumulates, ResultSizes(reduced, keepdim));
            switch (accumulates)
            {
                case ScalarType.Float32: Reduction.Reduce<float, SumFold<float>>(x.Impl, reduced, result); break;
                case ScalarType.Float64: Reduction.Reduce<double, SumFold<double>>(x.Impl, reduced, result); break;
                case ScalarType.Int64: Reduction.Reduce<long, SumFold<long>>(x.Impl, reduced, result); break;
                case ScalarType.Int32: Reduction.Reduce<int, SumFold<int>>(x.Impl, reduced, result); break;
                default: throw Guard.Unsupported(accumulates);
            }
            var sum = new Tensor(result);
            if (!Tape.Records(x)) return sum;
            var (from, kept) = (Impl.Sizes, ResultSizes(reduced, true));
            return Tape.Record("SumBackward", sum, [x], [], g => [g.Output.reshape(kept).expand(from)]);
        }

        private Tensor Fold(string name, long[] dims, bool keepdim, bool largest)
        {
            var reduced = Reduced(dims.Length == 0 ? AllDimensions() : dims);
            if (CountOver(reduced) == 0) throw Guard.Error($"The maximum or minimum of no elements is undefined: shape {Guard.Shape(Impl.Sizes)}.");
            var result = TensorImpl.Allocate(dtype, ResultSizes(reduced, keepdim));
            switch (dtype)
            {
                case ScalarType.Float32: Run<float, MaxFold<float>, MinFold<float>>(); break;
                case ScalarType.Float64: Run<double, MaxFold<double>, MinFold<double>>(); break;
                case ScalarType.Int64: Run<long, MaxFold<long>, MinFold<long>>(); break;
                case ScalarType.Int32: Run<int, MaxFold<int>, MinFold<int>>(); break;
                case ScalarType.Int16: Run<short, MaxFold<short>, MinFold<short>>(); break;
                case ScalarType.Int8: Run<sbyte, MaxFold<sbyte>, MinFold<sbyte>>(); break;
                case ScalarType.Byte or ScalarType.Bool: Run<byte, MaxFold<byte>, MinFold<byte>>(); break;
                default: throw Guard.Unsupported(dtype);
            }
            var extreme = new Tensor(result);
            if (!Tape.Records(this)) return extreme;
            var kept = ResultSizes(reduced, true);
            return Tape.Record(name, extreme, [this], [this, extreme], g =>
            {
                var ties = g.Saved(0).detach().eq(g.Saved(1).detach().reshape(kept)).to(g.Output.dtype);
                var share = ties;
                for (var d = 0; d < reduced.Length; d++)
                    if (reduced[d]) share = share.sum(d, true);
                return [ties / share * g.Output.reshape(kept)];
            });

            void Run<T, TMax, TMin>() where T : unmanaged where TMax : struct, IFold<T> where TMin : struct, IFold<T>
            {
                if (largest) Reduction.Reduce<T, TMax>(Impl, reduced, result);
                else Reduction.Reduce<T, TMin>(Impl, reduced, result);
            }
        }

        private (Tensor, Tensor) Extreme(string name, long dim, bool keepdim, bool largest)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (Impl.Sizes.Length == 0) return (alias(), zeros([], ScalarType.Int64));
            if (Impl.Sizes[d] == 0) throw Guard.Error($"The maximum or minimum of no elements is undefined: dimension {dim} of shape {Guard.Shape(Impl.Sizes)}.");
            var sizes = ResultSizes(Reduced([dim]), keepdim);
            var values = new Tensor(TensorImpl.Allocate(dtype, sizes));
            var indices = new Tensor(TensorImpl.Allocate(ScalarType.Int64, sizes));
            Extremum.Find(Impl, d, largest, values.Impl, indices.Impl);
            if (!Tape.Records(this)) return (values, indices);
            var from = Impl.Sizes;
            Tape.Record(name, values, [this], [indices], g =>
            {
                var (gradient, index) = keepdim ? (g.Output, g.Saved(0)) : (g.Output.unsqueeze(d), g.Saved(0).unsqueeze(d));
                return [gradient.ScatterInto(from, d, index)];
            });
            return (values, indices);
        }

        /// <summary>The result is Bool, but Byte for Byte tensors, which were PyTorch's masks before it had Bool.</summary>
        private Tensor AnyOrAll(long[] dims, bool keepdim, bool any)
        {
            var reduced = Reduced(dims);
            using var truth = ne(0);
            var result = TensorImpl.Allocate(dtype == ScalarType.Byte ? ScalarType.Byte : ScalarType.Bool, ResultSizes(reduced, keepdim));
            if (CountOver(reduced) == 0) Kernels.Fill.With(result, any ? 0 : 1);
            else if (any) Reduction.Reduce<byte, MaxFold<byte>>(truth.Impl, reduced, result);
            else Reduction.Reduce<byte, MinFold<byte>>(truth.Impl, reduced, result);
            return new Tensor(result);
        }

        private static Tensor Result(Tensor value, Tensor? destination)
        {
            if (destination is null) return value;
            destination.copy_(value);
            value.Dispose();
            return destination;
        }

        private static Tensor Index((Tensor values, Tensor indices) pair)
        {
            pair.values.Dispose();
            return pair.indices;
        }

        private long[] AllDimensions() => [.. Enumerable.Range(0, Impl.Sizes.Length).Select(d => (long)d)];

        private bool[] Reduced(long[] dims)
        {
            var reduced = new bool[Impl.Sizes.Length];
            foreach (var dim in dims)
            {
                var d = Guard.Dimension(dim, Impl.Sizes.Length);
                if (Impl.Sizes.Length == 0) continue;
                if (reduced[d]) throw Guard.Error($"dim {dim} appears multiple times in the list of dims {Guard.Shape(dims)}.");
                reduced[d] = true;
            }
            return reduced;
        }

        private long[] ResultSizes(bool[] reduced, bool keepdim)
        {
            var sizes = new List<long>(reduced.Length);
            for (var d = 0; d < reduced.Length; d++)
                if (!reduced[d]) sizes.Add(Impl.Sizes[d]);
                else if (keepdim) sizes.Add(1);
            return [.. sizes];
        }

        private long CountOver(long[] dims) => CountOver(Reduced(dims));

        private long CountOver(bool[] reduced)
        {
            var count = 1L;
            for (var d = 0; d < reduced.Length; d++)
                if (reduced[d]) count *= Impl.Sizes[d];
            return count;
        }
    }

    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    public static Tensor mean(Tensor input) => input.mean();

    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) => input.mean(dimensions, keepdim, type);

    public static Tensor max(Tensor input) => input.max();

    public static Tensor max(Tensor input, Tensor other) => input.max(other);

    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    public static Tensor min(Tensor input) => input.min();

    public static Tensor min(Tensor input, Tensor other) => input.min(other);

    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    public static Tensor argmax(Tensor input) => input.argmax();

    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    public static Tensor all(Tensor input) => input.all();

    public static Tensor any(Tensor input) => input.any();

    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => input.logsumexp(dim, keepdim);

    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    public static Tensor var(Tensor input, bool unbiased = true) => input.var(unbiased);

    public static Tensor std(Tensor input, bool unbiased = true) => input.std(unbiased);

    public static Tensor all(Tensor input, long dim, bool keepdim = false) => input.all(dim, keepdim);

    public static Tensor amax(Tensor input, long[] dims) => input.amax(dims);

    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    public static Tensor any(Tensor input, long dim, bool keepdim = false) => input.any(dim, keepdim);

    public static Tensor argmin(Tensor input) => input.argmin();

    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);

    public static Tensor std(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std(dimensions, unbiased, keepdim, type);

    public static Tensor std(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std(dimensions, unbiased, keepdim, type);

    public static Tensor var(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var(dimensions, unbiased, keepdim, type);

    public static Tensor var(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var(dimensions, unbiased, keepdim, type);
}
