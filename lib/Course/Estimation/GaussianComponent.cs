namespace Course.Estimation;

/// <summary>One bump of a mixture.</summary>
/// <param name="Weight">π, the probability that a point comes from it.</param>
/// <param name="Mean">μ, [D].</param>
/// <param name="Covariance">Σ, [D, D].</param>
public sealed record GaussianComponent(double Weight, double[] Mean, double[,] Covariance);
