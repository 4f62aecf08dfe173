using TorchSharp.Autograd;
using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// A = U Σ Vᵀ of any matrices.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>
        /// U, the singular values [..., k] in descending order, and Vᵀ of matrices [..., m, n], k = min(m, n). U is [..., m, m] and Vᵀ [..., n, n], or
        /// [..., m, k] and [..., k, n] if not <paramref name="fullMatrices"/>. Signs of the vectors are arbitrary; their gradient exists where singular
        /// values differ and what follows does not depend on the signs, nor on the vectors beyond the first k.
        /// </summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => input.Svd(fullMatrices);

        /// <summary>The singular values alone, descending.</summary>
        public static Tensor svdvals(Tensor input) => input.Svd(false).S;
    }

    public partial class Tensor
    {
        internal (Tensor U, Tensor S, Tensor Vh) Svd(bool full)
        {
            if (Matrices("linalg.svd").Impl.Sizes is var sizes && sizes[^2] < sizes[^1])
            {
                var (v, s, uh) = mT.Svd(full);
                return (uh.mT, s, v.mT);
            }
            var a = MatrixBatch.Read(this);
            MatrixBatch u = new(a.Batch, a.Rows, full ? a.Rows : a.Columns), values = new(a.Batch, 1, a.Columns), vh = new(a.Batch, a.Columns, a.Columns);
            var failed = new int[a.Count];
            a.ForEach(i =>
            {
                var left = new Matrix(u.Columns, u.Rows);
                if (!SingularValues.Decompose(a[i].Transposed(), values[i].All, left, vh[i])) failed[i] = 1;
                left.WriteTransposed(u[i]);
            });
            RequireFactored("linalg.svd", a, failed, static _ => "contains NaN or infinities and has no singular values.");
            var (U, S, Vh) = (u.ToTensor(dtype), values.ToTensor(dtype).squeeze(-2), vh.ToTensor(dtype));
            if (Tape.Records(this)) Tape.Record("SvdBackward", [U, S, Vh], [this], [U, S, Vh], static g => [SvdGradient(g)]);
            return (U, S, Vh);
        }

        /// <summary>
        /// For m ≥ n: U [(skew(Uᵀ gU)/E) S + S (skew(Vᵀ gV)/E) + diag(gS)] Vᵀ + (1 − U Uᵀ) gU S⁻¹ Vᵀ with skew(X) = X − Xᵀ and
        /// E[i, j] = s[j]² − s[i]² (Townsend 2016, Differentiating the singular value decomposition).
        /// </summary>
        private static Tensor SvdGradient(Gradients g)
        {
            var (wide, s, vh, onU, onS, onVh) = (g.Saved(0), g.Saved(1), g.Saved(2), g.OutputOf(0), g.OutputOf(1), g.OutputOf(2));
            var k = s.Impl.Sizes[^1];
            var u = wide.narrow(-1, 0, k);
            if (onU is null && onVh is null) return (u * onS!.unsqueeze(-2)).matmul(vh);
            using var diagonal = eye(k, dtype: ScalarType.Bool);
            Tensor row = s.unsqueeze(-2), column = s.unsqueeze(-1);
            var distances = ((row - column) * (row + column)).masked_fill(diagonal, 1);
            Tensor? inner = null, beyond = null;
            if (onU is not null)
            {
                onU = onU.narrow(-1, 0, k);
                var turn = u.mT.matmul(onU);
                inner = ((turn - turn.mT) / distances).masked_fill(diagonal, 0) * row;
                if (u.Impl.Sizes[^2] > k) beyond = ((onU - u.matmul(turn)) / row).matmul(vh);
            }
            if (onVh is not null)
            {
                var turn = vh.matmul(onVh.mT);
                var part = column * ((turn - turn.mT) / distances).masked_fill(diagonal, 0);
                inner = inner is null ? part : inner + part;
            }
            if (onS is not null) inner = inner! + onS.diag_embed();
            var gradient = u.matmul(inner!).matmul(vh);
            return beyond is null ? gradient : gradient + beyond;
        }
    }
}
