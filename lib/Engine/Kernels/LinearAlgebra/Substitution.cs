using System.Numerics.Tensors;

namespace TorchSharp.Kernels.LinearAlgebra;

/// <summary>Systems with a triangular matrix, solved by substitution for all right-hand sides at once.</summary>
internal static class Substitution
{
    /// <summary>Replaces B [n, k] by the solution X of T X = B. Only the named triangle of T is read, and not its diagonal if that is all ones.</summary>
    public static void Solve(Matrix triangle, Matrix b, bool upper, bool unitDiagonal = false)
    {
        var n = triangle.Rows;
        for (var step = 0; step < n; step++)
        {
            var i = upper ? n - 1 - step : step;
            var x = b[i];
            var (first, end) = upper ? (i + 1, n) : (0, i);
            for (var j = first; j < end; j++) TensorPrimitives.MultiplyAdd(b[j], -triangle[i, j], x, x);
            if (!unitDiagonal) TensorPrimitives.Divide(x, triangle[i, i], x);
        }
    }
}
