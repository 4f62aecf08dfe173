using System.Numerics.Tensors;

namespace TorchSharp.Kernels.LinearAlgebra;

/// <summary>
/// A = QR by reflections H = 1 − τ v vᵀ, v[0] = 1, in LAPACK's convention (geqrf): each turns a column onto ∓e₁, away from its own sign, so that
/// nothing cancels (Golub and Van Loan 2013, 5.1 and 5.2). Matrices come transposed: a row here is a column of A.
/// </summary>
internal static class HouseholderQr
{
    /// <summary>Overwrites Aᵀ [n, m] with Rᵀ on and below the diagonal and the vectors v right of it; gives the τ, min(m, n) of them.</summary>
    public static double[] Factor(Matrix transposed)
    {
        var tau = new double[Math.Min(transposed.Rows, transposed.Columns)];
        for (var k = 0; k < tau.Length; k++)
        {
            var column = transposed[k][k..];
            tau[k] = Reflect(column);
            for (var j = k + 1; j < transposed.Rows; j++) Apply(tau[k], column[1..], transposed[j][k..]);
        }
        return tau;
    }

    /// <summary>The first rows of Qᵀ = (H₀ H₁ ⋯)ᵀ, as many as <paramref name="transposedQ"/> has, from what <see cref="Factor"/> left.</summary>
    public static void FormQ(Matrix factored, ReadOnlySpan<double> tau, Matrix transposedQ)
    {
        transposedQ.All.Clear();
        for (var i = 0; i < transposedQ.Rows; i++) transposedQ[i, i] = 1;
        for (var k = tau.Length - 1; k >= 0; k--)
        {
            var v = factored[k][(k + 1)..];
            // The rows before k are still unit vectors, which this reflection leaves alone.
            for (var j = k; j < transposedQ.Rows; j++) Apply(tau[k], v, transposedQ[j][k..]);
        }
    }

    /// <summary>Replaces x by (β, v[1], v[2], …) where H x = β e₁; gives τ, 0 where x already is a multiple of e₁.</summary>
    public static double Reflect(Span<double> x)
    {
        var rest = x[1..];
        var norm = Norm(rest);
        if (norm == 0) return 0;
        var alpha = x[0];
        var beta = -Math.CopySign(double.Hypot(alpha, norm), alpha);
        TensorPrimitives.Divide(rest, alpha - beta, rest);
        x[0] = beta;
        return (beta - alpha) / beta;
    }

    /// <summary>x ← H x; <paramref name="v"/> without its leading one.</summary>
    public static void Apply(double tau, ReadOnlySpan<double> v, Span<double> x)
    {
        if (tau == 0) return;
        var share = -tau * (x[0] + TensorPrimitives.Dot(v, x[1..]));
        x[0] += share;
        TensorPrimitives.MultiplyAdd(v, share, x[1..], x[1..]);
    }

    /// <summary>‖x‖, also where squares would overflow or vanish.</summary>
    public static double Norm(ReadOnlySpan<double> x)
    {
        if (x.IsEmpty) return 0;
        var norm = TensorPrimitives.Norm(x);
        if (norm is > 1e-140 and < 1e140) return norm;
        var largest = TensorPrimitives.MaxMagnitude(x);
        if (largest == 0 || !double.IsFinite(largest)) return Math.Abs(largest);
        var sum = 0.0;
        foreach (var value in x) sum += value / largest * (value / largest);
        return Math.Abs(largest) * Math.Sqrt(sum);
    }
}
