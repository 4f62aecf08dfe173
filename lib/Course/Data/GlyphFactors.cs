namespace Course.Data;

/// <summary>Everything that decides how one glyph digit looks: the known factors behind the image.</summary>
/// <param name="Digit">The digit, 0 to 9.</param>
/// <param name="Style">Which way of writing the digit, 0 to <see cref="GlyphDigits.StyleCount"/> − 1 (1 with or without serif, 4 open or
/// closed, 7 with or without bar …).</param>
/// <param name="Thickness">Width of the pen in pixels; drawn from 1.7 to 4.4, mostly below 3.</param>
/// <param name="Slant">Horizontal shear, pixels to the right per pixel up; 0.25 leans right by 14°. Drawn around 0.17 with deviation
/// 0.23.</param>
/// <param name="Rotation">Turn of the whole digit, tangent of half the angle, clockwise positive; 0.05 is 5.7°. Deviation 0.03.</param>
/// <param name="Scale">Longer side of the digit, pen included, in units of 20 pixels (MNIST's box); drawn from 0.9 to 1.02.</param>
/// <param name="Aspect">Width over the style's natural width; drawn from about 0.7 to 1.5.</param>
/// <param name="OffsetX">Centre of mass of the pen's path, pixels right of the image's centre; deviation 0.4.</param>
/// <param name="OffsetY">Centre of mass of the pen's path, pixels below the image's centre; deviation 0.4.</param>
/// <param name="Wobble">How far the pen strays from the style's ideal stroke, in heights of the digit; drawn from 0.01 to 0.07.</param>
/// <param name="Hand">Which way it strays: the seed of the wobble. Same factors and same hand, same image.</param>
public readonly record struct GlyphFactors(
    int Digit, int Style, float Thickness, float Slant, float Rotation, float Scale, float Aspect, float OffsetX, float OffsetY,
        float Wobble, ulong Hand) : IFactors<GlyphFactors>
{
    /// <summary>The names of the factors that a number measures, in the order of <see cref="ToArray"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["digit", "thickness", "slant", "rotation", "scale", "aspect", "offset x", "offset y", "wobble"];

    /// <summary>A neutral digit: upright, medium pen, centred, without wobble. Vary it with <c>with { Slant = 0.3f }</c>.</summary>
    /// <param name="digit">The digit, 0 to 9.</param>
    /// <param name="style">Way of writing it.</param>
    public static GlyphFactors Neutral(int digit, int style = 0) => new(digit, style, 2.4f, 0, 0, 1, 1, 0, 0, 0, 0);

    /// <summary>The factors as numbers, without the style (each digit has its own) and the hand.</summary>
    public float[] ToArray() => [Digit, Thickness, Slant, Rotation, Scale, Aspect, OffsetX, OffsetY, Wobble];

    internal static GlyphFactors Sample(int digit, ref CounterRandom random)
    {
        int style = GlyphStrokes.PickStyle(digit, ref random);
        // A product of two uniforms leans to thin pens with a tail of thick ones, as MNIST's pens do.
        float thickness = 1.7f + 2.7f * random.NextUnit() * (0.35f + 0.65f * random.NextUnit());
        return new(
            digit, style, thickness,
            Slant: 0.17f + 0.23f * random.NextBell(),
            Rotation: 0.03f * random.NextBell(),
            Scale: random.Between(0.9f, 1.02f),
            Aspect: 1.08f + 0.16f * random.NextBell() * (random.NextUnit() + 0.35f),
            OffsetX: 0.4f * random.NextBell(),
            OffsetY: 0.4f * random.NextBell(),
            Wobble: 0.01f + 0.05f * random.NextUnit() * random.NextUnit() + 0.012f * random.NextUnit(),
            Hand: random.NextBits());
    }
}
