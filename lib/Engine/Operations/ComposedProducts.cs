namespace TorchSharp;

/// <summary>How cdist may compute; the embedded engine always subtracts.</summary>
public enum compute_mode
{
    use_mm_for_euclid_dist_if_necessary = 0,
    use_mm_for_euclid_dist = 1,
    donot_use_mm_for_euclid_dist = 2,
}

// Products beside matmul, composed of it.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>beta · this + alpha · mat × vec.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Blend(mat.mv(vec), beta, alpha);

        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => InPlace(x => x.addmv(mat, vec, beta, alpha), mat, vec);

        /// <summary>beta · this + alpha · vec1 ⊗ vec2.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Blend(vec1.outer(vec2), beta, alpha);

        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => InPlace(x => x.addr(vec1, vec2, beta, alpha), vec1, vec2);

        /// <summary>beta · this + alpha · batch1 × batch2, for each matrix of the batches.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Blend(batch1.bmm(batch2), beta, alpha);

        /// <summary>beta · this + alpha · Σ batch1[i] × batch2[i].</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Blend(batch1.bmm(batch2).Sum([0], false, null), beta, alpha);

        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => InPlace(x => x.addbmm(batch1, batch2, beta, alpha), batch1, batch2);

        // beta = 0 ignores this tensor, NaN included.
        private Tensor Blend(Tensor product, float beta, float alpha) =>
            beta == 0 ? (product * alpha).expand(Shapes.Shape.Broadcast(Impl.Sizes, product.Impl.Sizes)) : beta == 1 && alpha == 1 ? this + product : this * beta + product * alpha;

        /// <summary>Products over the last dimensions of both: [..., k] and [..., k] give every pair.</summary>
        public Tensor inner(Tensor vec2)
        {
            if (Impl.Sizes.Length == 0 || vec2.Impl.Sizes.Length == 0) return this * vec2;
            return Impl.Sizes[^1] == vec2.Impl.Sizes[^1]
                ? tensordot(vec2, [-1], [-1])
                : throw Guard.Error($"inner: the last dimensions must match, got {Guard.Shape(Impl.Sizes)} and {Guard.Shape(vec2.Impl.Sizes)}.");
        }

        public Tensor vdot(Tensor target) => dot(target);

        public Tensor ger(Tensor vec2) => outer(vec2);

        /// <summary>Sums products over the last dims dimensions of this and the first of b.</summary>
        public Tensor tensordot(Tensor b, long dims = 2)
        {
            if (dims < 0 || dims > Impl.Sizes.Length || dims > b.Impl.Sizes.Length)
                throw Guard.Error($"tensordot expects dims between 0 and the number of dimensions, got {dims} for {Guard.Shape(Impl.Sizes)} and {Guard.Shape(b.Impl.Sizes)}.");
            var count = (int)dims;
            return tensordot(b, [.. Enumerable.Range(Impl.Sizes.Length - count, count).Select(d => (long)d)], [.. Enumerable.Range(0, count).Select(d => (long)d)]);
        }

        /// <summary>Sums products over dimension dims1[i] of this and dims2[i] of b; the other dimensions remain, this tensor's first.</summary>
        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2)
        {
            if (dims1.Length != dims2.Length) throw Guard.Error($"tensordot: both lists must have the same length, got {Guard.Shape(dims1)} and {Guard.Shape(dims2)}.");
            int[] first = [.. dims1.Select(d => Guard.Dimension(d, Impl.Sizes.Length))], second = [.. dims2.Select(d => Guard.Dimension(d, b.Impl.Sizes.Length))];
            for (var i = 0; i < first.Length; i++)
                if (Impl.Sizes[first[i]] != b.Impl.Sizes[second[i]])
                    throw Guard.Error($"tensordot: contracted dimensions need to match, but {Guard.Shape(Impl.Sizes)} has size {Impl.Sizes[first[i]]} in dim {dims1[i]} and {Guard.Shape(b.Impl.Sizes)} has size {b.Impl.Sizes[second[i]]} in dim {dims2[i]}.");
            long[] own = [.. Enumerable.Range(0, Impl.Sizes.Length).Except(first).Select(d => (long)d)], other = [.. Enumerable.Range(0, b.Impl.Sizes.Length).Except(second).Select(d => (long)d)];
            long[] rows = [.. own.Select(d => Impl.Sizes[d])], columns = [.. other.Select(d => b.Impl.Sizes[d])];
            var inside = Shapes.Shape.Count(first.Select(d => Impl.Sizes[d]).ToArray());
            var left = permute([.. own, .. first.Select(d => (long)d)]).reshape(Shapes.Shape.Count(rows), inside);
            var right = b.permute([.. second.Select(d => (long)d), .. other]).reshape(inside, Shapes.Shape.Count(columns));
            return left.mm(right).reshape([.. rows, .. columns]);
        }

        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, dims.Select(d => d.Item1).ToArray(), dims.Select(d => d.Item2).ToArray());

        /// <summary>Kronecker's product: every element times the whole of <paramref name="other"/>.</summary>
        public Tensor kron(Tensor other)
        {
            var ndim = Math.Max(Impl.Sizes.Length, other.Impl.Sizes.Length);
            long[] a = [.. Enumerable.Repeat(1L, ndim - Impl.Sizes.Length), .. Impl.Sizes], b = [.. Enumerable.Repeat(1L, ndim - other.Impl.Sizes.Length), .. other.Impl.Sizes];
            long[] left = [.. a.SelectMany(size => new[] { size, 1L })], right = [.. b.SelectMany(size => new[] { 1L, size })];
            return (reshape(left) * other.reshape(right)).reshape([.. a.Zip(b, (x, y) => x * y)]);
        }

        /// <summary>The matrix (or each of a batch) multiplied n times with itself; for negative n, its inverse.</summary>
        public Tensor matrix_power(int n)
        {
            AtLeast("matrix_power", 2);
            if (Impl.Sizes[^1] != Impl.Sizes[^2]) throw Guard.Error($"matrix_power: the matrices must be square, got {Guard.Shape(Impl.Sizes)}.");
            if (n < 0) return Inverse("matrix_power", true).Inverse.matrix_power(-n);
            if (n == 0) return eye(Impl.Sizes[^1], dtype: dtype).expand(Impl.Sizes).clone();
            Tensor? result = null;
            for (var square = this; ; square = square.matmul(square))
            {
                if ((n & 1) != 0) result = result is null ? square : result.matmul(square);
                if ((n >>= 1) == 0) return ReferenceEquals(result, this) ? clone() : result!;
            }
        }
    }

    /// <summary>
    /// Products of tensors summed over the labels that the result does not have: "ij,jk->ik". Without an arrow the result has the labels
    /// that occur once, in alphabetical order; "..." stands for dimensions that broadcast.
    /// </summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Contraction.Evaluate(equation, tensors);

    /// <summary>p-norms of the differences of every pair of rows: [..., n, m] and [..., k, m] give [..., n, k].</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary)
    {
        if (x1.Impl.Sizes.Length < 2 || x2.Impl.Sizes.Length < 2 || x1.Impl.Sizes[^1] != x2.Impl.Sizes[^1])
            throw Guard.Error($"cdist: rows of one length expected, got {Guard.Shape(x1.Impl.Sizes)} and {Guard.Shape(x2.Impl.Sizes)}.");
        if (p < 0) throw Guard.Error($"cdist only supports non-negative p values, got {p}.");
        return (x1.unsqueeze(-2) - x2.unsqueeze(-3)).VectorNorm(p, [-1], false);
    }

    /// <summary>A product of several matrices.</summary>
    public static Tensor chain_matmul(params Tensor[] matrices) => matrices.Aggregate((a, b) => a.mm(b));

    public static Tensor addbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.addbmm(batch1, batch2, beta, alpha);

    public static Tensor addbmm_(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.addbmm_(batch1, batch2, beta, alpha);

    public static Tensor addmv(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv(mat1, mat2, beta, alpha);

    public static Tensor addmv_(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) => input.addmv_(mat1, mat2, beta, alpha);

    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => input.addr(vec1, vec2, beta, alpha);

    public static Tensor addr_(Tensor input, Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => input.addr_(vec1, vec2, beta, alpha);

    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => input.baddbmm(batch1, batch2, beta, alpha);

    public static Tensor ger(Tensor input, Tensor vec2) => input.ger(vec2);

    public static Tensor inner(Tensor input, Tensor vec2) => input.inner(vec2);

    public static Tensor kron(Tensor input, Tensor other) => input.kron(other);

    public static Tensor matrix_power(Tensor input, int n) => input.matrix_power(n);

    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2) => a.tensordot(b, dims);

    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => a.tensordot(b, dims1, dims2);

    public static Tensor tensordot(Tensor a, Tensor b, (long, long)[] dims) => a.tensordot(b, dims);

    public static Tensor vdot(Tensor input, Tensor target) => input.vdot(target);
}
