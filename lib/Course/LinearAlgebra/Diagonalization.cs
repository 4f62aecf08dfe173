using MathNet.Numerics.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;
using Complex = System.Numerics.Complex;

namespace Course.LinearAlgebra;

/// <summary>
/// A = SΛS⁻¹ of a square matrix, where it exists: the columns of S are eigenvectors, Λ holds the eigenvalues. It exists when there are n linearly
/// independent eigenvectors; a matrix that has fewer is called defective.
/// </summary>
/// <remarks>
/// A computer always finds n vectors. Those of a defective matrix are parallel, or differ by rounding alone, and then S has no inverse that means anything:
/// <see cref="Condition"/> tells. Rounding moves a matrix by about ε‖A‖, and where κ(S) reaches 1/√ε, such a step leads to a defective matrix;
/// then <see cref="IsDefective"/> is true.
/// </remarks>
public sealed class Diagonalization
{
    private const double Rounding = 2.220446049250313e-16;

    private readonly Matrix<Complex> _a, _s;

    private Diagonalization(Matrix<Complex> a, Matrix<Complex> s, Complex[] eigenvalues)
    {
        (_a, _s, Eigenvalues) = (a, s, eigenvalues);
        var sigma = s.Svd(computeVectors: false).S;
        Condition = sigma[0].Real / sigma[sigma.Count - 1].Real;
    }

    /// <summary>λ₁ … λ_n, those of larger magnitude first, repeated ones as often as they occur in the characteristic polynomial.</summary>
    public IReadOnlyList<Complex> Eigenvalues { get; }

    /// <summary>S, [n, n]: in its columns the eigenvectors, of length 1, in the order of <see cref="Eigenvalues"/>.</summary>
    public Complex[,] Eigenvectors => _s.ToArray();

    /// <summary>κ(S), the largest singular value of S over the smallest: 1 for a symmetric matrix, whose S is orthogonal; ∞ for parallel eigenvectors.</summary>
    public double Condition { get; }

    /// <summary>Whether A, or a matrix that differs from it by no more than rounding, has fewer than n independent eigenvectors.</summary>
    public bool IsDefective => !(Condition < 0.1 / Math.Sqrt(_a.RowCount * Rounding));

    /// <summary>Whether all eigenvalues are real numbers.</summary>
    public bool IsReal => Eigenvalues.All(value => value.Imaginary == 0);

    /// <summary>‖A − SΛS⁻¹‖ / ‖A‖ in the Frobenius norm: some 10⁻¹⁵ κ(S).</summary>
    /// <exception cref="InvalidOperationException">The matrix is defective: S has no inverse.</exception>
    public double ReconstructionError()
    {
        if (IsDefective) throw new InvalidOperationException($"The matrix is defective (κ(S) = {Condition:G3}), so there is no S⁻¹ to multiply with.");
        var product = _s * Matrix<Complex>.Build.DiagonalOfDiagonalArray([.. Eigenvalues]) * _s.Inverse();
        var norm = _a.FrobeniusNorm();
        return norm == 0 ? product.FrobeniusNorm() : (_a - product).FrobeniusNorm() / norm;
    }

    /// <summary>Eigenvalues and eigenvectors of a matrix, and whether they diagonalize it.</summary>
    /// <param name="a">[n, n], real; Float32 or Float64.</param>
    /// <exception cref="ArgumentException">Not square, NaN or infinities.</exception>
    public static Diagonalization Of(Tensor a)
    {
        Observations.Require(a, "An eigen-decomposition");
        if (a.shape[0] != a.shape[1]) throw new ArgumentException($"Only square matrices have eigenvalues, but got {Observations.Shape(a)}.");
        using var doubles = a.detach().to(float64).contiguous();
        int n = (int)a.shape[0];
        var matrix = Matrix<double>.Build.DenseOfRowMajor(n, n, doubles.data<double>().ToArray());
        var evd = matrix.Evd();
        var columns = Columns(evd.EigenVectors, evd.EigenValues);
        Separate(matrix.ToComplex(), evd.EigenValues, columns);
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => evd.EigenValues[i].Magnitude).ThenByDescending(i => evd.EigenValues[i].Imaginary)];
        return new(
            matrix.ToComplex(), Matrix<Complex>.Build.DenseOfColumnVectors(order.Select(i => columns[i])), [.. order.Select(i => evd.EigenValues[i])]);
    }

    /// <summary>Eigenvectors of length 1: a conjugate pair λ, λ̄ is given as two real columns, u and v of u ± iv.</summary>
    private static Vector<Complex>[] Columns(Matrix<double> real, Vector<Complex> values)
    {
        var columns = new Vector<Complex>[real.ColumnCount];
        for (int i = 0; i < columns.Length; i++)
        {
            var u = real.Column(i).ToComplex();
            if (values[i].Imaginary == 0)
            {
                columns[i] = u.Normalize(2);
                continue;
            }
            var v = real.Column(i + 1).ToComplex() * Complex.ImaginaryOne;
            (columns[i], columns[i + 1]) = ((u + v).Normalize(2), (u - v).Normalize(2));
            i++;
        }
        return columns;
    }

    /// <summary>
    /// Rounding may leave the vectors of a repeated eigenvalue nearly parallel although there are independent ones: where A − λI has as many singular
    /// values of zero as λ is repeated, its null space is taken instead.
    /// </summary>
    private static void Separate(Matrix<Complex> a, Vector<Complex> values, Vector<Complex>[] columns)
    {
        double norm = a.FrobeniusNorm();
        var left = Enumerable.Range(0, columns.Length).ToList();
        while (left.Count > 0)
        {
            int[] equal = [.. left.Where(i => (values[i] - values[left[0]]).Magnitude <= Math.Sqrt(Rounding) * norm)];
            left.RemoveAll(equal.Contains);
            if (equal.Length == 1) continue;
            var mean = equal.Aggregate(Complex.Zero, (sum, i) => sum + values[i]) / equal.Length;
            var svd = (a - Matrix<Complex>.Build.DiagonalIdentity(columns.Length) * mean).Svd();
            if (svd.S[columns.Length - equal.Length].Real > 100 * columns.Length * Rounding * norm) continue;
            for (int j = 0; j < equal.Length; j++) columns[equal[j]] = svd.VT.Row(columns.Length - equal.Length + j).Conjugate();
        }
    }
}
