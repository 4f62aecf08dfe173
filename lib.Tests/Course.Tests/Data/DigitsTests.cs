using Course.Data;

namespace Course.Tests.Data;

public class DigitsTests
{
    [Fact]
    public void The_banner_of_a_stand_in_says_that_it_is_one()
    {
        var drawn = GlyphDigits.Draw(20).Images;

        string banner = Digits.Banner(drawn);

        Assert.Contains("MNIST was not found", banner);
        Assert.Contains("Glyph digits, train: 20 images 28 × 28", banner);
        Assert.Contains("not handwriting", banner);
    }

    [Fact]
    public void As_many_digits_come_as_were_asked_for_whichever_set_it_is()
    {
        var digits = Digits.Load(Split.Test, 100);

        Assert.Equal((100, Split.Test), (digits.Count, digits.Split));
        Assert.Equal(100 * 784, digits.ToFloats().Length);
        Assert.All(digits.ToFloats(), value => Assert.InRange(value, 0f, 1f));
    }

    [Fact]
    public void More_digits_than_the_split_has_are_refused() =>
        Assert.Contains("the test part has 10000",
            Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Load(Split.Test, 10_001)).Message);

    [Fact]
    public void An_image_that_is_not_there_is_refused_with_the_number_of_images() =>
        Assert.Contains("there are 3", Assert.Throws<ArgumentOutOfRangeException>(() => GlyphDigits.Draw(3).Images.Image(3)).Message);
}
