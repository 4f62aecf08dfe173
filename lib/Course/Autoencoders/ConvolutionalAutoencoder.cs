using System.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>
/// An autoencoder that knows that its items are images: convolutions of 4 × 4 with stride 2 halve the sides and double the channels, a linear layer makes the
/// code, and transposed convolutions go the same way back (Masci et al., <i>Stacked convolutional auto-encoders</i>, 2011).
/// </summary>
public sealed class ConvolutionalAutoencoder : Autoencoder
{
    private readonly Sequential _encoder, _decoder;

    /// <param name="channels">Colours of an image (C): 1 or 3.</param>
    /// <param name="side">Height and width of an image; divisible by 2 as often as there are levels.</param>
    /// <param name="latents">Numbers of a code (K).</param>
    /// <param name="width">Channels after the first convolution.</param>
    /// <param name="levels">Convolutions on either side, 1 or more.</param>
    /// <exception cref="ArgumentException">A side that cannot be halved so often.</exception>
    public ConvolutionalAutoencoder(int channels = 1, int side = 28, int latents = 16, int width = 16, int levels = 2)
        : base(nameof(ConvolutionalAutoencoder), [channels, side, side], latents)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        if (BitOperations.TrailingZeroCount(side) < levels)
            throw new ArgumentException($"Images of {side} × {side} cannot be halved {levels} times.", nameof(side));
        int small = side >> levels, deep = width << (levels - 1), flat = deep * small * small;
        List<nn.Module<Tensor, Tensor>> encoder = [], decoder = [nn.Linear(latents, flat), nn.ReLU(), nn.Unflatten(1, [deep, small, small])];
        for (int level = 0; level < levels; level++)
        {
            encoder.AddRange([nn.Conv2d(level == 0 ? channels : width << (level - 1), width << level, 4, 2, 1), nn.BatchNorm2d(width << level), nn.ReLU()]);
            int from = width << (levels - 1 - level);
            if (level == levels - 1) decoder.AddRange([nn.ConvTranspose2d(from, channels, 4, 2, 1), nn.Sigmoid()]);
            else decoder.AddRange([nn.ConvTranspose2d(from, from / 2, 4, 2, 1), nn.BatchNorm2d(from / 2), nn.ReLU()]);
        }
        encoder.AddRange([nn.Flatten(), nn.Linear(flat, latents)]);
        _encoder = nn.Sequential(encoder);
        _decoder = nn.Sequential(decoder);
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
