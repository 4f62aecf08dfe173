using Course.Training;

namespace Course.Tests.Training;

public sealed class TargetBandTests
{
    private static readonly TargetBand Band = new("test −ELBO", 103, 108, "nats per image");

    [Theory]
    [InlineData(103, true)]
    [InlineData(105.77, true)]
    [InlineData(108, true)]
    [InlineData(102.999, false)]
    [InlineData(108.001, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void A_band_contains_its_ends_and_what_lies_between(double value, bool inside) => Assert.Equal(inside, Band.Contains(value));

    [Fact]
    public void A_value_in_the_band_is_described_with_band_and_time() =>
        Assert.Equal("test −ELBO: 105.77 nats per image, expected 103–108, 41 s", Band.Check(105.7711, TimeSpan.FromSeconds(41.2)));

    [Fact]
    public void A_narrow_band_is_described_with_as_many_digits_as_it_takes() =>
        Assert.Equal("KL: 24.11371 nats, expected 24.1136–24.1138", new TargetBand("KL", 24.1136, 24.1138, "nats").Check(24.113706));

    [Fact]
    public void A_plain_number_has_no_unit() => Assert.Equal("P(3): 0.167, expected 0.16–0.17", new TargetBand("P(3)", 0.16, 0.17, "").Check(1 / 6.0));

    [Fact]
    public void A_value_outside_fails_with_the_same_words()
    {
        var e = Assert.Throws<TargetBandException>(() => Band.Check(112.5));
        Assert.Equal("Outside the expected band: test −ELBO: 112.50 nats per image, expected 103–108.", e.Message);
    }

    [Fact]
    public void As_a_callback_it_measures_the_trained_model()
    {
        var output = new StringWriter();
        using var run = new SmallRun();
        run.Train(Band.AtEnd(_ => 104, output));
        Assert.Contains("104.00 nats", output.ToString());
        Assert.Throws<TargetBandException>(() => run.Train(Band.AtEnd(_ => 1, output)));
    }
}
