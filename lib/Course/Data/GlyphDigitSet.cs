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

    /// <summary>The same as <see cref="Images"/>.</summary>
    public override string ToString() => Images.ToString();
}
