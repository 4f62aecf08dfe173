using Course.Lectures;

namespace Course.Data;

/// <summary>
/// Digits drawn by a seeded pen: 28 × 28 gray images in ten classes that stand in for MNIST where MNIST is not at hand, and whose
/// factors (thickness, slant, scale …) are known for every image.
/// </summary>
/// <remarks>
/// Image i depends on the seed, the split and i alone, so a shorter set is the beginning of a longer one and the number of threads
/// changes nothing. Labels come in shuffled blocks of ten, so every stretch of ten images from a multiple of ten holds each digit once.
/// The bytes are the same on every platform: drawing uses no function whose last bit is left to the platform.
/// </remarks>
public static class GlyphDigits
{
    /// <summary>Name of the data set, as it appears on figures and in banners.</summary>
    public const string Name = "Glyph digits";

    private const ulong LabelStream = 1000;

    /// <summary>How many ways there are of writing a digit.</summary>
    /// <param name="digit">0 to 9.</param>
    public static int StyleCount(int digit)
    {
        RequireDigit(digit);
        return GlyphStrokes.StyleCount(digit);
    }

    /// <summary>Draws a set of images.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="seed">Same seed, same bytes.</param>
    /// <param name="split">Training and test images of one seed are drawn from separate random streams.</param>
    /// <returns>Images [count, 28, 28], labels [count], and the factors of each image.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or its pixels do not fit one array.</exception>
    public static DrawnImages<DigitImages, GlyphFactors> Draw(int count, ulong seed = 1, Split split = Split.Train)
    {
        if (count < 0 || (long)count * DigitImages.PixelsPerImage > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(count), $"{count} images were asked for; 0 to {Array.MaxLength / DigitImages.PixelsPerImage} can be drawn.");
        using var phase = LecturePhase.Data();
        var pixels = new byte[count * DigitImages.PixelsPerImage];
        var labels = new byte[count];
        var factors = new GlyphFactors[count];
        ulong stream = (ulong)split;

        const int block = 10;
        Parallel.For(0, (count + block - 1) / block, () => new List<Ink>(128), (b, _, ink) =>
        {
            Span<byte> digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
            Shuffle(digits, new CounterRandom(seed, LabelStream + stream, (ulong)b));
            for (int i = b * block; i < Math.Min(count, (b + 1) * block); i++)
            {
                var random = new CounterRandom(seed, stream, (ulong)i);
                labels[i] = digits[i - b * block];
                factors[i] = GlyphFactors.Sample(labels[i], ref random);
                GlyphPen.Draw(factors[i], ink);
                GlyphRaster.Draw(ink, pixels.AsSpan(i * DigitImages.PixelsPerImage, DigitImages.PixelsPerImage));
            }
            return ink;
        }, _ => { });
        return new(new(Name, $"Digits drawn by this course's seeded pen (seed {seed}); not handwriting.", split, pixels, labels), factors);
    }

    /// <summary>Draws one digit from its factors, for example to vary one factor and hold the others.</summary>
    /// <param name="factors">How it is to look.</param>
    /// <returns>Pixels [28, 28] in row-major order; 0 is background, 255 is full ink.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No such digit or style, or a factor with which nothing can be drawn.</exception>
    public static byte[] Draw(GlyphFactors factors)
    {
        RequireDigit(factors.Digit);
        if ((uint)factors.Style >= (uint)StyleCount(factors.Digit))
            throw new ArgumentOutOfRangeException(
                nameof(factors), $"Style {factors.Style} of digit {factors.Digit} was asked for; there are styles 0 to "
                    + $"{StyleCount(factors.Digit) - 1}.");
        RequireWithin(factors.Thickness, 0.5f, 8f, nameof(factors.Thickness));
        RequireWithin(factors.Slant, -2f, 2f, nameof(factors.Slant));
        RequireWithin(factors.Rotation, -1f, 1f, nameof(factors.Rotation));
        RequireWithin(factors.Scale, 0.45f, 1.6f, nameof(factors.Scale));
        RequireWithin(factors.Aspect, 0.1f, 4f, nameof(factors.Aspect));
        RequireWithin(factors.OffsetX, -28f, 28f, nameof(factors.OffsetX));
        RequireWithin(factors.OffsetY, -28f, 28f, nameof(factors.OffsetY));
        RequireWithin(factors.Wobble, 0f, 0.5f, nameof(factors.Wobble));
        var ink = new List<Ink>(128);
        var image = new byte[DigitImages.PixelsPerImage];
        GlyphPen.Draw(factors, ink);
        GlyphRaster.Draw(ink, image);
        return image;
    }

    private static void Shuffle(Span<byte> items, CounterRandom random)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = random.Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static void RequireDigit(int digit)
    {
        if ((uint)digit > 9) throw new ArgumentOutOfRangeException(nameof(digit), $"{digit} is not a digit; use 0 to 9.");
    }

    private static void RequireWithin(float value, float low, float high, string factor)
    {
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException("factors", $"{factor} is {value}; it must be from {low} to {high}.");
    }
}
