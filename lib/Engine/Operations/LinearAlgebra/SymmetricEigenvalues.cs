using TorchSharp.Autograd;
using TorchSharp.Kernels.LinearAlgebra;

namespace TorchSharp;

// A = Q Λ Qᵀ of symmetric matrices.
public static partial class torch
{
    public static partial class linalg
    {
        /// <summary>
        /// Eigenvalues [..., n], ascending, and orthonormal eigenvectors in the columns of [..., n, n], of symmetric matrices of which one triangle is
        /// read. Signs of the vectors are arbitrary; their gradient exists where eigenvalues differ and what follows does not depend on the signs.
        /// </summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') =>
            input.OfTriangle("linalg.eigh", UPLO).Eigen("linalg.eigh", true);

        /// <summary>The eigenvalues alone, ascending.</summary>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L')
        {
            var matrices = input.OfTriangle("linalg.eigvalsh", UPLO);
            return matrices.Eigen("linalg.eigvalsh", Tape.Records(input)).Values;
        }
    }

    public partial class Tensor
    {
        internal Tensor OfTriangle(string operation, char triangle) => triangle switch
        {
            'L' or 'l' => SquareMatrices(operation),
            'U' or 'u' => SquareMatrices(operation).mT,
            _ => throw Guard.Error($"{operation}: UPLO must be 'L' or 'U', got '{triangle}'."),
        };

        /// <summary>Eigenvalues, and vectors if they are wanted (a gradient needs them).</summary>
        internal (Tensor Values, Tensor Vectors) Eigen(string operation, bool vectorsToo)
        {
            var a = MatrixBatch.Read(this);
            MatrixBatch values = new(a.Batch, 1, a.Rows), vectors = new(a.Batch, a.Rows, vectorsToo ? a.Rows : 0);
            var failed = new int[a.Count];
            a.ForEach(i =>
            {
                var rows = new Matrix(vectorsToo ? a.Rows : 0, a.Rows);
                if (!SymmetricEigen.Decompose(a[i], values[i].All, rows)) failed[i] = 1;
                rows.WriteTransposed(vectors[i]);
            });
            RequireFactored(operation, a, failed, static _ => "has no eigenvalues that could be found: it contains NaN or infinities.");
            var (eigenvalues, eigenvectors) = (values.ToTensor(dtype).squeeze(-2), vectors.ToTensor(dtype));
            if (Tape.Records(this))
                Tape.Record("EighBackward", [eigenvalues, eigenvectors], [this], [eigenvalues, eigenvectors], static g => [EigenGradient(g)]);
            return (eigenvalues, eigenvectors);
        }

        /// <summary>Q (diag(gλ) + (Qᵀ gQ)[i, j]/(λ[j] − λ[i])) Qᵀ (Giles 2008, 3.1).</summary>
        private static Tensor EigenGradient(Gradients g)
        {
            var (values, vectors, onValues, onVectors) = (g.Saved(0), g.Saved(1), g.OutputOf(0), g.OutputOf(1));
            if (onVectors is null) return (vectors * onValues!.unsqueeze(-2)).matmul(vectors.mT);
            using var diagonal = eye(values.Impl.Sizes[^1], dtype: ScalarType.Bool);
            var distances = (values.unsqueeze(-2) - values.unsqueeze(-1)).masked_fill(diagonal, 1);
            var inner = (vectors.mT.matmul(onVectors) / distances).masked_fill(diagonal, 0);
            if (onValues is not null) inner = inner + onValues.diag_embed();
            return vectors.matmul(inner).matmul(vectors.mT);
        }
    }
}
