using TorchSharp.Autograd;
using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// Systems with triangular matrices.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>
        /// X with A X = B, or X A = B if not <paramref name="left"/>, for triangular A [..., n, n]; leading sizes broadcast. Only the named
        /// triangle is read, and with <paramref name="unitriangular"/> its diagonal counts as ones. A zero on the diagonal gives infinities.
        /// </summary>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false, Tensor? @out = null)
        {
            var x = left ? A.SolveTriangle(B, upper, unitriangular) : A.mT.SolveTriangle(B.mT, !upper, unitriangular).mT;
            return @out is null ? x : @out.copy_(x);
        }
    }

    public partial class Tensor
    {
        /// <summary>X with this X = B.</summary>
        internal Tensor SolveTriangle(Tensor b, bool upper, bool unitDiagonal = false)
        {
            SquareMatrices("linalg.solve_triangular");
            var (matrices, sides) = BroadcastBatches("linalg.solve_triangular", b);
            MatrixBatch a = MatrixBatch.Read(matrices), solution = MatrixBatch.Read(sides);
            solution.ForEach(i => Substitution.Solve(a[i], solution[i], upper, unitDiagonal));
            var x = solution.ToTensor(dtype);
            if (!Tape.Records(this, b)) return x;
            var sizes = b.Impl.Sizes;
            return Tape.Record("SolveTriangularBackward", x, [this, b], [this, x], g =>
            {
                var (a, x) = (g.Saved(0), g.Saved(1));
                var onSides = a.mT.SolveTriangle(g.Output, !upper, unitDiagonal);
                var onMatrix = g.Needs(0) ? -onSides.matmul(x.mT) : null;
                var diagonal = unitDiagonal ? 1 : 0;
                return [(upper ? onMatrix?.triu(diagonal) : onMatrix?.tril(-diagonal))?.SumTo(a.Impl.Sizes), g.Needs(1) ? onSides.SumTo(sizes) : null];
            });
        }

        /// <summary>Y with Y T = this, for a triangle T.</summary>
        private Tensor DividedByTriangle(Tensor triangle, bool upper) => triangle.mT.SolveTriangle(mT, !upper).mT;
    }
}
