namespace Course.Data;

/// <summary>The digits a lecture trains on: MNIST where it is at hand, else glyph digits, and a sentence that says which and why.</summary>
public static class Digits
{
    /// <summary>Reads MNIST, or draws as many glyph digits as MNIST has.</summary>
    /// <param name="split">Training (60,000) or test part (10,000).</param>
    /// <param name="count">Only the first so many; null for all.</param>
    /// <returns>The images; <see cref="DigitImages.Name"/> says which set it is, and <see cref="Banner"/> makes the sentence for the
    /// reader.</returns>
    /// <exception cref="DataFormatException">MNIST is there but damaged: an error, because a silent stand-in would change every
    /// number.</exception>
    /// <exception cref="FileNotFoundException">MNIST is there in part.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or more than the split has.</exception>
    public static DigitImages Load(Split split, int? count = null)
    {
        int all = split == Split.Train ? 60_000 : 10_000;
        if (count is < 0 || count > all)
            throw new ArgumentOutOfRangeException(
                nameof(count), $"{count} digits were asked for; the {(split == Split.Train ? "training" : "test")} part has {all}.");
        return Mnist.TryLoad(split, out var mnist) ? mnist.Take(count ?? all) : GlyphDigits.Draw(count ?? all, split: split).Images;
    }

    /// <summary>One or two sentences to show above a lecture's first picture: which digits these are, and why.</summary>
    /// <param name="images">The digits in use.</param>
    public static string Banner(DigitImages images) => images.Name == GlyphDigits.Name
        ? $"MNIST was not found in $COURSE_DATASETS/mnist or datasets/mnist, so this lecture uses {images}. {images.Provenance}"
        : $"{images}. {images.Provenance}";
}
