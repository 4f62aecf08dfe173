using Course.Plots.Drawing;

namespace Course.Tests.Plots;

public class TicksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 60, 6, "0 10 20 30 40 50 60")]
    [InlineData(-1, 1, 4, "−1.0 −0.5 0.0 0.5 1.0")]
    [InlineData(0.013, 0.027, 3, "0.015 0.020 0.025")]
    [InlineData(0, 3e6, 3, "0 1×10⁶ 2×10⁶ 3×10⁶")]
    [InlineData(0, 3e-6, 3, "0 1×10⁻⁶ 2×10⁻⁶ 3×10⁻⁶")]
    [InlineData(0.1, 0.3, 2, "0.1 0.2 0.3")]
    public void Linear_ticks_are_round_and_written_alike(double low, double high, int most, string labels) =>
        Assert.Equal(labels, Labels(low, high, false, most));

    [Theory]
    [InlineData(0.001, 10, 6, "0.001 0.01 0.1 1 10")]
    [InlineData(1e-6, 1, 4, "10⁻⁶ 10⁻⁴ 10⁻² 10⁰")]
    [InlineData(1, 9, 6, "1 2 5")]
    [InlineData(0.3, 0.9, 6, "0.3 0.4 0.5 0.6 0.7 0.8 0.9")]
    public void Logarithmic_ticks_are_powers_of_ten_where_there_are_enough(double low, double high, int most, string labels) =>
        Assert.Equal(labels, Labels(low, high, true, most));

    [Fact]
    public void Ticks_stay_inside_the_range_and_are_neither_none_nor_many()
    {
        var random = new Random(4);
        for (int i = 0; i < 2000; i++)
        {
            double low = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12)),
                high = low + Math.Pow(10, random.NextDouble() * 12 - 6) * Math.Max(Math.Abs(low), 1e-9);
            int most = random.Next(2, 12);

            var ticks = Ticks.Choose((low, high), false, most);

            double slack = (high - low) * 1e-6;
            Assert.All(ticks, tick => Assert.InRange(tick.Value, low - slack, high + slack));
            Assert.InRange(ticks.Count, 2, Math.Max(most + 1, 6));
        }
    }

    private static string Labels(double low, double high, bool log, int most) =>
        string.Join(' ', Ticks.Choose((low, high), log, most).Where(tick => tick.Label is not null).Select(tick => tick.Label));
}
