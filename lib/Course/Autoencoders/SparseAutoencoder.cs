using Course.Training;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>How a sparse autoencoder is made to use few units at a time.</summary>
public enum SparsityPenalty
{
    /// <summary>λ Σⱼ |zⱼ|, averaged over the batch.</summary>
    L1,

    /// <summary>λ Σⱼ KL(ρ ‖ ρ̂ⱼ), where ρ̂ⱼ is the mean of unit j over the batch and ρ the target (Ng, <i>Sparse autoencoder</i>, CS294A notes, 2011).</summary>
    Kl,
}

/// <summary>The overcomplete autoencoder with a price on active units: each item is explained by a few entries of a large dictionary.</summary>
public sealed class SparseAutoencoder : OvercompleteAutoencoder
{
    private readonly SparsityPenalty _penalty;
    private readonly double _weight, _target;

    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="units">Numbers of a code (K).</param>
    /// <param name="penalty">Which price.</param>
    /// <param name="weight">λ ≥ 0.</param>
    /// <param name="target">ρ, the mean activation wanted; between 0 and 1. For <see cref="SparsityPenalty.Kl"/> only.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ below 0, or ρ outside (0, 1).</exception>
    public SparseAutoencoder(
        int inputs = 784, int units = 1024, SparsityPenalty penalty = SparsityPenalty.Kl, double weight = 1, double target = 0.05)
        : base(nameof(SparseAutoencoder), inputs, units)
    {
        if (!(weight >= 0)) throw new ArgumentOutOfRangeException(nameof(weight), $"The weight of the penalty is {weight}; it must be 0 or more.");
        if (!(target > 0 && target < 1)) throw new ArgumentOutOfRangeException(nameof(target), $"The target activation is {target}; it must lie between 0 and 1.");
        (_penalty, _weight, _target) = (penalty, weight, target);
    }

    /// <inheritdoc/>
    public override LossTerms Loss(Tensor x)
    {
        var z = Encode(x);
        var reconstruction = SquaredError(Decode(z), x);
        var penalty = _weight * (_penalty == SparsityPenalty.L1 ? z.abs().sum() / x.shape[0] : TargetPenalty(z, _target));
        return new(reconstruction + penalty, ("reconstruction", reconstruction), ("sparsity", penalty));
    }

    /// <summary>Σⱼ KL(ρ ‖ ρ̂ⱼ) = Σⱼ ρ log ρ/ρ̂ⱼ + (1 − ρ) log (1 − ρ)/(1 − ρ̂ⱼ).</summary>
    /// <param name="z">Activations [N, K] in (0, 1).</param>
    /// <param name="target">ρ.</param>
    /// <returns>A 0-d tensor ≥ 0, 0 where every unit is active as often as wanted.</returns>
    public static Tensor TargetPenalty(Tensor z, double target)
    {
        var mean = z.mean([0L]);
        return (target * (Math.Log(target) - mean.log()) + (1 - target) * (Math.Log(1 - target) - (1 - mean).log())).sum();
    }
}
