using Course.Training;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// The autoencoder of one sigmoid layer whose codes are made to stand still where the data do not move: squared error + λ ‖∂z/∂x‖²
/// (Rifai, Vincent, Muller, Glorot, Bengio, <i>Contractive auto-encoders</i>, 2011).
/// </summary>
public sealed class ContractiveAutoencoder : OvercompleteAutoencoder
{
    private readonly double _weight;

    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="units">Numbers of a code (K).</param>
    /// <param name="weight">λ ≥ 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ below 0.</exception>
    public ContractiveAutoencoder(int inputs = 784, int units = 256, double weight = 0.1) : base(nameof(ContractiveAutoencoder), inputs, units)
    {
        if (!(weight >= 0)) throw new ArgumentOutOfRangeException(nameof(weight), $"The weight of the penalty is {weight}; it must be 0 or more.");
        _weight = weight;
    }

    /// <summary>‖∂z/∂x‖², averaged over the items, in closed form.</summary>
    /// <param name="x">[N, D].</param>
    /// <returns>A 0-d tensor ≥ 0.</returns>
    public Tensor Penalty(Tensor x) => JacobianPenalty.OfSigmoidLayer(Encoder, Encode(x));

    /// <inheritdoc/>
    public override LossTerms Loss(Tensor x)
    {
        var z = Encode(x);
        var reconstruction = SquaredError(Decode(z), x);
        var penalty = _weight * JacobianPenalty.OfSigmoidLayer(Encoder, z);
        return new(reconstruction + penalty, ("reconstruction", reconstruction), ("contraction", penalty));
    }
}
