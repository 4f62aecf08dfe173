using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>[K, D, D].</summary>
internal sealed class FullCovariances : CovarianceStructure
{
    // Beyond this no digit of the smallest variance is left.
    private const double WorstConditioning = 1e13;

    public override long ParameterCount(long dimensions) => dimensions * (dimensions + 1) / 2;

    public override long[] Shape(long components, long dimensions) => [components, dimensions, dimensions];

    public override double[,] Expand(ReadOnlySpan<double> stored, int dimensions)
    {
        var covariance = new double[dimensions, dimensions];
        for (int i = 0; i < stored.Length; i++) covariance[i / dimensions, i % dimensions] = stored[i];
        return covariance;
    }

    public override IEnumerable<double> Store(double[,] covariance) => covariance.Cast<double>();

    public override ObservedGaussians Observe(Tensor covariances, Tensor? observed)
    {
        // Σₒ, the rows of what is observed.
        var rows = observed is null ? covariances : covariances.index_select(1, observed);
        var block = observed is null ? covariances : rows.index_select(2, observed);
        var (factor, info) = linalg.cholesky_ex(block);
        // 1/(1 − R²) of each dimension given those before it: by so much rounding grows.
        var conditioning = (block.diagonal(0, 1, 2) / factor.diagonal(0, 1, 2).square()).amax(new[] { 1L });
        var singular = info.ne(0).logical_or(conditioning.lt(WorstConditioning).logical_not());
        if (singular.any().item<bool>()) throw Singular(block, singular.to(ScalarType.Int32).argmax().item<long>());
        // Σ⁻¹ = P Pᵀ with P = L⁻ᵀ, so that xᵀΣ⁻¹x = ‖xP‖².
        var identity = eye(block.shape[^1], dtype: ScalarType.Float64).expand_as(block);
        var whitening = linalg.solve_triangular(factor, identity, upper: false).transpose(1, 2).contiguous();
        var logDeterminant = 2 * factor.diagonal(0, 1, 2).log().sum(-1L);
        var precisionTrace = whitening.square().sum(new[] { 1L, 2 });
        var gaussians = new ObservedGaussians(logDeterminant, difference => difference.bmm(whitening), precisionTrace, conditioning);
        if (observed is null) return gaussians;
        // E[x | xₒ] − μ = Σₒᵀ Σₒₒ⁻¹ (xₒ − μₒ), and what remains uncertain.
        var regression = whitening.bmm(whitening.transpose(1, 2)).bmm(rows);
        return gaussians with { Complete = difference => difference.bmm(regression), Residual = covariances - rows.transpose(1, 2).bmm(regression) };
    }

    public override void AddMoments(Tensor moments, Tensor z) => moments.add_(z.transpose(1, 2).bmm(z));

    public override Tensor Estimate(Tensor moments, Tensor shift, double regularisation)
    {
        // Products of blocks are symmetric but for rounding.
        var symmetric = (moments + moments.transpose(1, 2)) / 2;
        return symmetric - shift.unsqueeze(2) * shift.unsqueeze(1) + regularisation * eye(shift.shape[1], dtype: ScalarType.Float64);
    }

    private static SingularComponentException Singular(Tensor covariances, long component)
    {
        double[] eigenvalues = linalg.eigvalsh(covariances[component]).data<double>().ToArray();
        return new(FormattableString.Invariant($"The covariance of component {component} (of {covariances.shape[0]}, counted from 0) is singular, ")
            + FormattableString.Invariant($"its eigenvalues are {eigenvalues[0]:G4} to {eigenvalues[^1]:G4}; ")
            + "use a larger regularisation, fewer components, or another start.");
    }
}
