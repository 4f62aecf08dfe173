namespace TorchSharp;

// Norms of vectors and matrices.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>
        /// (Σ |x|ᵖ)^(1/p) over the given dimensions, or over all; ±∞ give the largest and smallest magnitude, 0 the number of elements that are
        /// not zero.
        /// </summary>
        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false) =>
            input.VectorNorm(ord, dims ?? [.. Enumerable.Range(0, input.Impl.Sizes.Length).Select(d => (long)d)], keepdim);

        /// <summary>Norms of the matrices in two dimensions (the last two by default): "fro", √Σ a², or "nuc", the sum of the singular values.</summary>
        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) => ord switch
        {
            "fro" => input.VectorNorm(2, Plane(input, dims), keepdim),
            "nuc" => OfSingularValues(input, dims, keepdim, static s => s.sum([-1L])),
            _ => throw Guard.Error($"linalg.matrix_norm: order '{ord}' is not known; use \"fro\", \"nuc\" or a number."),
        };

        /// <summary>1 and ∞: the largest sum of magnitudes of a column and of a row; 2: the largest singular value; negative: the smallest.</summary>
        public static Tensor matrix_norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false)
        {
            var plane = Plane(input, dims);
            if (Math.Abs(ord) == 2) return OfSingularValues(input, dims, keepdim, s => ord > 0 ? s.amax([-1L]) : s.amin([-1L]));
            if (Math.Abs(ord) != 1 && !double.IsInfinity(ord))
                throw Guard.Error($"linalg.matrix_norm: order {ord} is not supported; use 1, 2, infinity or their negatives, \"fro\" or \"nuc\".");
            var (summed, sought) = Math.Abs(ord) == 1 ? (plane[0], plane[1]) : (plane[1], plane[0]);
            var sums = input.RequireFloating("linalg.matrix_norm").abs().sum([summed], true);
            var norm = ord > 0 ? sums.amax([sought], true) : sums.amin([sought], true);
            return keepdim ? norm : norm.squeeze(Math.Max(plane[0], plane[1])).squeeze(Math.Min(plane[0], plane[1]));
        }

        /// <summary>The 2-norm of all elements, or over one dimension, or of the matrices in two.</summary>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => vector_norm(input, 2, dims, keepdim);

        /// <summary>The vector norm over one dimension (or of a vector), the matrix norm over two (or of a matrix).</summary>
        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false)
        {
            var count = dims?.Length ?? input.Impl.Sizes.Length;
            return count switch
            {
                0 or 1 => vector_norm(input, ord, dims, keepdim),
                2 => matrix_norm(input, ord, dims ?? [0, 1], keepdim),
                _ => throw Guard.Error($"linalg.norm: with an order, one or two dimensions are expected, got {count}."),
            };
        }

        public static Tensor norm(Tensor input, int ord, long[]? dims = null, bool keepdim = false) => norm(input, (double)ord, dims, keepdim);

        public static Tensor norm(Tensor input, string ord, long[]? dims = null, bool keepdim = false) => matrix_norm(input, ord, dims, keepdim);

        private static long[] Plane(Tensor input, long[]? dims)
        {
            var ndim = input.Impl.Sizes.Length;
            if ((dims?.Length ?? 2) != 2 || ndim < 2)
                throw Guard.Error(
                    $"linalg.matrix_norm: a matrix has two dimensions, got dims {Guard.Shape(dims ?? [-2, -1])} for shape {Guard.Shape(input.Impl.Sizes)}.");
            long[] plane = [.. (dims ?? [-2, -1]).Select(d => (long)Guard.Dimension(d, ndim))];
            return plane[0] != plane[1] ? plane : throw Guard.Error($"linalg.matrix_norm: the two dimensions must differ, got {Guard.Shape(dims ?? [])}.");
        }

        private static Tensor OfSingularValues(Tensor input, long[]? dims, bool keepdim, Func<Tensor, Tensor> combine)
        {
            var plane = Plane(input, dims);
            var norm = combine(svdvals(input.movedim(plane, [-2, -1])));
            if (!keepdim) return norm;
            return norm.unsqueeze(Math.Min(plane[0], plane[1])).unsqueeze(Math.Max(plane[0], plane[1]));
        }
    }
}
