using TorchSharp.Autograd;
using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// A = P L U by elimination with partial pivoting.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>
        /// L and U of matrices [..., m, n] in one (U on and above the diagonal, L below; L's diagonal is all ones), and the Int32 pivots, counted from 1: at
        /// step k row k was exchanged with row pivots[k]. Differentiable for square matrices.
        /// </summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">A matrix is singular.</exception>
        public static (Tensor LU, Tensor Pivots) lu_factor(Tensor input, bool pivot = true)
        {
            var (lu, pivots, _) = input.LowerUpper("linalg.lu_factor", pivot, true);
            return (lu, pivots);
        }

        /// <summary>P [..., m, m], L [..., m, k] and U [..., k, n] with A = P L U, k = min(m, n).</summary>
        public static (Tensor P, Tensor L, Tensor U) lu(Tensor input, bool pivot = true)
        {
            var (lu, pivots, _) = input.LowerUpper("linalg.lu", pivot, false);
            return lu_unpack(lu, pivots);
        }

        /// <summary>X with A X = B, or X A = B if not <paramref name="left"/>, or the same for Aᵀ, from what <see cref="lu_factor"/> gave.</summary>
        public static Tensor lu_solve(Tensor LU, Tensor pivots, Tensor B, bool left = true, bool adjoint = false, Tensor? @out = null)
        {
            var x = left ? LU.SolveFactored(pivots, B, adjoint) : LU.SolveFactored(pivots, B.mT, !adjoint).mT;
            return @out is null ? x : @out.copy_(x);
        }
    }

    public partial class Tensor
    {
        internal (Tensor LU, Tensor Pivots, Tensor Info) LowerUpper(string operation, bool pivot, bool check)
        {
            var a = MatrixBatch.Read(Matrices(operation));
            var k = Math.Min(a.Rows, a.Columns);
            var info = new int[a.Count];
            var pivots = new int[a.Count * k];
            a.ForEach(i => info[i] = GaussianElimination.Factor(a[i], pivots.AsSpan(i * k, k), pivot));
            if (check) RequireFactored(operation, a, info, Singular);
            for (var i = 0; i < pivots.Length; i++) pivots[i]++;
            var lu = a.ToTensor(dtype);
            var order = tensor(pivots).reshape([.. a.Batch, k]);
            if (Tape.Records(this)) Tape.Record("LuFactorBackward", lu, [this], [lu, order], static g => [LowerUpperGradient(g)]);
            return (lu, order, InfoTensor(a, info));
        }

        /// <summary>
        /// P L⁻ᵀ (tril₋₁(Lᵀ gL) + triu(gU Uᵀ)) U⁻ᵀ (de Hoog, Anderssen and Lukas 2011, Differentiation of matrix functionals using triangular
        /// factorization).
        /// </summary>
        private static Tensor LowerUpperGradient(Gradients g)
        {
            var (lu, pivots) = (g.Saved(0), g.Saved(1));
            if (lu.Impl.Sizes[^1] != lu.Impl.Sizes[^2])
                throw Guard.Error($"The derivative of an LU factorization is implemented for square matrices, not for shape {Guard.Shape(lu.Impl.Sizes)}.");
            var (p, l, u) = lu_unpack(lu, pivots);
            var inner = l.mT.matmul(g.Output.tril(-1)).tril(-1) + g.Output.triu().matmul(u.mT).triu();
            return p.matmul(l.mT.SolveTriangle(inner, upper: true).DividedByTriangle(u.mT, upper: false));
        }

        /// <summary>X with P L U X = B, or (P L U)ᵀ X = B, by two substitutions.</summary>
        internal Tensor SolveFactored(Tensor pivots, Tensor b, bool transposed)
        {
            SquareMatrices("linalg.lu_solve");
            var (p, l, u) = lu_unpack(this, pivots);
            return transposed
                ? p.matmul(l.mT.SolveTriangle(u.mT.SolveTriangle(b, upper: false), upper: true, unitDiagonal: true))
                : u.SolveTriangle(l.SolveTriangle(p.mT.matmul(b), upper: false, unitDiagonal: true), upper: true);
        }
    }

    /// <summary>L and U in one, the pivots, and the number of the first zero pivot of each matrix (0: none).</summary>
    public static (Tensor A_LU, Tensor? pivots, Tensor? infos) lu(Tensor A, bool pivot = true, bool get_infos = false) => A.LowerUpper("lu", pivot, !get_infos);

    /// <summary>X with A X = b from the factors of A.</summary>
    public static Tensor lu_solve(Tensor b, Tensor LU_data, Tensor LU_pivots) => linalg.lu_solve(LU_data, LU_pivots, b);

    /// <summary>P, L and U from their packed form; those not wanted are empty.</summary>
    public static (Tensor P, Tensor L, Tensor U) lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data = true, bool unpack_pivots = true)
    {
        var sizes = LU_data.Matrices("lu_unpack").Impl.Sizes;
        long m = sizes[^2], n = sizes[^1], k = Math.Min(m, n);
        Tensor p = torch.empty([0], LU_data.dtype), l = p, u = p;
        if (unpack_pivots)
        {
            var order = LU_pivots.to(ScalarType.Int64).contiguous().Values<long>();
            var matrices = new MatrixBatch(sizes[..^2], m, m);
            matrices.ForEach(i =>
            {
                var exchanged = new int[k];
                for (var step = 0; step < k; step++) exchanged[step] = (int)order[i * k + step] - 1;
                var rows = Matrix.Identity((int)m);
                GaussianElimination.Permute(rows, exchanged);
                rows.WriteTransposed(matrices[i]);
            });
            p = matrices.ToTensor(LU_data.dtype);
        }
        if (unpack_data)
        {
            l = LU_data.narrow(-1, 0, k).tril(-1) + eye(m, k, LU_data.dtype);
            u = LU_data.narrow(-2, 0, k).triu();
        }
        return (p, l, u);
    }
}
