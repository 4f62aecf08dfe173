using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>How the K covariances of one kind are stored, [K, …], and what is computed with them. All tensors are float64.</summary>
internal abstract class CovarianceStructure
{
    public static CovarianceStructure Of(CovarianceKind kind) => kind switch
    {
        CovarianceKind.Full => new FullCovariances(),
        CovarianceKind.Diagonal => new DiagonalCovariances(),
        CovarianceKind.Spherical => new SphericalCovariances(),
        _ => throw new ArgumentException($"{kind} is no kind of covariance; use Full, Diagonal or Spherical."),
    };

    /// <summary>Free numbers in one covariance.</summary>
    public abstract long ParameterCount(long dimensions);

    /// <summary>Shape of all covariances as they are stored.</summary>
    public abstract long[] Shape(long components, long dimensions);

    /// <summary>Σ [D, D] of one component from what is stored for it.</summary>
    public abstract double[,] Expand(ReadOnlySpan<double> stored, int dimensions);

    /// <summary>What is stored for Σ [D, D].</summary>
    /// <exception cref="ArgumentException">A covariance of another kind.</exception>
    public abstract IEnumerable<double> Store(double[,] covariance);

    /// <summary>The Gaussians of some dimensions, and what they say about the others.</summary>
    /// <param name="covariances">As stored.</param>
    /// <param name="observed">Which dimensions; null for all.</param>
    /// <exception cref="SingularComponentException">A covariance that is not positive definite.</exception>
    public abstract ObservedGaussians Observe(Tensor covariances, Tensor? observed);

    /// <summary>Adds Σᵢ zᵢ zᵢᵀ, as far as this kind needs it.</summary>
    /// <param name="moments">The sum so far, as stored.</param>
    /// <param name="z">√rᵢₖ (xᵢ − μₖ), [K, N, D].</param>
    public abstract void AddMoments(Tensor moments, Tensor z);

    /// <summary>The M-step: maximises Σₖ Nₖ (log|Σₖ⁻¹| − tr Σₖ⁻¹(Sₖ + εI)).</summary>
    /// <param name="moments">Sₖ about the old means, as stored.</param>
    /// <param name="shift">New means less old ones, [K, D].</param>
    /// <param name="regularisation">ε.</param>
    public abstract Tensor Estimate(Tensor moments, Tensor shift, double regularisation);
}
