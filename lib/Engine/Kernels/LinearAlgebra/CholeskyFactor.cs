using System.Numerics.Tensors;

namespace TorchSharp.Kernels.LinearAlgebra;

/// <summary>A = L Lᵀ of a symmetric positive definite matrix, row after row (Golub and Van Loan 2013, 4.2).</summary>
internal static class CholeskyFactor
{
    /// <summary>
    /// Overwrites A with L and zeros above it; only the lower triangle of A is read. Gives the order, from 1, of the first leading minor
    /// that is not positive, or 0; the rows from there on are then left as they were.
    /// </summary>
    public static int Factor(Matrix a)
    {
        for (var i = 0; i < a.Rows; i++)
        {
            var row = a[i];
            for (var j = 0; j < i; j++) row[j] = (row[j] - TensorPrimitives.Dot<double>(row[..j], a[j][..j])) / a[j, j];
            var rest = row[i] - TensorPrimitives.SumOfSquares<double>(row[..i]);
            if (!(rest > 0)) return i + 1;
            row[i] = Math.Sqrt(rest);
            row[(i + 1)..].Clear();
        }
        return 0;
    }
}
