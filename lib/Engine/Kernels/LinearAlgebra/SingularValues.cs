using System.Numerics.Tensors;

namespace TorchSharp.Kernels.LinearAlgebra;

/// <summary>
/// A = U Σ Vᵀ by one-sided Jacobi rotations of the triangle of a QR factorization (Hestenes 1958; Drmač and Veselić 2008): rows are turned until each
/// pair is orthogonal. Small singular values come out as precisely as large ones.
/// </summary>
internal static class SingularValues
{
    private const double Rounding = 2.220446049250313e-16;

    /// <summary>Sweeps over all pairs; eight or so suffice, and after so many the rows are as orthogonal as rounding lets them be.</summary>
    private const int MaxSweeps = 60;

    /// <summary>
    /// Singular values, descending, of A [m, n] with m ≥ n, given transposed [n, m] and overwritten; the first columns of U as the rows of
    /// <paramref name="left"/> (n to m of them) and those of V as the rows of <paramref name="right"/> [n, n]. False for NaN or infinities.
    /// </summary>
    public static bool Decompose(Matrix transposed, Span<double> values, Matrix left, Matrix right)
    {
        var n = transposed.Rows;
        foreach (var x in transposed.All)
            if (!double.IsFinite(x)) return false;
        // Products of two elements shall neither overflow nor vanish: the largest is brought near one, by a power of two, which rounds nothing.
        var largest = n == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude<double>(transposed.All));
        var exponent = largest == 0 ? 0 : Math.ILogB(largest);
        foreach (ref var x in transposed.All) x = Math.ScaleB(x, -exponent);
        var tau = HouseholderQr.Factor(transposed);
        var rows = new Matrix(n, n);
        for (var i = 0; i < n; i++)
            for (var j = i; j < n; j++) rows[i, j] = transposed[j, i];
        // R = W Σ Vᵀ: rotations Wᵀ from the left make the rows of Wᵀ R = Σ Vᵀ orthogonal.
        var turns = Matrix.Identity(n);
        Orthogonalize(rows, turns);

        var norms = new double[n];
        for (var i = 0; i < n; i++) norms[i] = -Length(rows[i]);
        int[] order = [.. Enumerable.Range(0, n)];
        Array.Sort(norms, order);
        var rank = 0;
        for (var i = 0; i < n; i++)
        {
            values[i] = Math.ScaleB(-norms[i], exponent);
            TensorPrimitives.Divide(turns[i], Length(turns[i]), turns[i]); // many rotations have changed its length by some roundings
            if (norms[i] == 0) continue;
            rank++;
            TensorPrimitives.Divide(rows[order[i]], -norms[i], right[i]);
        }
        Complete(right, rank);

        // U = Q W, and the rest of Q beyond.
        var q = new Matrix(left.Rows, left.Columns);
        HouseholderQr.FormQ(transposed, tau, q);
        left.All.Clear();
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++) TensorPrimitives.MultiplyAdd(q[j], turns[order[i], j], left[i], left[i]);
        for (var i = n; i < left.Rows; i++) q[i].CopyTo(left[i]);
        return true;
    }

    private static void Orthogonalize(Matrix rows, Matrix turns)
    {
        var tolerance = Rounding * Math.Sqrt(rows.Rows);
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            var turned = false;
            for (var i = 0; i < rows.Rows - 1; i++)
                for (var j = i + 1; j < rows.Rows; j++)
                {
                    Span<double> x = rows[i], y = rows[j];
                    double a = Length(x), b = Length(y);
                    if (a == 0 || b == 0) continue;
                    var cosine = TensorPrimitives.Dot<double>(x, y) / a / b;
                    if (!(Math.Abs(cosine) > tolerance)) continue;
                    turned = true;
                    // tan of the angle that makes the pair orthogonal, the smaller of two.
                    var ratio = (b / a - a / b) / (2 * cosine);
                    var tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + double.Hypot(1, ratio));
                    var c = 1 / double.Hypot(1, tangent);
                    Rotation.Apply(x, y, c, c * tangent);
                    Rotation.Apply(turns[i], turns[j], c, c * tangent);
                }
            if (!turned) return;
        }
    }

    private static double Length(ReadOnlySpan<double> x) => HouseholderQr.Norm(x);

    /// <summary>Fills the rows from <paramref name="known"/> on with an orthonormal basis of what the rows before leave.</summary>
    private static void Complete(Matrix rows, int known)
    {
        if (known == rows.Rows) return;
        var before = new Matrix(known, rows.Columns);
        for (var i = 0; i < known; i++) rows[i].CopyTo(before[i]);
        var basis = new Matrix(rows.Rows, rows.Columns);
        HouseholderQr.FormQ(before, HouseholderQr.Factor(before), basis);
        for (var i = known; i < rows.Rows; i++) basis[i].CopyTo(rows[i]);
    }
}
