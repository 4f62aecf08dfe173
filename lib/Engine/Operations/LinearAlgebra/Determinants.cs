using TorchSharp.Autograd;
using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// Determinants of square matrices, from the pivots of their LU factorization.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>Determinants [...] of matrices [..., n, n]; differentiable at singular matrices too.</summary>
        public static Tensor det(Tensor input) => input.det();

        /// <summary>Sign and log |det A|, which neither overflow nor vanish; 0 and −∞ for a singular matrix.</summary>
        public static (Tensor, Tensor) slogdet(Tensor input) => input.SignAndLog();
    }

    public partial class Tensor
    {
        /// <summary>Determinants [...] of matrices [..., n, n].</summary>
        public Tensor det()
        {
            var a = MatrixBatch.Read(SquareMatrices("linalg.det"));
            var result = new MatrixBatch(a.Batch, 1, 1);
            a.ForEach(i =>
            {
                var (sign, pivots) = Pivots(a[i]);
                result[i][0, 0] = sign;
                foreach (var pivot in pivots) result[i][0, 0] *= pivot;
            });
            var y = result.ToTensor(dtype).reshape(a.Batch);
            return Tape.Records(this)
                ? Tape.Record("DetBackward", y, [this], [this, y], static g =>
                {
                    // Jacobi's formula: the matrix of cofactors, det A · A⁻ᵀ where A has an inverse worth the name.
                    var a = g.Saved(0);
                    var inverse = a.Inverse("linalg.det", false).Inverse;
                    using var condition = (a.detach().abs().amax([-1L, -2]) * inverse.detach().abs().amax([-1L, -2])).max();
                    var cofactors = condition.ToDouble() < 1e8 ? g.Saved(1).unsqueeze(-1).unsqueeze(-1) * inverse.mT : Cofactors(a);
                    return [g.Output.unsqueeze(-1).unsqueeze(-1) * cofactors];
                })
                : y;
        }

        /// <summary>det U · det V · U diag(∏ of the other singular values) Vᵀ, which needs no inverse.</summary>
        private static Tensor Cofactors(Tensor a)
        {
            var (u, s, vh) = a.Svd(true);
            Tensor orientation;
            using (no_grad()) orientation = u.matmul(vh).det();
            return orientation.unsqueeze(-1).unsqueeze(-1) * (u * s.ProductOfOthers(s.Impl.Sizes.Length - 1).unsqueeze(-2)).matmul(vh);
        }

        /// <summary>log det A; NaN where the determinant is negative.</summary>
        public Tensor logdet()
        {
            var (sign, logarithm) = SignAndLog();
            return logarithm + sign.log();
        }

        internal (Tensor Sign, Tensor Logarithm) SignAndLog()
        {
            var a = MatrixBatch.Read(SquareMatrices("linalg.slogdet"));
            MatrixBatch sign = new(a.Batch, 1, 1), logarithm = new(a.Batch, 1, 1);
            a.ForEach(i =>
            {
                var (s, pivots) = Pivots(a[i]);
                var sum = 0.0;
                foreach (var pivot in pivots)
                {
                    s *= double.IsNaN(pivot) ? double.NaN : Math.Sign(pivot);
                    sum += Math.Log(Math.Abs(pivot));
                }
                (sign[i][0, 0], logarithm[i][0, 0]) = (s, sum);
            });
            var y = logarithm.ToTensor(dtype).reshape(a.Batch);
            if (Tape.Records(this))
                Tape.Record("SlogdetBackward", y, [this], [this], static g =>
                    [g.Output.unsqueeze(-1).unsqueeze(-1) * g.Saved(0).Inverse("linalg.slogdet", false).Inverse.mT]);
            return (sign.ToTensor(dtype).reshape(a.Batch), y);
        }

        /// <summary>The diagonal of U, and the sign of the row exchanges.</summary>
        private static (double Sign, double[] Pivots) Pivots(Matrix a)
        {
            var exchanged = new int[a.Rows];
            GaussianElimination.Factor(a, exchanged);
            var sign = 1.0;
            var pivots = new double[a.Rows];
            for (var k = 0; k < a.Rows; k++)
            {
                pivots[k] = a[k, k];
                if (exchanged[k] != k) sign = -sign;
            }
            return (sign, pivots);
        }
    }

    public static Tensor det(Tensor input) => input.det();

    public static Tensor logdet(Tensor input) => input.logdet();

    public static (Tensor res, Tensor logabsdet) slogdet(Tensor A) => A.SignAndLog();
}
