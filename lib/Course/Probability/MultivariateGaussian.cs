using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Course.Probability;

/// <summary>The multivariate normal distribution N(μ, Σ) in D dimensions.</summary>
public sealed class MultivariateGaussian : IDistribution<double[]>
{
    // Rounding in a product such as AAᵀ stays below this, relative to the largest entry.
    private const double SymmetryTolerance = 1e-12;
    private readonly Vector<double> _mean;
    private readonly Matrix<double> _covariance;
    private readonly Cholesky<double> _cholesky;

    /// <summary>N(μ, Σ).</summary>
    /// <param name="mean">μ, [D].</param>
    /// <param name="covariance">Σ, [D, D], symmetric and positive definite.</param>
    /// <exception cref="ArgumentException">Numbers that are not finite, sizes that do not fit, or a matrix that is no covariance.</exception>
    public MultivariateGaussian(IReadOnlyList<double> mean, double[,] covariance)
        : this(Vector<double>.Build.DenseOfEnumerable(mean), Matrix<double>.Build.DenseOfArray(covariance))
    {
    }

    private MultivariateGaussian(Vector<double> mean, Matrix<double> covariance)
    {
        if (mean.Count == 0) throw new ArgumentException("The mean has no entries; a Gaussian needs one dimension or more.");
        foreach (double value in mean) Require.Finite(value, "mean");
        Require.Length(covariance.RowCount, mean.Count, "rows of the covariance");
        Require.Length(covariance.ColumnCount, mean.Count, "columns of the covariance");
        (_mean, _covariance, _cholesky) = (mean, covariance, PositiveDefinite(covariance));
    }

    /// <summary>D.</summary>
    public int Dimensions => _mean.Count;

    /// <summary>μ, [D].</summary>
    public double[] Mean => _mean.ToArray();

    /// <summary>Σ, [D, D].</summary>
    public double[,] Covariance => _covariance.ToArray();

    /// <summary>|Σ|, the square of the volume that the unit cube is stretched to.</summary>
    public double Determinant => _cholesky.Determinant;

    /// <summary>Σ⁻¹, [D, D]; a 0 there means independent given all others.</summary>
    public double[,] Precision => _cholesky.Solve(Matrix<double>.Build.DenseIdentity(Dimensions)).ToArray();

    /// <summary>L with LLᵀ = Σ, [D, D], lower triangular.</summary>
    public double[,] CholeskyFactor => _cholesky.Factor.ToArray();

    /// <summary>½ log |2πe Σ|, in nats.</summary>
    public double Entropy => 0.5 * (Dimensions * Math.Log(2 * Math.PI * Math.E) + _cholesky.DeterminantLn);

    /// <summary>The axes of the ellipse (x − μ)ᵀ Σ⁻¹ (x − μ) = 1, the longest first: the eigenvectors of Σ and the square roots of its eigenvalues.</summary>
    public IReadOnlyList<PrincipalAxis> Axes
    {
        get
        {
            var eigen = _covariance.Evd(Symmetricity.Symmetric);
            // Eigenvalues come in ascending order.
            return [.. from k in Enumerable.Range(0, Dimensions).Reverse()
                       select new PrincipalAxis(eigen.EigenVectors.Column(k).ToArray(), Math.Sqrt(eigen.EigenValues[k].Real))];
        }
    }

    /// <summary>Independent dimensions: N(μ, diag σ²).</summary>
    /// <param name="mean">μ, [D].</param>
    /// <param name="variances">σ², [D], above 0.</param>
    public static MultivariateGaussian Diagonal(IReadOnlyList<double> mean, IReadOnlyList<double> variances)
    {
        foreach (double variance in variances) Require.Positive(variance);
        return new(Vector<double>.Build.DenseOfEnumerable(mean), Matrix<double>.Build.DenseOfDiagonalArray([.. variances]));
    }

    /// <summary>Cov(xᵢ, xⱼ)/(σᵢ σⱼ).</summary>
    /// <param name="i">0 to D − 1.</param>
    /// <param name="j">0 to D − 1.</param>
    public double Correlation(int i, int j) => _covariance[i, j] / Math.Sqrt(_covariance[i, i] * _covariance[j, j]);

    /// <summary>−½ ((x − μ)ᵀ Σ⁻¹ (x − μ) + log |2πΣ|).</summary>
    /// <param name="x">[D].</param>
    /// <exception cref="ArgumentException">Not as many numbers as dimensions.</exception>
    public double LogProb(double[] x)
    {
        Require.Length(x.Length, Dimensions, "coordinates");
        return -0.5 * (SquaredDistance(Vector<double>.Build.DenseOfArray(x)) + Dimensions * Math.Log(2 * Math.PI) + _cholesky.DeterminantLn);
    }

    /// <inheritdoc/>
    public double[] Sample(Random rng)
    {
        var noise = Vector<double>.Build.Dense(Dimensions, _ => Normal.Sample(rng, 0, 1));
        return (_mean + _cholesky.Factor * noise).ToArray();
    }

