using TorchSharp;

namespace Course.Data;

/// <summary>Glyph digits with the factors that made them. Immutable.</summary>
public sealed class GlyphDigitSet
{
    private readonly GlyphFactors[] _factors;

    internal GlyphDigitSet(DigitImages images, GlyphFactors[] factors)
    {
        Images = images;
        _factors = factors;
    }

    /// <summary>The images and labels.</summary>
    public DigitImages Images { get; }

    /// <summary>The factors of each image, in the order of the images.</summary>
    public ReadOnlyMemory<GlyphFactors> Factors => _factors;

    /// <summary>The factors as a Float32 tensor [N, 9], its columns named by <see cref="GlyphFactors.Names"/>.</summary>
    public torch.Tensor FactorsToTensor() =>
        torch.tensor(_factors.SelectMany(glyph => glyph.ToArray()).ToArray(), [_factors.Length, GlyphFactors.Names.Count]);

    /// <summary>The same as <see cref="Images"/>.</summary>
    public override string ToString() => Images.ToString();
}
