using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// Two linear layers, D → K → D, and no nonlinearity between them. Trained on squared error it ends in the subspace of
/// <see cref="LinearAlgebra.Pca"/>, and has no other minimum, but in an arbitrary basis of it (Bourlard and Kamp 1988; Baldi and Hornik 1989).
/// </summary>
public sealed class LinearAutoencoder : Autoencoder
{
    private readonly Linear _encoder, _decoder;

    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="latents">Numbers of a code (K).</param>
    public LinearAutoencoder(int inputs, int latents) : base(nameof(LinearAutoencoder), [inputs], latents)
    {
        _encoder = nn.Linear(inputs, latents);
        _decoder = nn.Linear(latents, inputs);
        register_module("encoder", _encoder);
        register_module("decoder", _decoder);
    }

    /// <summary>The columns that all outputs are sums of, up to an offset: [D, K].</summary>
    public Tensor Basis => _decoder.weight!;

    /// <inheritdoc/>
    protected override Tensor ToCode(Tensor x) => _encoder.call(x);

    /// <inheritdoc/>
    protected override Tensor FromCode(Tensor z) => _decoder.call(z);
}
