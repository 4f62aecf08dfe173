namespace Course.Probability;

/// <summary>The law of a random variable in double precision, for derivations and checks; models use the batched laws of <c>torch.distributions</c>.</summary>
/// <typeparam name="T">What one draw is: a number, a class, a vector.</typeparam>
public interface IDistribution<T>
{
    /// <summary>Differential entropy −∫ p log p, or −Σ p log p with 0 log 0 = 0, in nats.</summary>
    double Entropy { get; }

    /// <summary>log p(x) in nats: of the density, or of the probability; −∞ outside the support.</summary>
    /// <param name="x">A value.</param>
    double LogProb(T x);

    /// <summary>One independent draw.</summary>
    /// <param name="rng">Where randomness comes from; the same seed gives the same draws.</param>
    T Sample(Random rng);
}
