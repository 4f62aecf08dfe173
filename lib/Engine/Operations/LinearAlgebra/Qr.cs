using TorchSharp.Autograd;
using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// A = QR: orthonormal columns times an upper triangle.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>Which factors <see cref="qr"/> gives, and how large: with k = min(m, n), …</summary>
        public enum QRMode
        {
            /// <summary>… Q [..., m, k] and R [..., k, n].</summary>
            Reduced = 0,

            /// <summary>… Q [..., m, m] and R [..., m, n].</summary>
            Complete = 1,

            /// <summary>… R [..., k, n] alone; Q is empty.</summary>
            R = 2,
        }

        /// <summary>
        /// A = QR of the matrices [..., m, n] by Householder reflections, with LAPACK's signs: the diagonal of R may be negative.
        /// The gradient exists where the first min(m, n) columns are linearly independent.
        /// </summary>
        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) => input.Qr(mode);
    }

    public partial class Tensor
    {
        internal (Tensor Q, Tensor R) Qr(linalg.QRMode mode)
        {
            var a = MatrixBatch.Read(Matrices("linalg.qr"));
            int k = Math.Min(a.Rows, a.Columns), kept = mode == linalg.QRMode.Complete ? a.Rows : k;
            MatrixBatch q = new(a.Batch, a.Rows, mode == linalg.QRMode.R ? 0 : kept), r = new(a.Batch, kept, a.Columns);
            a.ForEach(i =>
            {
                var columns = a[i].Transposed();
                var tau = HouseholderQr.Factor(columns);
                for (var row = 0; row < k; row++)
                    for (var column = row; column < r.Columns; column++) r[i][row, column] = columns[column, row];
                var transposedQ = new Matrix(q.Columns, q.Rows);
                if (q.Columns > 0) HouseholderQr.FormQ(columns, tau, transposedQ);
                transposedQ.WriteTransposed(q[i]);
            });
            if (mode == linalg.QRMode.R) return (torch.empty([0], dtype), WithoutQrGradient(r.ToTensor(dtype)));
            var (Q, R) = (q.ToTensor(dtype), r.ToTensor(dtype));
            if (mode == linalg.QRMode.Complete && a.Rows > a.Columns) return (WithoutQrGradient(Q), WithoutQrGradient(R));
            if (Tape.Records(this)) Tape.Record("QrBackward", [Q, R], [this], [Q, R], static g => [QrGradient(g)]);
            return (Q, R);
        }

        /// <summary>Roberts and Roberts (2020), QR and LQ decomposition matrix backpropagation algorithms for square, wide, and deep matrices.</summary>
        private static Tensor QrGradient(Gradients g)
        {
            var (q, r, gQ, gR) = (g.Saved(0), g.Saved(1), g.OutputOf(0), g.OutputOf(1));
            long m = q.Impl.Sizes[^2], n = r.Impl.Sizes[^1];
            var inner = torch.zeros([.. r.Impl.Sizes[..^2], r.Impl.Sizes[^2], r.Impl.Sizes[^2]], r.dtype);
            if (gR is not null) inner = inner + gR.matmul(r.mT);
            if (gQ is not null) inner = inner - q.mT.matmul(gQ);
            if (m >= n)
            {
                // (gQ + Q sym(triu(gR Rᵀ − Qᵀ gQ))) R⁻ᵀ, sym mirroring the triangle.
                var gradient = q.matmul(inner.triu() + inner.triu(1).mT);
                if (gQ is not null) gradient = gradient + gQ;
                return gradient.DividedByTriangle(r.mT, upper: false);
            }
            // A = Q [R₁ R₂]: the columns of R₁ determine Q, the others follow.
            var lower = (inner.mT - inner).tril(-1);
            var first = q.matmul(lower).DividedByTriangle(r.narrow(-1, 0, m).mT, upper: false);
            var whole = cat([first, torch.zeros([.. first.Impl.Sizes[..^1], n - m], first.dtype)], -1);
            return gR is null ? whole : whole + q.matmul(gR);
        }

        /// <summary>A result whose derivative does not exist; asking for one says so.</summary>
        private Tensor WithoutQrGradient(Tensor result) => Tape.Records(this)
            ? Tape.Record("QrBackward", result, [this], [], static _ => throw Guard.Error(
                "linalg.qr has no derivative in mode R, nor in mode Complete where there are more rows than columns; use mode Reduced."))
            : result;
    }
}
