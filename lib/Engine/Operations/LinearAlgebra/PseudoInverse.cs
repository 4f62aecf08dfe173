using TorchSharp.Autograd;

namespace TorchSharp;

// What the singular values decide: pseudo-inverses, ranks, condition numbers, least squares.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>
        /// Moore and Penrose's inverses [..., n, m] of matrices [..., m, n]. Singular values up to max(atol, rtol · the largest) count as zero; rtol is
        /// max(m, n) times the rounding error unless it or atol is given. Hermitian matrices are decomposed by their eigenvalues.
        /// </summary>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            input.PseudoInverse(input.Tolerance("linalg.pinv", atol, rtol), hermitian);

        /// <summary>The same with tolerances that broadcast against the batch.</summary>
        public static Tensor pinv(Tensor input, Tensor atol, Tensor? rtol = null, bool hermitian = false) =>
            input.PseudoInverse(input.Tolerance("linalg.pinv", atol, rtol), hermitian);

        /// <summary>
        /// How many singular values exceed max(atol, rtol · the largest), as Int64 [...]; defaults as for <see cref="pinv(Tensor, double?,
        /// double?, bool)"/>.
        /// </summary>
        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            input.Rank(input.Tolerance("linalg.matrix_rank", atol, rtol), hermitian);

        public static Tensor matrix_rank(Tensor input, Tensor atol, Tensor? rtol = null, bool hermitian = false) =>
            input.Rank(input.Tolerance("linalg.matrix_rank", atol, rtol), hermitian);

        /// <summary>How much a linear system with each matrix may amplify errors: its largest singular value by its smallest.</summary>
        public static Tensor cond(Tensor input) => cond(input, 2.0);

        /// <summary>The p-norm of the matrix times that of its inverse; p = ±2 by singular values, ∞ for a singular matrix.</summary>
        public static Tensor cond(Tensor input, double p)
        {
            if (Math.Abs(p) != 2) return input.Condition(a => matrix_norm(a, p));
            var s = svdvals(input);
            Tensor largest = s.select(-1, 0), smallest = s.select(-1, s.Impl.Sizes[^1] - 1);
            return p > 0 ? largest / smallest : smallest / largest;
        }

        public static Tensor cond(Tensor input, int p) => cond(input, (double)p);

        /// <summary>The same for "fro" and "nuc".</summary>
        public static Tensor cond(Tensor input, string p) => input.Condition(a => matrix_norm(a, p));

        /// <summary>
        /// X [..., n, k] of least norm among those that minimize ‖A X − B‖, for A [..., m, n] and B [..., m, k] (or vectors), and the ranks. Residuals and
        /// singular values are empty, as from PyTorch's default driver.
        /// </summary>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other) =>
            input.LeastSquares(other, input.Rounding() * Math.Max(input.Matrices("linalg.lstsq").Impl.Sizes[^1], input.Impl.Sizes[^2]));

        /// <summary>Singular values up to <paramref name="rcond"/> times the largest count as zero.</summary>
        public static (Tensor Solution, Tensor Residuals, Tensor Rank, Tensor SingularValues) lstsq(Tensor input, Tensor other, double rcond) =>
            input.LeastSquares(other, rcond);
    }

    public partial class Tensor
    {
        public Tensor pinverse(double rcond = 1e-15, bool hermitian = false) => PseudoInverse(Tolerance("pinverse", 0, rcond), hermitian);

        internal double Rounding() => dtype == ScalarType.Float32 ? 1.1920928955078125e-7 : 2.220446049250313e-16;

        /// <summary>From the largest singular value, what counts as zero.</summary>
        internal Func<Tensor, Tensor> Tolerance(string operation, double? atol, double? rtol)
        {
            var sizes = Matrices(operation).Impl.Sizes;
            var relative = rtol ?? (atol > 0 ? 0 : Rounding() * Math.Max(sizes[^1], sizes[^2]));
            return largest => (largest * relative).clamp_min(atol ?? 0);
        }

        internal Func<Tensor, Tensor> Tolerance(string operation, Tensor atol, Tensor? rtol)
        {
            var sizes = Matrices(operation).Impl.Sizes;
            var relative = rtol ?? full([], Rounding() * Math.Max(sizes[^1], sizes[^2]), dtype).where(atol.le(0), torch.zeros([], dtype));
            return largest => (largest * relative.unsqueeze(-1)).maximum(atol.unsqueeze(-1));
        }

        /// <summary>Which singular values do not count as zero; there may be none at all.</summary>
        private static Tensor Significant(Tensor s, Func<Tensor, Tensor> tolerance) => s.Impl.Count == 0 ? s.gt(0) : s.gt(tolerance(s.amax([-1L], true)));

        internal Tensor PseudoInverse(Func<Tensor, Tensor> tolerance, bool hermitian)
        {
            Tensor p;
            using (no_grad())
            {
                var (u, s, vh) = hermitian ? HermitianFactors("linalg.pinv") : Svd(false);
                var size = s.abs();
                var kept = Significant(size, tolerance);
                p = (vh.mT * s.reciprocal().masked_fill(kept.logical_not(), 0).unsqueeze(-2)).matmul(u.mT);
            }
            return Tape.Records(this)
                ? Tape.Record("PinvBackward", p, [this], [this, p], static g => [PseudoInverseGradient(g.Saved(0), g.Saved(1), g.Output)])
                : p;
        }

        private (Tensor, Tensor, Tensor) HermitianFactors(string operation)
        {
            var (values, vectors) = SquareMatrices(operation).Eigen(operation, true);
            return (vectors, values, vectors.mT);
        }

        /// <summary>Golub and Pereyra (1973), (4.12), with K = gᵀ P; where the rank does not change.</summary>
        private static Tensor PseudoInverseGradient(Tensor a, Tensor p, Tensor gradient)
        {
            var (adjoint, k) = (p.mT, gradient.mT.matmul(p));
            var outer = k.matmul(adjoint);
            return -p.matmul(k).mT + outer - a.matmul(p).matmul(outer) + adjoint.matmul(p).matmul(gradient.mT - k.matmul(a));
        }

        internal Tensor Rank(Func<Tensor, Tensor> tolerance, bool hermitian)
        {
            using var mode = no_grad();
            var s = hermitian ? SquareMatrices("linalg.matrix_rank").Eigen("linalg.matrix_rank", false).Values.abs() : Svd(false).S;
            return Significant(s, tolerance).sum([-1L]);
        }

        internal Tensor Condition(Func<Tensor, Tensor> norm)
        {
            var (inverse, info) = SquareMatrices("linalg.cond").Inverse("linalg.cond", false);
            return (norm(this) * norm(inverse)).masked_fill(info.ne(0), double.PositiveInfinity);
        }

        internal (Tensor, Tensor, Tensor, Tensor) LeastSquares(Tensor b, double rcond)
        {
            Matrices("linalg.lstsq");
            if (TakesVectors(b))
            {
                var (x, _, rankOf, values) = LeastSquares(b.unsqueeze(-1), rcond);
                return (x.squeeze(-1), torch.empty([0], dtype), rankOf, values);
            }
            var (matrices, sides) = BroadcastBatches("linalg.lstsq", b);
            var tolerance = Tolerance("linalg.lstsq", 0, rcond);
            Tensor solution, rank;
            using (no_grad())
            {
                var (u, s, vh) = matrices.Svd(false);
                var kept = Significant(s, tolerance);
                solution = vh.mT.matmul(u.mT.matmul(sides) * s.reciprocal().masked_fill(kept.logical_not(), 0).unsqueeze(-1));
                rank = kept.sum([-1L]);
            }
            if (Tape.Records(this, b))
                Tape.Record("LstsqBackward", solution, [this, b], [matrices, sides], LeastSquaresGradient(rcond, Impl.Sizes, b.Impl.Sizes));
            return (solution, torch.empty([0], dtype), rank, torch.empty([0], dtype));
        }

        /// <summary>From X = A⁺ B.</summary>
        private static BackwardFormula LeastSquaresGradient(double rcond, long[] matrixSizes, long[] sideSizes) => g =>
        {
            var (a, b) = (g.Saved(0), g.Saved(1));
            var p = a.PseudoInverse(a.Tolerance("linalg.lstsq", 0, rcond), false);
            return
            [
                g.Needs(0) ? PseudoInverseGradient(a, p, g.Output.matmul(b.mT)).SumTo(matrixSizes) : null,
                g.Needs(1) ? p.mT.matmul(g.Output).SumTo(sideSizes) : null,
            ];
        };
    }

    public static Tensor pinverse(Tensor input, double rcond = 1e-15, bool hermitian = false) => input.pinverse(rcond, hermitian);

    public static Tensor matrix_rank(Tensor input, float? tol = null, bool symmetric = false) =>
        tol is { } tolerance ? linalg.matrix_rank(input, tolerance, 0, symmetric) : linalg.matrix_rank(input, hermitian: symmetric);
}
