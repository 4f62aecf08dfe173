using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// The classic autoencoder with a bottleneck: D → hidden … → K → hidden … → D with ReLU between and a sigmoid at the end
/// (Hinton and Salakhutdinov, <i>Reducing the dimensionality of data with neural networks</i>, 2006). With K far below D it cannot copy.
/// </summary>
public sealed class UndercompleteAutoencoder : Autoencoder
{
    private readonly Sequential _encoder, _decoder;

    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="hidden">Units of the encoder's hidden layers; the decoder has them in reverse.</param>
    /// <param name="latents">Numbers of a code (K).</param>
    public UndercompleteAutoencoder(int inputs = 784, int[]? hidden = null, int latents = 16) : base(nameof(UndercompleteAutoencoder), [inputs], latents)
    {
        int[] sizes = [inputs, .. hidden ?? [256], latents];
        _encoder = Perceptron.Of(sizes);
        _decoder = Perceptron.Of(sizes.Reverse(), nn.Sigmoid());
        register_module("encoder", _encoder);
        register_module("decoder", _decoder);
    }

    /// <summary>What <see cref="Autoencoder.Decode"/> computes, layer by layer, for a page that decodes by itself.</summary>
    public IReadOnlyList<nn.Module<Tensor, Tensor>> DecoderLayers => [_decoder];

    /// <inheritdoc/>
    protected override Tensor ToCode(Tensor x) => _encoder.call(x);

    /// <inheritdoc/>
    protected override Tensor FromCode(Tensor z) => _decoder.call(z);
}
