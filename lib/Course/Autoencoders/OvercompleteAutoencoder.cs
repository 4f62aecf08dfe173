using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// One sigmoid layer of more units than the item has numbers, and a linear way back: z = σ(Wx + b), x̂ = Vz + c. Nothing keeps it from copying; the
/// sparse, the denoising and the contractive autoencoder are this one with something to prevent that.
/// </summary>
public class OvercompleteAutoencoder : Autoencoder
{
    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="units">Numbers of a code (K); a regularised relative may well have fewer than D.</param>
    public OvercompleteAutoencoder(int inputs = 784, int units = 1024) : this(nameof(OvercompleteAutoencoder), inputs, units)
    {
    }

    private protected OvercompleteAutoencoder(string name, int inputs, int units) : base(name, [inputs], units)
    {
        Encoder = nn.Linear(inputs, units);
        Decoder = nn.Linear(units, inputs);
        register_module("encoder", Encoder);
        register_module("decoder", Decoder);
    }

    /// <summary>The dictionary: column j is what unit j adds to a reconstruction, [D, K].</summary>
    public Tensor Dictionary => Decoder.weight!;

    private protected Linear Encoder { get; }

    private protected Linear Decoder { get; }

    /// <inheritdoc/>
    protected override Tensor ToCode(Tensor x) => Encoder.call(x).sigmoid();

    /// <inheritdoc/>
    protected override Tensor FromCode(Tensor z) => Decoder.call(z);
}
