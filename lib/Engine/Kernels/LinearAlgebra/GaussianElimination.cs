using System.Numerics.Tensors;

namespace TorchSharp.Kernels.LinearAlgebra;

/// <summary>P A = L U by Gaussian elimination with partial pivoting (Golub and Van Loan 2013, 3.4): in each column the largest candidate is taken.</summary>
internal static class GaussianElimination
{
    /// <summary>
    /// Overwrites A [m, n] with U on and above the diagonal and L below it, whose diagonal is all ones. Row k was exchanged with
    /// row pivots[k] at step k. Gives the number, from 1, of the first pivot that is zero, or 0 if there is none.
    /// </summary>
    public static int Factor(Matrix a, Span<int> pivots, bool pivot = true)
    {
        var singular = 0;
        for (var k = 0; k < Math.Min(a.Rows, a.Columns); k++)
        {
            var best = k;
            if (pivot)
                for (var i = k + 1; i < a.Rows; i++)
                    if (Math.Abs(a[i, k]) > Math.Abs(a[best, k])) best = i;
            pivots[k] = best;
            Exchange(a, k, best);
            if (a[k, k] == 0)
            {
                if (singular == 0) singular = k + 1;
                continue;
            }
            var right = a[k][(k + 1)..];
            for (var i = k + 1; i < a.Rows; i++)
            {
                var factor = a[i, k] /= a[k, k];
                if (factor == 0) continue;
                var row = a[i][(k + 1)..];
                TensorPrimitives.MultiplyAdd(right, -factor, row, row);
            }
        }
        return singular;
    }

    /// <summary>Replaces B by the solution of A X = B, or of Aᵀ X = B.</summary>
    public static void Solve(Matrix factored, ReadOnlySpan<int> pivots, Matrix b, bool transposed = false)
    {
        if (!transposed)
        {
            Permute(b, pivots);
            Substitution.Solve(factored, b, upper: false, unitDiagonal: true);
            Substitution.Solve(factored, b, upper: true);
            return;
        }
        var lower = factored.Transposed(); // Aᵀ = Uᵀ Lᵀ P
        Substitution.Solve(lower, b, upper: false);
        Substitution.Solve(lower, b, upper: true, unitDiagonal: true);
        for (var k = pivots.Length - 1; k >= 0; k--) Exchange(b, k, pivots[k]);
    }

    /// <summary>B ← P B.</summary>
    public static void Permute(Matrix b, ReadOnlySpan<int> pivots)
    {
        for (var k = 0; k < pivots.Length; k++) Exchange(b, k, pivots[k]);
    }

    private static void Exchange(Matrix a, int i, int j)
    {
        if (i == j) return;
        Span<double> first = a[i], second = a[j];
        for (var column = 0; column < first.Length; column++) (first[column], second[column]) = (second[column], first[column]);
    }
}
