using Course.Lectures;
using Course.Probability;

namespace Course.Information;

/// <summary>Mutual information I(X; Y) = KL(p(x, y) ‖ p(x) p(y)): what one variable tells about the other; 0 exactly when they are independent.</summary>
public static class MutualInformation
{
    /// <summary>Of a table, by enumeration.</summary>
    /// <param name="joint">p(x, y).</param>
    /// <returns>In nats, from 0 to the smaller of the two entropies.</returns>
    public static Estimate Of<TX, TY>(JointDistribution<TX, TY> joint) where TX : notnull where TY : notnull =>
        KlDivergence.Enumeration(joint, JointDistribution.Independent(joint.MarginalX, joint.MarginalY));

    /// <summary>Between some coordinates of a Gaussian and all others: ½ log |Σ₁₁| |Σ₂₂| / |Σ|.</summary>
    /// <param name="joint">N(μ, Σ).</param>
    /// <param name="some">Coordinates, 0 to D − 1; not all.</param>
    /// <returns>In nats; −½ log(1 − ρ²) for two coordinates with correlation ρ.</returns>
    public static Estimate Of(MultivariateGaussian joint, params int[] some)
    {
        var first = joint.Marginal(some);
        var second = joint.Marginal([.. Enumerable.Range(0, joint.Dimensions).Except(some)]);
        return first.Entropy + second.Entropy - joint.Entropy;
    }
}