    /// <summary>The distribution of some coordinates, whatever the others are: a cut-out of μ and Σ.</summary>
    /// <param name="kept">Which, 0 to D − 1.</param>
    /// <exception cref="ArgumentException">There is no such coordinate, or it is named twice.</exception>
    public MultivariateGaussian Marginal(params int[] kept)
    {
        RequireCoordinates(kept);
        return new(Cut(_mean, kept), Cut(_covariance, kept, kept));
    }

    /// <summary>
    /// The distribution of all other coordinates once some are known: N(μ₁ + Σ₁₂ Σ₂₂⁻¹ (x₂ − μ₂), Σ₁₁ − Σ₁₂ Σ₂₂⁻¹ Σ₂₁) (Bishop 2006, 2.81 and 2.82).
    /// </summary>
    /// <param name="given">Which are known, 0 to D − 1; not all.</param>
    /// <param name="values">What they are.</param>
    /// <returns>Of the others, in their order.</returns>
    /// <exception cref="ArgumentException">There is no such coordinate, it is named twice, or none is left.</exception>
    public MultivariateGaussian Conditional(int[] given, double[] values)
    {
        RequireCoordinates(given);
        Require.Length(values.Length, given.Length, "values of known coordinates");
        int[] others = [.. Enumerable.Range(0, Dimensions).Except(given)];
        if (others.Length == 0) throw new ArgumentException($"All {Dimensions} coordinates are given, so that none is left to have a distribution.");
        var shift = Vector<double>.Build.DenseOfArray(values) - Cut(_mean, given);
        // Σ₁₂ Σ₂₂⁻¹, by a solve from the left of its transpose.
        var gain = Cut(_covariance, given, given).Cholesky().Solve(Cut(_covariance, given, others)).Transpose();
        var left = Cut(_covariance, others, others) - gain * Cut(_covariance, given, others);
        return new(Cut(_mean, others) + gain * shift, (left + left.Transpose()) / 2);
    }

    /// <summary>KL(this ‖ other) = ½ (tr Σ₂⁻¹Σ₁ + (μ₂ − μ₁)ᵀ Σ₂⁻¹ (μ₂ − μ₁) − D + log |Σ₂|/|Σ₁|), in nats.</summary>
    internal double KlTo(MultivariateGaussian other)
    {
        Require.Length(other.Dimensions, Dimensions, "dimensions of the second Gaussian");
        double spread = other._cholesky.Solve(_covariance).Trace();
        return 0.5 * (spread + other.SquaredDistance(_mean) - Dimensions + other._cholesky.DeterminantLn - _cholesky.DeterminantLn);
    }

    /// <summary>"N([0, 0], [[1, 0.5], [0.5, 1]])".</summary>
    public override string ToString() =>
        $"N([{Listed(_mean)}], [{string.Join(", ", _covariance.EnumerateRows().Select(row => $"[{Listed(row)}]"))}])";

    private static string Listed(IEnumerable<double> values) => string.Join(", ", values.Select(value => FormattableString.Invariant($"{value:G6}")));

    private double SquaredDistance(Vector<double> x)
    {
        var difference = x - _mean;
        return difference.DotProduct(_cholesky.Solve(difference));
    }

    private static Vector<double> Cut(Vector<double> values, int[] kept) => Vector<double>.Build.Dense(kept.Length, i => values[kept[i]]);

    private static Matrix<double> Cut(Matrix<double> values, int[] rows, int[] columns) =>
        Matrix<double>.Build.Dense(rows.Length, columns.Length, (i, j) => values[rows[i], columns[j]]);

    private void RequireCoordinates(int[] named)
    {
        if (named.Length == 0) throw new ArgumentException("No coordinate is named; name one or more.");
        foreach (int i in named)
        {
            if ((uint)i >= (uint)Dimensions)
                throw new ArgumentException($"There is no coordinate {i}; a Gaussian in {Dimensions} dimensions has 0 to {Dimensions - 1}.");
        }
        if (named.Distinct().Count() < named.Length) throw new ArgumentException($"A coordinate is named twice in {string.Join(", ", named)}.");
    }

    private static Cholesky<double> PositiveDefinite(Matrix<double> covariance)
    {
        foreach (double value in covariance.Enumerate()) Require.Finite(value, "covariance");
        double scale = covariance.Enumerate().Max(Math.Abs);
        for (int i = 0; i < covariance.RowCount; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Math.Abs(covariance[i, j] - covariance[j, i]) <= SymmetryTolerance * scale) continue;
                throw new ArgumentException($"The covariance is not symmetric: entry [{i}, {j}] is {Require.Text(covariance[i, j])}, "
                    + $"but [{j}, {i}] is {Require.Text(covariance[j, i])}.");
            }
        }
        try
        {
            return covariance.Cholesky();
        }
        catch (ArgumentException)
        {
            double smallest = covariance.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
            // A singular matrix may have 0 or a number that rounding made of it; six digits do not pretend to know which.
            throw new ArgumentException(FormattableString.Invariant(
                $"The covariance is not positive definite: its smallest eigenvalue is {smallest:G6}; all must be above 0."));
        }
    }
}

/// <summary>An axis of the ellipsoid of a covariance.</summary>
/// <param name="Direction">Of length 1; its sign means nothing.</param>
/// <param name="StandardDeviation">Along it.</param>
public sealed record PrincipalAxis(double[] Direction, double StandardDeviation);
