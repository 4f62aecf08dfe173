using Course.Training;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// The overcomplete autoencoder that sees a spoiled item and must give back the clean one (Vincent, Larochelle, Bengio, Manzagol, <i>Extracting and
/// composing robust features with denoising autoencoders</i>, 2008). Copying no longer pays.
/// </summary>
public sealed class DenoisingAutoencoder : OvercompleteAutoencoder
{
    /// <param name="corruption">Spoils a batch; see <see cref="Autoencoders.Corruption"/>.</param>
    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="units">Numbers of a code (K).</param>
    public DenoisingAutoencoder(Func<Tensor, Tensor> corruption, int inputs = 784, int units = 1024) : base(nameof(DenoisingAutoencoder), inputs, units) =>
        Corruption = corruption;

    /// <summary>Spoils a batch during training; evaluation sees items as they are.</summary>
    public Func<Tensor, Tensor> Corruption { get; }

    /// <inheritdoc/>
    public override LossTerms Loss(Tensor x) => new(SquaredError(call(Corruption(x)), x));
}
