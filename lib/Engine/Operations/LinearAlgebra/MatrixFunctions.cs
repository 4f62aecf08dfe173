namespace TorchSharp;

// Functions of matrices and products of several.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>The product of matrices in the order of fewest multiplications; the first and the last may be vectors.</summary>
        public static Tensor multi_dot(IList<Tensor> tensors)
        {
            if (tensors.Count < 2) throw Guard.Error($"linalg.multi_dot: at least two tensors are expected, got {tensors.Count}.");
            var matrices = tensors.ToArray();
            bool row = matrices[0].Impl.Sizes.Length == 1, column = matrices[^1].Impl.Sizes.Length == 1;
            if (row) matrices[0] = matrices[0].unsqueeze(0);
            if (column) matrices[^1] = matrices[^1].unsqueeze(1);
            foreach (var matrix in matrices)
                if (matrix.Impl.Sizes.Length != 2)
                    throw Guard.Error($"linalg.multi_dot: matrices are expected, and vectors at the ends, got shape {Guard.Shape(matrix.Impl.Sizes)}.");
            var product = Multiply(matrices, BestSplits(matrices), 0, matrices.Length - 1);
            if (row) product = product.squeeze(0);
            return column ? product.squeeze(-1) : product;
        }

        /// <summary>Where to cut each run of matrices (Cormen et al. 2009, 15.2).</summary>
        private static int[,] BestSplits(Tensor[] matrices)
        {
            var n = matrices.Length;
            long[] sizes = [matrices[0].Impl.Sizes[0], .. matrices.Select(m => m.Impl.Sizes[1])];
            var cost = new double[n, n];
            var split = new int[n, n];
            for (var length = 2; length <= n; length++)
                for (var i = 0; i + length <= n; i++)
                {
                    var j = i + length - 1;
                    cost[i, j] = double.PositiveInfinity;
                    for (var k = i; k < j; k++)
                    {
                        var total = cost[i, k] + cost[k + 1, j] + (double)sizes[i] * sizes[k + 1] * sizes[j + 1];
                        if (total < cost[i, j]) (cost[i, j], split[i, j]) = (total, k);
                    }
                }
            return split;
        }

        private static Tensor Multiply(Tensor[] matrices, int[,] split, int i, int j) =>
            i == j ? matrices[i] : Multiply(matrices, split, i, split[i, j]).mm(Multiply(matrices, split, split[i, j] + 1, j));

        /// <summary>Σ x y over a dimension.</summary>
        public static Tensor vecdot(Tensor x, Tensor y, long dim = -1, Tensor? @out = null)
        {
            var result = (x * y).sum([dim]);
            return @out is null ? result : @out.copy_(result);
        }

        /// <summary>x × y of vectors with three components in a dimension; the others broadcast.</summary>
        public static Tensor cross(Tensor input, Tensor other, long dim = -1)
        {
            var sizes = Shapes.Shape.Broadcast(input.Impl.Sizes, other.Impl.Sizes);
            var d = Guard.Dimension(dim, sizes.Length);
            Tensor a = input.expand(sizes), b = other.expand(sizes);
            if (sizes.Length == 0 || sizes[d] != 3)
                throw Guard.Error(
                    $"linalg.cross: dimension {dim} must have the length 3, got shapes {Guard.Shape(input.Impl.Sizes)} and {Guard.Shape(other.Impl.Sizes)}.");
            return a.roll(-1, d) * b.roll(-2, d) - a.roll(-2, d) * b.roll(-1, d);
        }

        /// <summary>A view of the diagonals of matrices.</summary>
        public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = -2, int dim2 = -1) => input.diagonal(offset, dim1, dim2);

        /// <summary>Vandermonde's matrices x[i]ʲ, j = 0 … N − 1, of vectors [..., n]; N is n by default.</summary>
        public static Tensor vander(Tensor input, long? N = null)
        {
            if (input.Impl.Sizes.Length == 0) throw Guard.Error("linalg.vander: a vector or a batch of vectors is expected, got a single number.");
            var columns = N ?? input.Impl.Sizes[^1];
            if (columns < 1 && N is not null) throw Guard.Error($"linalg.vander: N must be at least 1, got {N}.");
            return input.unsqueeze(-1).pow(arange(columns));
        }

        /// <summary>Σ Aᵏ/k! of square matrices, by Padé's approximant of order 13 after halving A until its norm is small (Higham 2005).</summary>
        public static Tensor matrix_exp(Tensor input) => input.matrix_exp();
    }

    public partial class Tensor
    {
        /// <summary>
        /// b₀ … b₁₃ of Padé's approximant of the exponential (Higham 2005, The scaling and squaring method for the matrix exponential revisited,
        /// (2.3)).
        /// </summary>
        private static readonly double[] Pade13 = [.. Enumerable.Range(0, 14).Select(PadeCoefficient)];

        private static double PadeCoefficient(int j)
        {
            // (26 − j)! 13! / (26! j! (13 − j)!), starting from 1.
            var b = 1.0;
            for (var i = 0; i < j; i++) b *= (13.0 - i) / ((26.0 - i) * (i + 1));
            return b;
        }

        /// <summary>Up to this 1-norm the approximant is exact to double precision.</summary>
        private const double PadeReach = 5.371920351148152;

        public Tensor matrix_exp()
        {
            if (SquareMatrices("matrix_exp").Impl.Count == 0) return clone();
            var size = detach().abs().sum([-2L]).amax([-1L]).max().ToDouble();
            var halvings = size > PadeReach ? (int)Math.Ceiling(Math.Log2(size / PadeReach)) : 0;
            Tensor a = this * Math.ScaleB(1, -halvings), one = eye(Impl.Sizes[^1], dtype: dtype);
            Tensor a2 = a.matmul(a), a4 = a2.matmul(a2), a6 = a4.matmul(a2);
            Tensor Polynomial(int first) =>
                a6.matmul(a6 * Pade13[first + 12] + a4 * Pade13[first + 10] + a2 * Pade13[first + 8])
                + a6 * Pade13[first + 6] + a4 * Pade13[first + 4] + a2 * Pade13[first + 2] + one * Pade13[first];
            Tensor odd = a.matmul(Polynomial(1)), even = Polynomial(0);
            var result = (even - odd).SolveLinear("matrix_exp", even + odd, true, false).X;
            for (; halvings > 0; halvings--) result = result.matmul(result);
            return result;
        }

        /// <summary>x[i]ʲ in columns of falling powers, or rising ones; N columns, n by default.</summary>
        public Tensor vander(long N = -1, bool increasing = false)
        {
            if (Impl.Sizes.Length != 1) throw Guard.Error($"vander: a vector is expected, got shape {Guard.Shape(Impl.Sizes)}.");
            var powers = arange(N < 0 ? Impl.Sizes[0] : N);
            return unsqueeze(-1).pow(increasing ? powers : powers.flip(0));
        }

        /// <summary>Transposed in the last two dimensions; the same as mT, numbers being real.</summary>
        public Tensor adjoint() => mT;
    }

    public static Tensor adjoint(Tensor input) => input.adjoint();

    public static Tensor matrix_exp(Tensor input) => input.matrix_exp();

    public static Tensor vander(Tensor x, long N = -1, bool increasing = false) => x.vander(N, increasing);
}
