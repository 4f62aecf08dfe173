using TorchSharp.Autograd;
using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// Linear systems and inverses of square matrices.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>
        /// X with A X = B, or X A = B if not <paramref name="left"/>, by elimination with partial pivoting. A [..., n, n]; B [..., n, k] (or [..., k, n]),
        /// whose leading sizes broadcast, or, from the left, vectors [n] or [..., n].
        /// </summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">A matrix is singular.</exception>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => A.SolveLinear("linalg.solve", B, left, true).X;

        /// <summary>The same, with the number of the first zero pivot of each matrix (0: none) instead of an error unless one is asked for.</summary>
        public static (Tensor result, Tensor info) solve_ex(Tensor A, Tensor B, bool left = true, bool check_errors = false) =>
            A.SolveLinear("linalg.solve_ex", B, left, check_errors);

        /// <summary>Inverses of square matrices; where only A⁻¹B is wanted, <see cref="solve"/> is faster and more precise.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">A matrix is singular.</exception>
        public static Tensor inv(Tensor input) => input.Inverse("linalg.inv", true).Inverse;

        public static (Tensor L, Tensor info) inv_ex(Tensor input, bool check_errors = false) => input.Inverse("linalg.inv_ex", check_errors);

        /// <summary>The tensor that <see cref="tensorsolve"/>s A X = B for every B: the first <paramref name="ind"/> dimensions are the rows.</summary>
        public static Tensor tensorinv(Tensor input, long ind)
        {
            var sizes = input.Impl.Sizes;
            if (ind <= 0 || ind > sizes.Length)
                throw Guard.Error($"linalg.tensorinv: ind must lie between 1 and the number of dimensions, got {ind} for shape {Guard.Shape(sizes)}.");
            long[] rows = sizes[..(int)ind], columns = sizes[(int)ind..];
            long n = Shapes.Shape.Count(rows), k = Shapes.Shape.Count(columns);
            if (n != k)
                throw Guard.Error(
                    $"linalg.tensorinv: the products of the sizes before and after ind must be equal, got {n} and {k} for shape {Guard.Shape(sizes)}.");
            return inv(input.reshape(n, k)).reshape([.. columns, .. rows]);
        }

        /// <summary>X with tensordot(A, X, X.ndim) = B; the dimensions <paramref name="dims"/> of A are moved to its end first.</summary>
        public static Tensor tensorsolve(Tensor A, Tensor B, long[] dims)
        {
            var a = dims is null or [] ? A : A.movedim(dims, [.. Enumerable.Range(A.Impl.Sizes.Length - dims.Length, dims.Length).Select(d => (long)d)]);
            var unknowns = a.Impl.Sizes[Math.Min(B.Impl.Sizes.Length, a.Impl.Sizes.Length)..];
            var n = Shapes.Shape.Count(unknowns);
            if (n != B.Impl.Count || n * n != a.Impl.Count)
                throw Guard.Error(
                    $"linalg.tensorsolve: A {Guard.Shape(A.Impl.Sizes)} and B {Guard.Shape(B.Impl.Sizes)} do not fit: {B.Impl.Count} equations, {n} unknowns.");
            return solve(a.reshape(n, n), B.reshape(n)).reshape(unknowns);
        }
    }

    public partial class Tensor
    {
        public Tensor inverse() => Inverse("inverse", true).Inverse;

        internal (Tensor Inverse, Tensor Info) Inverse(string operation, bool check)
        {
            SquareMatrices(operation);
            var identity = eye(Impl.Sizes[^1], dtype: dtype).expand(Impl.Sizes);
            var (y, info) = Eliminate(operation, this, identity, check);
            var recorded = Tape.Records(this)
                ? Tape.Record("InverseBackward", y, [this], [y], static g => [-g.Saved(0).mT.matmul(g.Output).matmul(g.Saved(0).mT)])
                : y;
            return (recorded, info);
        }

        internal (Tensor X, Tensor Info) SolveLinear(string operation, Tensor b, bool left, bool check)
        {
            SquareMatrices(operation);
            if (TakesVectors(b))
            {
                if (!left) throw Guard.Error($"{operation}: X A = B needs matrices B, got vectors of shape {Guard.Shape(b.Impl.Sizes)}.");
                var (x, code) = SolveLinear(operation, b.unsqueeze(-1), true, check);
                return (x.squeeze(-1), code);
            }
            if (!left)
            {
                var (x, code) = mT.SolveLinear(operation, b.mT, true, check);
                return (x.mT, code);
            }
            var (matrices, sides) = BroadcastBatches(operation, b);
            var (result, info) = Eliminate(operation, matrices, sides, check);
            var recorded = Tape.Records(this, b)
                ? Tape.Record("SolveBackward", result, [this, b], [this, result], SolveGradient(Impl.Sizes, b.Impl.Sizes))
                : result;
            return (recorded, info);
        }

        /// <summary>From A X = B: gB = A⁻ᵀ gX and gA = −gB Xᵀ.</summary>
        private static BackwardFormula SolveGradient(long[] matrixSizes, long[] sideSizes) => g =>
        {
            var onSides = g.Saved(0).mT.SolveLinear("linalg.solve", g.Output, true, false).X;
            return [g.Needs(0) ? -onSides.matmul(g.Saved(1).mT).SumTo(matrixSizes) : null, g.Needs(1) ? onSides.SumTo(sideSizes) : null];
        };

        private static (Tensor, Tensor) Eliminate(string operation, Tensor matrices, Tensor sides, bool check)
        {
            MatrixBatch a = MatrixBatch.Read(matrices), x = MatrixBatch.Read(sides);
            var info = new int[a.Count];
            a.ForEach(i =>
            {
                var pivots = new int[a.Rows];
                info[i] = GaussianElimination.Factor(a[i], pivots);
                GaussianElimination.Solve(a[i], pivots, x[i]);
            });
            if (check) RequireFactored(operation, a, info, Singular);
            return (x.ToTensor(matrices.dtype), InfoTensor(a, info));
        }
    }

    public static Tensor inverse(Tensor input) => input.inverse();
}
