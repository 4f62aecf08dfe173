using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>K Gaussians of the O dimensions that some points have.</summary>
/// <param name="LogDeterminant">log|Σₒₒ|, [K].</param>
/// <param name="Whiten">Takes x − μ, [K, N, O], to values whose squares sum to (x − μ)ᵀ Σₒₒ⁻¹ (x − μ).</param>
/// <param name="PrecisionTrace">tr Σₒₒ⁻¹, [K].</param>
/// <param name="Conditioning">By how much whitening magnifies rounding, [K], ≥ 1.</param>
internal sealed record ObservedGaussians(Tensor LogDeterminant, Func<Tensor, Tensor> Whiten, Tensor PrecisionTrace, Tensor Conditioning)
{
    /// <summary>Takes xₒ − μₒ, [K, N, O], to E[x | xₒ] − μ, [K, N, D]; null where all dimensions are observed.</summary>
    public Func<Tensor, Tensor>? Complete { get; init; }

    /// <summary>The covariance of x given xₒ, as stored; null where all dimensions are observed.</summary>
    public Tensor? Residual { get; init; }
}
