using System.Security.Cryptography;
using Course.Data;

namespace Course.Tests.Data;

public sealed class FacesTests
{
    private const int Plane = Faces.Side * Faces.Side;

    [Fact]
    public void The_same_seed_draws_the_same_bytes_and_a_shorter_set_begins_a_longer_one()
    {
        var some = Faces.Draw(20, seed: 3);
        var more = Faces.Draw(50, seed: 3);
        Assert.Equal(some.Images.Pixels.ToArray(), more.Images.Pixels[..(20 * 3 * Plane)].ToArray());
        Assert.Equal(some.Factors.ToArray(), more.Factors[..20].ToArray());
        Assert.NotEqual(some.Images.Pixels.ToArray(), Faces.Draw(20, seed: 4).Images.Pixels.ToArray());
        Assert.NotEqual(some.Images.Pixels.ToArray(), Faces.Draw(20, seed: 3, Split.Test).Images.Pixels.ToArray());
    }

    // Written down from a first run (x64, Linux). Another value on another machine means that drawing depends on the machine.
    [Fact]
    public void The_bytes_are_those_of_every_other_platform() => Assert.Equal(
        "1ff552a361354993ed40399e67b4fea2bb9c40805c46622fbcf9054b72f4c594", Convert.ToHexStringLower(SHA256.HashData(Faces.Draw(100).Images.Pixels.Span)));

    [Fact]
    public void A_set_can_be_drawn_again_from_its_factors()
    {
        var set = Faces.Draw(12);
        Assert.Equal(set.Images.Pixels.ToArray(), Faces.Draw(set.Factors.ToArray()).Pixels.ToArray());
        Assert.Equal([12, 6], set.FactorsToTensor().shape);
        Assert.Equal(set.Factors.Span[5].ToArray(), set.FactorsToTensor()[5].data<float>().ToArray());
        Assert.Equal([12, 3, 64, 64], set.Images.ToTensor().shape);
    }

    [Theory]
    [InlineData(1ul)]
    [InlineData(8ul)]
    [InlineData(15ul)]
    public void A_smile_changes_the_mouth_and_nothing_else(ulong person)
    {
        var face = FaceFactors.Neutral(person);
        var changed = Changed(face with { Smile = -1 }, face with { Smile = 1 });
        Assert.NotEmpty(changed);
        Assert.All(changed, pixel => Assert.True(pixel.Row is > 36 and < 50 && pixel.Column is > 18 and < 46, $"{pixel}"));
    }

    // Lips of one colour for all vanish on some skin, and what looks at many faces learns not to look at the mouths of those.
    [Theory]
    [InlineData(0)]
    [InlineData(0.25f)]
    [InlineData(0.5f)]
    [InlineData(0.75f)]
    [InlineData(1)]
    public void A_smile_can_be_seen_on_every_skin(float tone)
    {
        var face = FaceFactors.Neutral() with { SkinTone = tone };
        byte[] sad = Pixels(face with { Smile = -1 }), glad = Pixels(face with { Smile = 1 });
        Assert.True(sad.Zip(glad, (a, b) => Math.Abs(a - b)).Max() > 40);
    }

    [Fact]
    public void A_glance_moves_only_what_is_in_the_eyes()
    {
        var face = FaceFactors.Neutral(4);
        var changed = Changed(face with { Gaze = -1 }, face with { Gaze = 1 });
        Assert.NotEmpty(changed);
        Assert.All(changed, pixel => Assert.InRange(pixel.Row, 25, 34));
    }

    [Fact]
    public void The_darker_the_skin_the_darker_the_image()
    {
        double Brightness(float tone) => Pixels(FaceFactors.Neutral(2) with { SkinTone = tone }).Average(value => value);
        Assert.True(Brightness(0) > Brightness(0.3f) && Brightness(0.3f) > Brightness(0.6f) && Brightness(0.6f) > Brightness(1));
    }

    [Fact]
    public void Every_factor_and_every_person_can_be_seen()
    {
        var face = FaceFactors.Neutral(9);
        Assert.All(
            new[] { face with { Turn = 1 }, face with { HairLength = 1 }, face with { Age = 1 }, face with { Person = 10 } },
            other => Assert.True(Changed(face, other).Count > 40));
    }

    [Fact]
    public void A_factor_outside_its_range_is_named_with_its_value()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Draw([FaceFactors.Neutral() with { Smile = 1.5f }]));
        Assert.Contains("Smile is 1.5; it must be from -1 to 1.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Draw([FaceFactors.Neutral() with { Age = float.NaN }]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Faces.Draw(-1));
    }

    private static byte[] Pixels(FaceFactors face) => Faces.Draw([face]).Pixels.ToArray();

    private static List<(int Row, int Column)> Changed(FaceFactors one, FaceFactors other)
    {
        var (a, b) = (Pixels(one), Pixels(other));
        return [.. Enumerable.Range(0, a.Length).Where(i => a[i] != b[i]).Select(i => (i % Plane / Faces.Side, i % Faces.Side)).Distinct()];
    }
}
