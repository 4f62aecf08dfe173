using static TorchSharp.torch;

namespace Course.Estimation;

/// <summary>
/// What the E-step of a Gaussian mixture finds, as sums over the points: with responsibilities rᵢₖ = p(k | xᵢ), all that the M-step needs. Sums about the
/// current means need one pass over the data, and lose no digits however far from the origin the data lie.
/// </summary>
/// <param name="LogLikelihood">log p(data), averaged over the points, in nats.</param>
/// <param name="Means">μₖ, [K, D], about which the sums are.</param>
/// <param name="Counts">Nₖ = Σᵢ rᵢₖ, [K].</param>
/// <param name="Shifts">Σᵢ rᵢₖ (xᵢ − μₖ), [K, D].</param>
/// <param name="Moments">Σᵢ rᵢₖ (xᵢ − μₖ)(xᵢ − μₖ)ᵀ, as its covariance structure stores it.</param>
internal sealed record ExpectedStatistics(double LogLikelihood, Tensor Means, Tensor Counts, Tensor Shifts, Tensor Moments);
