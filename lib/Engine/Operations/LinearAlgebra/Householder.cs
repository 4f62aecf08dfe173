using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// Reflections 1 − τ v vᵀ as LAPACK keeps them: v below the diagonal of a matrix, its leading one not stored.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>
        /// The first n columns of H₀ H₁ ⋯ for the reflections in the columns of <paramref name="A"/> [..., m, n] with factors <paramref
        /// name="tau"/> [..., k].
        /// </summary>
        public static Tensor householder_product(Tensor A, Tensor tau) =>
            A.Reflected("linalg.householder_product", tau, eye(A.Matrices("linalg.householder_product").Impl.Sizes[^2], A.Impl.Sizes[^1], A.dtype), false);
    }

    public partial class Tensor
    {
        /// <summary>R on and above the diagonal and the reflections below it, and their factors τ [..., min(m, n)]; LAPACK's geqrf, without gradient.</summary>
        public (Tensor a, Tensor tau) geqrf()
        {
            using var mode = no_grad();
            var a = MatrixBatch.Read(Matrices("geqrf"));
            var factors = new MatrixBatch(a.Batch, 1, Math.Min(a.Rows, a.Columns));
            a.ForEach(i =>
            {
                var columns = a[i].Transposed();
                HouseholderQr.Factor(columns).CopyTo(factors[i].All);
                columns.WriteTransposed(a[i]);
            });
            return (a.ToTensor(dtype), factors.ToTensor(dtype).squeeze(-2));
        }

        /// <summary>Q C, Qᵀ C, C Q or C Qᵀ for Q = H₀ H₁ ⋯ given by the reflections in this matrix.</summary>
        public Tensor ormqr(Tensor tau, Tensor other, bool left = true, bool transpose = false) =>
            left ? Reflected("ormqr", tau, other, transpose) : Reflected("ormqr", tau, other.mT, !transpose).mT;

        /// <summary>H₀ H₁ ⋯ X or its transpose, one reflection after the other, so that gradients reach the vectors.</summary>
        internal Tensor Reflected(string operation, Tensor tau, Tensor x, bool transposed)
        {
            var sizes = Matrices(operation).Impl.Sizes;
            var count = tau.Impl.Sizes[^1];
            if (count > sizes[^1] || x.Impl.Sizes[^2] != sizes[^2])
                throw Guard.Error(
                    $"{operation}: reflections {Guard.Shape(sizes)}, factors {Guard.Shape(tau.Impl.Sizes)} and operand {Guard.Shape(x.Impl.Sizes)} differ.");
            var vectors = tril(-1) + eye(sizes[^2], sizes[^1], dtype);
            var result = x.expand([.. sizes[..^2], .. x.Impl.Sizes[^2..]]);
            for (long step = 0; step < count; step++)
            {
                var k = transposed ? step : count - 1 - step;
                var v = vectors.narrow(-1, k, 1);
                result = result - tau.narrow(-1, k, 1).unsqueeze(-1) * v.matmul(v.mT.matmul(result));
            }
            return result;
        }
    }

    public static (Tensor a, Tensor tau) geqrf(Tensor input) => input.geqrf();

    public static Tensor orgqr(Tensor input, Tensor tau) => linalg.householder_product(input, tau);

    public static Tensor ormqr(Tensor input, Tensor tau, Tensor other, bool left = true, bool transpose = false) => input.ormqr(tau, other, left, transpose);
}
