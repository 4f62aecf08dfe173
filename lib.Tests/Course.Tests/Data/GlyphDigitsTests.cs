using System.Security.Cryptography;
using Course.Data;

namespace Course.Tests.Data;

public class GlyphDigitsTests
{
    private static readonly Lazy<DrawnImages<DigitImages, GlyphFactors>> Train = new(() => GlyphDigits.Draw(60_000));

    [Fact]
    public void Sixty_thousand_images_are_all_different()
    {
        var images = Train.Value.Images;
        var seen = new HashSet<string>();

        for (int i = 0; i < images.Count; i++) seen.Add(Convert.ToBase64String(SHA256.HashData(images.Image(i))));

        Assert.Equal(60_000, seen.Count);
    }

    [Fact]
    public void The_same_seed_draws_the_same_bytes_on_every_machine()
    {
        var images = GlyphDigits.Draw(1000, seed: 7).Images;

        // Written down from a first run (x64, Linux). Another value on another machine means that drawing depends on the machine.
        Assert.Equal("69ce0095f49b918f73c44c1b85e405e36b50962fb844455a02df2814035caf36",
            Convert.ToHexStringLower(SHA256.HashData(images.Pixels.Span)));
    }

    [Fact]
    public void A_shorter_set_is_the_beginning_of_a_longer_one()
    {
        var shorter = GlyphDigits.Draw(123, seed: 5);
        var longer = GlyphDigits.Draw(500, seed: 5);

        Assert.Equal(longer.Images.Take(123).Pixels.ToArray(), shorter.Images.Pixels.ToArray());
        Assert.Equal(longer.Images.Take(123).Labels.ToArray(), shorter.Images.Labels.ToArray());
        Assert.Equal(longer.Factors.ToArray()[..123], shorter.Factors.ToArray());
    }

    [Fact]
    public void Other_seeds_and_the_other_split_draw_other_images()
    {
        byte[] first = GlyphDigits.Draw(10, seed: 1).Images.Pixels.ToArray();

        Assert.NotEqual(first, GlyphDigits.Draw(10, seed: 2).Images.Pixels.ToArray());
        Assert.NotEqual(first, GlyphDigits.Draw(10, seed: 1, Split.Test).Images.Pixels.ToArray());
    }

    [Fact]
    public void Every_ten_images_hold_every_digit_once()
    {
        byte[] labels = Train.Value.Images.Labels.ToArray();

        foreach (byte[] ten in labels.Chunk(10)) Assert.Equal<byte>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], ten.Order());
        Assert.NotEqual(labels[..10], labels[10..20]);
    }

    [Fact]
    public void An_image_can_be_drawn_again_from_its_factors()
    {
        var set = GlyphDigits.Draw(200);

        for (int i = 0; i < 200; i++) Assert.Equal(set.Images.Image(i).ToArray(), GlyphDigits.Draw(set.Factors.Span[i]));
    }

    [Fact]
    public void Pixels_have_the_statistics_of_MNIST()
    {
        var images = Train.Value.Images;

        var (mean, deviation) = DigitStatistics.OfPixels(images);
        double off = Enumerable.Range(0, 2000)
            .Average(i => DigitStatistics.Centre(images.Image(i)) is var (x, y) ? Math.Abs(x - 14) + Math.Abs(y - 14) : 0);

        Assert.InRange(mean, 0.12, 0.14);   // MNIST 0.1307
        Assert.InRange(deviation, 0.29, 0.32);   // MNIST 0.3081
        Assert.InRange(off, 0.2, 1.0);   // centred by mass, within the drawn offsets
    }

    [Fact]
    public void No_digit_is_empty_or_touches_the_rim_much()
    {
        var images = Train.Value.Images;
        int touching = 0;

        for (int i = 0; i < images.Count; i++)
        {
            var image = images.Image(i);
            Assert.True(image.ContainsAnyInRange((byte)200, (byte)255), $"image {i} has no ink");
            if (image[..28].ContainsAnyExcept((byte)0) || image[^28..].ContainsAnyExcept((byte)0)) touching++;
        }

        Assert.InRange(touching, 0, 3000);   // 1 in 20; of MNIST's, 725
    }

    [Fact]
    public void Classes_can_be_told_apart()
    {
        var train = GlyphDigits.Draw(3000).Images;
        var test = GlyphDigits.Draw(500, split: Split.Test).Images;

        Assert.InRange(DigitStatistics.NearestMeanAccuracy(train, test), 0.6, 1);
        Assert.InRange(DigitStatistics.NearestNeighbourAccuracy(train, test), 0.9, 1);
    }

    [Fact]
    public void Factors_do_to_the_image_what_they_say()
    {
        var neutral = GlyphFactors.Neutral(8);

        var (x, y) = DigitStatistics.Centre(GlyphDigits.Draw(neutral));
        var (movedX, movedY) = DigitStatistics.Centre(GlyphDigits.Draw(neutral with { OffsetX = 2, OffsetY = -1.5f }));
        int thin = Ink(neutral with { Thickness = 1.6f }), thick = Ink(neutral with { Thickness = 3.6f }),
            small = Ink(neutral with { Scale = 0.8f });

        Assert.Equal(x + 2, movedX, 0.15);
        Assert.Equal(y - 1.5, movedY, 0.15);
        Assert.True(thin < Ink(neutral) && Ink(neutral) < thick);
        Assert.True(small < Ink(neutral));
        // Leaning right moves ink right above the middle and left below it.
        Assert.True(UpperShift(neutral with { Slant = 0.4f }) > UpperShift(neutral) + 2);

        static int Ink(GlyphFactors factors) => GlyphDigits.Draw(factors).Sum(pixel => pixel);
        static double UpperShift(GlyphFactors factors)
        {
            byte[] image = GlyphDigits.Draw(factors);
            return DigitStatistics.Centre(image.AsSpan(0, 14 * 28)).X - DigitStatistics.Centre(image.AsSpan(14 * 28)).X;
        }
    }

    [Fact]
    public void Every_style_of_every_digit_looks_different()
    {
        var all = from digit in Enumerable.Range(0, 10) from style in Enumerable.Range(0, GlyphDigits.StyleCount(digit))
            select Convert.ToHexString(GlyphDigits.Draw(GlyphFactors.Neutral(digit, style)));

        Assert.True(all.Count() >= 30);
        Assert.Distinct(all);
    }

    [Fact]
    public void Impossible_factors_are_refused_with_the_value()
    {
        Assert.Contains("10 is not a digit", Refused(GlyphFactors.Neutral(10)));
        Assert.Contains("Style 9 of digit 3", Refused(GlyphFactors.Neutral(3, 9)));
        Assert.Contains("Thickness is NaN", Refused(GlyphFactors.Neutral(3) with { Thickness = float.NaN }));
        Assert.Contains("Scale is 0", Refused(GlyphFactors.Neutral(3) with { Scale = 0 }));

        static string Refused(GlyphFactors factors) => Assert.Throws<ArgumentOutOfRangeException>(() => GlyphDigits.Draw(factors)).Message;
    }

    [Fact]
    public void Without_images_there_is_an_empty_set_and_a_negative_number_is_refused()
    {
        Assert.Equal(0, GlyphDigits.Draw(0).Images.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => GlyphDigits.Draw(-1));
    }
}
