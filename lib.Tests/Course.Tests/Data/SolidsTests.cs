using System.Security.Cryptography;
using Course.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Data;

public sealed class SolidsTests
{
    private const int Plane = Solids.Side * Solids.Side;

    public static TheoryData<SolidShape> Shapes => [.. Enum.GetValues<SolidShape>()];

    [Fact]
    public void The_same_seed_draws_the_same_bytes_and_a_shorter_set_begins_a_longer_one()
    {
        var some = Solids.Draw(20, seed: 3);
        var more = Solids.Draw(50, seed: 3);
        Assert.Equal(some.Images.Pixels.ToArray(), more.Images.Pixels[..(20 * 3 * Plane)].ToArray());
        Assert.Equal(some.Factors.ToArray(), more.Factors[..20].ToArray());
        Assert.NotEqual(some.Images.Pixels.ToArray(), Solids.Draw(20, seed: 4).Images.Pixels.ToArray());
        Assert.NotEqual(some.Images.Pixels.ToArray(), Solids.Draw(20, seed: 3, Split.Test).Images.Pixels.ToArray());
    }

    // Written down from a first run (x64, Linux). Another value on another machine means that drawing depends on the machine.
    [Fact]
    public void The_bytes_are_those_of_every_other_platform() => Assert.Equal(
        "b1f1da3c6b7d6a8539b6f90cbf631c359ff3652681be3a722c9cf7f8a5a1bf29", Convert.ToHexStringLower(SHA256.HashData(Solids.Draw(100).Images.Pixels.Span)));

    [Fact]
    public void A_set_can_be_drawn_again_from_its_factors()
    {
        var set = Solids.Draw(12);
        Assert.Equal(set.Images.Pixels.ToArray(), Solids.Draw(set.Factors.ToArray()).Pixels.ToArray());
        Assert.Equal([12, 4], set.FactorsToTensor().shape);
        Assert.Equal(set.Factors.Span[5].ToArray(), set.FactorsToTensor()[5].data<float>().ToArray());
        Assert.Equal([12, 3, 32, 32], set.Images.ToTensor().shape);
    }

    [Fact]
    public void The_factors_fill_their_ranges_and_know_nothing_of_each_other()
    {
        using var factors = Solids.Draw(4000).FactorsToTensor();
        Assert.Equal([0, -1, 0, -1], factors.amin([0L]).data<float>().Select(value => MathF.Round(value)));
        Assert.Equal([3, 1, 1, 1], factors.amax([0L]).data<float>().Select(value => MathF.Round(value)));
        var standard = (factors - factors.mean([0L])) / factors.std(0L);
        var correlation = standard.t().mm(standard) / 4000 - eye(4);
        Assert.True(correlation.abs().max().ToSingle() < 0.06, $"{correlation.abs().max().ToSingle()}");
        Assert.All(Enumerable.Range(0, 4), shape => Assert.InRange(factors[.., 0].eq(shape).sum().ToInt64(), 900, 1100));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_light_changes_brightness_and_nothing_else(SolidShape shape)
    {
        // Turned by no angle every solid is its own mirror image, and light from the left is the mirror image of light from the right.
        var (left, right) = (Image(shape, light: -0.8f), Image(shape, light: 0.8f));
        // But for the pixels where two faces meet, which belong to the one that was painted last.
        Assert.True((left - right.flip(-1)).abs().mean().ToSingle() < 0.003, $"{(left - right.flip(-1)).abs().mean().ToSingle()}");
        Assert.True((left - right).abs().mean().ToSingle() > 0.01, $"{(left - right).abs().mean().ToSingle()}");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_factor_can_be_seen_of_every_shape(SolidShape shape)
    {
        var solid = SolidFactors.Neutral(shape);
        Assert.All(
            new[]
            {
                (solid with { Azimuth = -1 }, solid with { Azimuth = 1, Light = 0.5f }), (solid with { Azimuth = 0.2f }, solid with { Azimuth = 0.8f }),
                (solid with { Elevation = 0 }, solid with { Elevation = 1 }), (solid with { Light = -1 }, solid with { Light = 1 }),
            },
            pair => Assert.True(Changed(pair.Item1, pair.Item2) > 60, $"{pair}: {Changed(pair.Item1, pair.Item2)} pixels"));
        Assert.All(
            Enum.GetValues<SolidShape>().Where(other => other != shape),
            other => Assert.True(Changed(solid, solid with { Shape = other }) > 60));
    }

    [Fact]
    public void Nothing_of_the_ground_shows_between_two_faces()
    {
        // A row through the front of a cube: clay (far more red than blue) from its left to its right edge, without a gap.
        using var row = Solids.Draw([SolidFactors.Neutral(SolidShape.Cube) with { Azimuth = 0.9f, Elevation = 0 }]).ToTensor()[0, .., 16];
        var clay = (row[0] - row[2]).gt(0.05).data<bool>().ToArray();
        int first = Array.IndexOf(clay, true), last = Array.LastIndexOf(clay, true);
        Assert.True(last - first > 16);
        Assert.All(clay[first..last], Assert.True);
    }

    [Fact]
    public void A_factor_outside_its_range_is_named_with_its_value()
    {
        var solid = SolidFactors.Neutral(SolidShape.Cube);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Solids.Draw([solid with { Light = 1.5f }]));
        Assert.Contains("Light is 1.5; it must be from -1 to 1.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Solids.Draw([solid with { Shape = (SolidShape)4 }]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Solids.Draw([solid with { Elevation = float.NaN }]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Solids.Draw(-1));
    }

    private static Tensor Image(SolidShape shape, float light) => Solids.Draw([SolidFactors.Neutral(shape) with { Light = light }]).ToTensor();

    private static int Changed(SolidFactors one, SolidFactors other)
    {
        var pixels = Solids.Draw([one, other]).Pixels.ToArray();
        return Enumerable.Range(0, Plane).Count(i => Enumerable.Range(0, 3).Any(c => pixels[c * Plane + i] != pixels[(3 + c) * Plane + i]));
    }
}
