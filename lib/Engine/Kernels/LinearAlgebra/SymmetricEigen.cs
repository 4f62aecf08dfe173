using System.Numerics.Tensors;

namespace TorchSharp.Kernels.LinearAlgebra;

/// <summary>
/// A = Q Λ Qᵀ of a symmetric matrix: reflections bring it to tridiagonal form, and rotations with implicit shifts drive the entries beside the
/// diagonal to zero (Golub and Van Loan 2013, 8.3; Wilkinson and Reinsch 1971, II/3).
/// </summary>
internal static class SymmetricEigen
{
    private const double Rounding = 1.1102230246251565e-16;

    /// <summary>Two steps or three find an eigenvalue; after so many, rounding of the large elements keeps what is beside a small one from vanishing.</summary>
    private const int StepsForRelativePrecision = 8;

    /// <summary>
    /// Writes the eigenvalues in ascending order, and the eigenvectors as the rows of <paramref name="vectors"/> unless it has none.
    /// Overwrites A, of which only the lower triangle is read. False if the rotations do not come to an end, as with NaN.
    /// </summary>
    public static bool Decompose(Matrix a, Span<double> values, Matrix vectors)
    {
        var n = a.Rows;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++) a[j, i] = a[i, j];
        var beside = new double[n];
        var tau = Tridiagonalize(a, values, beside);
        var wanted = vectors.Rows > 0;
        if (wanted) FormRows(a, tau, vectors);
        if (!Diagonalize(values, beside, vectors, wanted)) return false;
        Sort(values, vectors, wanted);
        return true;
    }

    /// <summary>H A H for one column after the other; the reflections stay in the rows of A, right of the diagonal.</summary>
    private static double[] Tridiagonalize(Matrix a, Span<double> diagonal, Span<double> beside)
    {
        var n = a.Rows;
        var tau = new double[n];
        var product = new double[n];
        for (var k = 0; k < n; k++)
        {
            diagonal[k] = a[k, k];
            if (k == n - 1) break;
            var v = a[k][(k + 1)..];
            tau[k] = HouseholderQr.Reflect(v);
            beside[k] = v[0];
            if (tau[k] == 0) continue;
            v[0] = 1;
            // A ← A − v wᵀ − w vᵀ with w = p − ½ τ (pᵀv) v and p = τ A v.
            var w = product.AsSpan(0, v.Length);
            for (var i = 0; i < w.Length; i++) w[i] = tau[k] * TensorPrimitives.Dot<double>(a[k + 1 + i][(k + 1)..], v);
            TensorPrimitives.MultiplyAdd(v, -0.5 * tau[k] * TensorPrimitives.Dot<double>(w, v), w, w);
            for (var i = 0; i < w.Length; i++)
            {
                var row = a[k + 1 + i][(k + 1)..];
                TensorPrimitives.MultiplyAdd(w, -v[i], row, row);
                TensorPrimitives.MultiplyAdd(v, -w[i], row, row);
            }
        }
        return tau;
    }

    private static void FormRows(Matrix reduced, double[] tau, Matrix vectors)
    {
        Matrix.Identity(vectors.Rows).All.CopyTo(vectors.All);
        for (var k = tau.Length - 2; k >= 0; k--)
            for (var j = k + 1; j < vectors.Rows; j++) HouseholderQr.Apply(tau[k], reduced[k][(k + 2)..], vectors[j][(k + 1)..]);
    }

    /// <summary>QL steps with Wilkinson's shift, each of which chases a bulge from the lower end of an unreduced block to its upper end.</summary>
    private static bool Diagonalize(Span<double> d, Span<double> e, Matrix vectors, bool wanted)
    {
        var roundingOfAll = d.IsEmpty ? 0 : Rounding * (Math.Abs(TensorPrimitives.MaxMagnitude<double>(d)) + Math.Abs(TensorPrimitives.MaxMagnitude<double>(e)));
        for (var first = 0; first < d.Length; first++)
            for (var step = 0; ; step++)
            {
                var last = first;
                var negligible = step < StepsForRelativePrecision ? 0 : roundingOfAll;
                while (last < d.Length - 1 && !(Math.Abs(e[last]) <= Math.Max(negligible, Rounding * (Math.Abs(d[last]) + Math.Abs(d[last + 1]))))) last++;
                if (last == first) break;
                if (step == 60) return false;
                var shift = (d[first + 1] - d[first]) / (2 * e[first]);
                var g = d[last] - d[first] + e[first] / (shift + Math.CopySign(double.Hypot(shift, 1), shift));
                double s = 1, c = 1, moved = 0;
                var i = last - 1;
                for (; i >= first; i--)
                {
                    double f = s * e[i], b = c * e[i], r = double.Hypot(f, g);
                    e[i + 1] = r;
                    if (r == 0)
                    {
                        d[i + 1] -= moved;
                        break;
                    }
                    (s, c) = (f / r, g / r);
                    g = d[i + 1] - moved;
                    r = (d[i] - g) * s + 2 * c * b;
                    moved = s * r;
                    d[i + 1] = g + moved;
                    g = c * r - b;
                    if (wanted) Rotation.Apply(vectors[i], vectors[i + 1], c, s);
                }
                e[last] = 0;
                if (i >= first) continue;
                d[first] -= moved;
                e[first] = g;
            }
        return true;
    }

    private static void Sort(Span<double> values, Matrix vectors, bool wanted)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        var keys = values.ToArray();
        Array.Sort(keys, order);
        keys.CopyTo(values);
        if (!wanted) return;
        var before = vectors.Copy();
        for (var i = 0; i < order.Length; i++) before[order[i]].CopyTo(vectors[i]);
    }
}
