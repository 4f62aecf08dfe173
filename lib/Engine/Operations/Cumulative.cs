using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Running sums, products and extrema along a dimension; differences and areas.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sums of the first elements of a dimension: y[i] = x[0] + … + x[i].</summary>
        public Tensor cumsum(long dim, ScalarType? type = null)
        {
            var x = Accumulating(type);
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            var y = Lanes.Run(default(CumulativeSum), x, d, LengthOf(d), out var index).reshape(Impl.Sizes);
            index.Dispose();
            // x[i] is in every sum from i on.
            return Tape.Records(x) ? Tape.Record("CumsumBackward", y, [x], [], g => [g.Output.ndim == 0 ? g.Output : g.Output.flip(d).cumsum(d).flip(d)]) : y;
        }

        /// <summary>Products of the first elements of a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null)
        {
            var x = Accumulating(type);
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            var y = Lanes.Run(default(CumulativeProduct), x, d, LengthOf(d), out var index).reshape(Impl.Sizes);
            index.Dispose();
            if (!Tape.Records(x)) return y;
            return Tape.Record("CumprodBackward", y, [x], [x, y], g =>
            {
                var (x, y) = (g.Saved(0), g.Saved(1));
                if (x.ndim == 0) return [g.Output];
                var zero = x.detach().eq(0);
                if (!zero.any().item<bool>()) return [(g.Output * y).flip(d).cumsum(d).flip(d) / x];
                // With zeros the quotient is undefined: ∂y[j]/∂x[i] is the product of the others up to j, formed for each i with a one in its place.
                var parts = new List<Tensor>();
                var size = x.Impl.Sizes[d];
                for (long i = 0; i < size; i++)
                {
                    var one = torch.ones_like(x.narrow(d, i, 1));
                    var others = cat([x.narrow(d, 0, i), one, x.narrow(d, i + 1, size - i - 1)], d).cumprod(d);
                    parts.Add((g.Output * others).narrow(d, i, size - i).sum([d], true));
                }
                return [cat(parts, d)];
            });
        }

        /// <summary>The largest so far along a dimension and its last index.</summary>
        public (Tensor values, Tensor indexes) cummax(long dim) => CumulativeExtreme("CummaxBackward", dim, true);

        /// <summary>The smallest so far along a dimension and its last index.</summary>
        public (Tensor values, Tensor indexes) cummin(long dim) => CumulativeExtreme("CumminBackward", dim, false);

        private (Tensor, Tensor) CumulativeExtreme(string name, long dim, bool largest)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            var values = Lanes.Run(new CumulativeExtremum(largest), this, d, LengthOf(d), out var indices).reshape(Impl.Sizes);
            return Picked(name, values, indices.reshape(Impl.Sizes), d);
        }

        /// <summary>log Σ exp of the first elements of a dimension, without overflow.</summary>
        public Tensor logcumsumexp(long dim)
        {
            RequireFloating("logcumsumexp");
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (Impl.Count == 0 || Impl.Sizes.Length == 0) return clone();
            Tensor y;
            using (no_grad())
            {
                // Sums are taken relative to the largest so far, one index after the other.
                var steps = unbind(d);
                for (var i = 1; i < steps.Length; i++) steps[i] = steps[i - 1].logaddexp(steps[i]);
                y = stack(steps, d);
            }
            return Tape.Records(this)
                ? Tape.Record("LogcumsumexpBackward", y, [this], [this, y], g =>
                {
                    // Σ_j≥i g[j] e^(x[i] − y[j]), scaled by the smallest y so that nothing overflows.
                    var (x, y) = (g.Saved(0), g.Saved(1));
                    var floor = y.detach().amin([d], true);
                    floor = floor.masked_fill(floor.isfinite().logical_not(), 0);
                    var weights = (g.Output * (floor - y).exp()).flip(d).cumsum(d).flip(d);
                    return [weights * (x - floor).exp()];
                })
                : y;
        }

        /// <summary>Differences of neighbours, n times.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null)
        {
            var d = Guard.Dimension(dim, AtLeast("diff", 1).Impl.Sizes.Length);
            if (n < 0) throw Guard.Error($"diff: order must be non-negative, got {n}.");
            var x = prepend is null && append is null ? this : cat((IList<Tensor>)[.. new[] { prepend, this, append }.OfType<Tensor>()], d);
            for (; n > 0; n--)
            {
                var size = x.Impl.Sizes[d];
                if (size <= 1) return x.narrow(d, 0, 0);
                var (later, earlier) = (x.narrow(d, 1, size - 1), x.narrow(d, 0, size - 1));
                x = dtype == ScalarType.Bool ? later.logical_xor(earlier) : later - earlier;
            }
            return x;
        }

        /// <summary>∫ y by the trapezoidal rule over points <paramref name="dx"/> apart.</summary>
        public Tensor trapezoid(double dx = 1, long dim = -1) => Trapezes(dim).sum([dim]) * dx;

        /// <summary>∫ y dx by the trapezoidal rule.</summary>
        public Tensor trapezoid(Tensor x, long dim = -1) => (Trapezes(dim) * Widths(x, dim)).sum([dim]);

        /// <summary>The integrals up to each point but the first.</summary>
        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) => Trapezes(dim).cumsum(dim) * dx;

        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => (Trapezes(dim) * Widths(x, dim)).cumsum(dim);

        private Tensor Trapezes(long dim)
        {
            var d = Guard.Dimension(dim, AtLeast("trapezoid", 1).Impl.Sizes.Length);
            var size = Math.Max(1, Impl.Sizes[d]);
            return Impl.Sizes[d] == 0 ? this : (narrow(d, 0, size - 1) + narrow(d, 1, size - 1)) / 2;
        }

        private Tensor Widths(Tensor x, long dim)
        {
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (x.Impl.Sizes.Length != 1) return x.diff(1, dim);
            return x.diff().reshape([.. Enumerable.Repeat(1L, d), -1, .. Enumerable.Repeat(1L, Impl.Sizes.Length - d - 1)]);
        }

        /// <summary>The type sums are taken in: integers and truth values become Int64.</summary>
        private Tensor Accumulating(ScalarType? type) => (type ?? (dtype.IsFloating() ? dtype : ScalarType.Int64)) is var t && t == dtype ? this : to(t);

        private long LengthOf(int d) => Impl.Sizes.Length == 0 ? 1 : Impl.Sizes[d];

        /// <summary>Connects values that were picked along a dimension: their gradient goes to the places they came from.</summary>
        private (Tensor, Tensor) Picked(string name, Tensor values, Tensor indices, int d)
        {
            if (!Tape.Records(this)) return (values, indices);
            var from = Impl.Sizes;
            Tape.Record(name, values, [this], [indices], g => [g.Output.ScatterInto(from, d, g.Saved(0))]);
            return (values, indices);
        }
    }

    public static Tensor trapz(Tensor y, double dx = 1, long dim = -1) => y.trapezoid(dx, dim);

    public static Tensor trapz(Tensor y, Tensor x, long dim = -1) => y.trapezoid(x, dim);

    public static (Tensor values, Tensor indices) cummax(Tensor input, long dim) => input.cummax(dim);

    public static (Tensor values, Tensor indices) cummin(Tensor input, long dim) => input.cummin(dim);

    public static Tensor cumprod(Tensor input, long dim, ScalarType? dtype = null) => input.cumprod(dim, dtype);

    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);

    public static Tensor cumulative_trapezoid(Tensor y, double dx = 1, long dim = -1) => y.cumulative_trapezoid(dx, dim);

    public static Tensor cumulative_trapezoid(Tensor y, Tensor x, long dim = -1) => y.cumulative_trapezoid(x, dim);

    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => input.diff(n, dim, prepend, append);

    public static Tensor logcumsumexp(Tensor input, long dim) => input.logcumsumexp(dim);

    public static Tensor trapezoid(Tensor y, double dx = 1, long dim = -1) => y.trapezoid(dx, dim);

    public static Tensor trapezoid(Tensor y, Tensor x, long dim = -1) => y.trapezoid(x, dim);
}
