using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Products, norms, and reductions that pass over NaN or give two results.
public static partial class torch
{
    private readonly struct LineProduct : ILineOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y, Span<long> index) where T : unmanaged, INumber<T>
        {
            var product = T.One;
            foreach (var value in x) product *= value;
            y[0] = product;
        }
    }

    public partial class Tensor
    {
        /// <summary>Product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => reshape(-1).prod(0, false, type);

        /// <summary>Product over one dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null)
        {
            var x = Accumulating(type);
            var d = Guard.Dimension(dim, Impl.Sizes.Length);
            if (Impl.Sizes.Length == 0) return x.clone();
            var product = Lanes.Run(default(LineProduct), x, d, 1, out var index);
            index.Dispose();
            if (Tape.Records(x)) Tape.Record("ProdBackward", product, [x], [x], g => [g.Output * g.Saved(0).ProductOfOthers(d)]);
            return keepdim ? product : product.squeeze(d);
        }

        /// <summary>For each element the product of the others of its line, from both sides, so that zeros do no harm.</summary>
        private Tensor ProductOfOthers(int d)
        {
            var size = Impl.Sizes[d];
            if (size == 0) return this;
            var one = torch.ones_like(narrow(d, 0, 1));
            var before = cat([one, narrow(d, 0, size - 1)], d).cumprod(d);
            var after = cat([one, flip(d).narrow(d, 0, size - 1)], d).cumprod(d).flip(d);
            return before * after;
        }

        /// <summary>Sum of the elements that are not NaN.</summary>
        public Tensor nansum() => dtype.IsFloating() ? masked_fill(detach().isnan(), 0).sum() : sum();

        /// <summary>Mean of the elements that are not NaN.</summary>
        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null)
        {
            var x = (dtype is { } type ? to(type) : this).RequireFloating("nanmean");
            using var missing = x.detach().isnan();
            long[] dims = dim is { } d ? [d] : x.AllDimensions();
            var count = missing.logical_not().Sum(dims, keepdim, null);
            return x.masked_fill(missing, 0).Sum(dims, keepdim, null) / count;
        }

        /// <summary>How many elements are not zero.</summary>
        public Tensor count_nonzero(long[]? dims = null) => ne(0).sum(dims ?? AllDimensions());

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2) => VectorNorm(p, AllDimensions(), false);

        /// <summary>The p-norm over one dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2) => VectorNorm(p, [dim], keepdim);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2) => (this - other).norm(p);

        /// <summary>(Σ |x|ᵖ)^(1/p); p = ∞ and −∞ give the largest and smallest magnitude, 0 the number of elements that are not zero.</summary>
        internal Tensor VectorNorm(double p, long[] dims, bool keepdim)
        {
            RequireFloating("norm");
            if (p == 0) return ne(0).to(dtype).Sum(dims, keepdim, null);
            if (p == 1) return abs().Sum(dims, keepdim, null);
            if (double.IsInfinity(p)) return p > 0 ? abs().amax(dims, keepdim) : abs().amin(dims, keepdim);
            Tensor norm;
            using (no_grad())
                norm = p == 2 ? square().Sum(dims, keepdim, null).sqrt() : abs().pow(p).Sum(dims, keepdim, null).pow(1 / p);
            if (!Tape.Records(this)) return norm;
            var kept = ResultSizes(Reduced(dims.Length == 0 ? AllDimensions() : dims), true);
            return Tape.Record("NormBackward", norm, [this], [this, norm], g =>
            {
                // x/‖x‖ for p = 2, else sign(x)(|x|/‖x‖)^(p−1); at zero the subgradient zero, as in PyTorch.
                var (x, norm, gradient) = (g.Saved(0), g.Saved(1).reshape(kept), g.Output.reshape(kept));
                var zero = norm.detach().eq(0);
                var safe = norm.masked_fill(zero, 1);
                var direction = p == 2 ? x / safe : x.sign() * (x.abs() / safe).masked_fill(x.detach().eq(0), p > 1 ? 0 : 1).pow(p - 1).masked_fill(x.detach().eq(0), 0);
                return [(gradient * direction).masked_fill(zero, 0)];
            });
        }

        /// <summary>Smallest and largest, of all elements or along a dimension.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false)
        {
            long[] dims = dim is { } d ? [d] : AllDimensions();
            return (amin(dims, keepdim), amax(dims, keepdim));
        }

        /// <summary>Variance and mean.</summary>
        public (Tensor var, Tensor mean) var_mean(bool unbiased = true) => (this.var(unbiased), mean());

        public (Tensor var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var_mean(new[] { dim }, unbiased, keepdim, type);

        /// <summary>Variance and mean; TorchSharp calls the variance <c>std</c> in this overload.</summary>
        public (Tensor std, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            (this.var(dimensions, unbiased, keepdim, type), mean(dimensions, keepdim, type));

        /// <summary>Standard deviation and mean.</summary>
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => (std(unbiased), mean());

        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std_mean(new[] { dim }, unbiased, keepdim, type);

        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            (std(dimensions, unbiased, keepdim, type), mean(dimensions, keepdim, type));

        /// <summary>Covariances of the rows, whose columns are observations; optionally weighted by counts and by importance.</summary>
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null)
        {
            if (Impl.Sizes.Length > 2) throw Guard.Error($"cov(): expected input to have two or fewer dimensions, got shape {Guard.Shape(Impl.Sizes)}.");
            var x = to(dtype.ToFloating());
            if (x.Impl.Sizes.Length < 2) x = x.reshape(1, -1);
            var weights = fweights is null ? aweights?.to(x.dtype) : aweights is null ? fweights.to(x.dtype) : fweights.to(x.dtype) * aweights.to(x.dtype);
            var total = weights is null ? full([], x.Impl.Sizes[1], x.dtype) : weights.sum();
            var freedom = weights is null || aweights is null ? total - correction
                : total - (weights * aweights.to(x.dtype)).sum() * correction / total;
            var centred = x - (weights is null ? x : x * weights).sum([1L], true) / total;
            var products = (weights is null ? centred : centred * weights).mm(centred.t());
            return (products / freedom.clamp_min(0)).squeeze();
        }

        /// <summary>Pearson's correlations of the rows, within [−1, 1].</summary>
        public Tensor corrcoef()
        {
            var c = cov();
            if (c.Impl.Sizes.Length == 0) return c / c;
            var deviation = c.diagonal().sqrt();
            return (c / deviation.unsqueeze(1) / deviation.unsqueeze(0)).clamp(-1, 1);
        }
    }

    public static Tensor norm(Tensor input) => input.norm();

    public static (Tensor min, Tensor max) aminmax(Tensor input, long? dim = null, bool keepdim = false) => input.aminmax(dim, keepdim);

    public static Tensor corrcoef(Tensor input) => input.corrcoef();

    public static Tensor count_nonzero(Tensor input, long[]? dims = null) => input.count_nonzero(dims);

    public static Tensor cov(Tensor input, long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => input.cov(correction, fweights, aweights);

    public static Tensor dist(Tensor input, Tensor other, float p = 2) => input.dist(other, p);

    public static Tensor nanmean(Tensor input, int? dim = null, bool keepdim = false, ScalarType? dtype = null) => input.nanmean(dim, keepdim, dtype);

    public static Tensor nansum(Tensor input) => input.nansum();

    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2) => input.norm(dimension, keepdim, p);

    public static Tensor norm(Tensor input, float p = 2) => input.norm(p);

    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.prod(dim, keepdim, type);

    public static Tensor prod(Tensor input, ScalarType? type = null) => input.prod(type);

    public static (Tensor std, Tensor mean) std_mean(Tensor input, bool unbiased = true) => input.std_mean(unbiased);

    public static (Tensor std, Tensor mean) std_mean(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std_mean(dimensions, unbiased, keepdim, type);

    public static (Tensor std, Tensor mean) std_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std_mean(dimensions, unbiased, keepdim, type);

    public static (Tensor @var, Tensor mean) var_mean(Tensor input, bool unbiased = true) => input.var_mean(unbiased);

    public static (Tensor @var, Tensor mean) var_mean(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var_mean(dimensions, unbiased, keepdim, type);

    public static (Tensor @var, Tensor mean) var_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var_mean(dimensions, unbiased, keepdim, type);
}
