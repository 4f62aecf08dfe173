using System.Security.Cryptography;
using Course.Data;
using TorchSharp;

namespace Course.Tests.Data;

public sealed class SeasonsTests
{
    // Written down from a first run (x64, Linux). Another value on another machine means that drawing depends on the machine.
    [Fact]
    public void The_bytes_are_those_of_every_other_platform()
    {
        var (summer, winter) = Seasons.DrawPairs(50);
        Assert.Equal("a609416538bc0da94849a2ed34216d6cab3f71d70a9763c1b86f2995f0d2751b", Hash(summer));
        Assert.Equal("568aa4a9c035a28f1f78a58f2155592edae9731c78c2217540ba23af2b82827d", Hash(winter));
    }

    [Fact]
    public void A_pair_shows_one_place_and_unpaired_sets_share_none()
    {
        var (summer, winter) = Seasons.DrawPairs(20, seed: 5);
        var (free, other) = Seasons.DrawUnpaired(20, seed: 5);
        Assert.Equal(summer.Pixels.ToArray(), free.Pixels.ToArray());
        Assert.NotEqual(winter.Pixels.ToArray(), other.Pixels.ToArray());
        Assert.Equal("Seasons, winter", winter.Name);
    }

    [Fact]
    public void Winter_is_brighter_on_the_ground_and_summer_is_greener()
    {
        var (summer, winter) = Seasons.DrawPairs(30);
        using var s = summer.ToTensor();
        using var w = winter.ToTensor();
        Assert.True(w[.., .., 40..].mean().ToDouble() > s[.., .., 40..].mean().ToDouble() + 0.2);
        double Greenness(torch.Tensor x) => (x[.., 1, 40..] - x[.., 2, 40..]).mean().ToDouble();
        Assert.True(Greenness(s) > 0.15 && Greenness(w) < 0.05);
    }

    [Fact]
    public void One_more_tree_changes_nothing_but_where_it_stands()
    {
        var place = SeasonFactors.Summer(3);
        var (few, many) = (Seasons.Draw([place with { Trees = 3 }]).Pixels.ToArray(), Seasons.Draw([place with { Trees = 4 }]).Pixels.ToArray());
        int changed = few.Zip(many).Count(pair => pair.First != pair.Second);
        Assert.InRange(changed, 20, 3 * 64 * 64 / 8);
    }

    [Fact]
    public void A_factor_outside_its_range_is_named_with_its_value()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Seasons.Draw([SeasonFactors.Summer() with { Trees = 9 }]));
        Assert.Contains("Trees is 9; it must be from 0 to 7.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Seasons.DrawPairs(-3));
    }

    private static string Hash(ColourImages images) => Convert.ToHexStringLower(SHA256.HashData(images.Pixels.Span));
}
