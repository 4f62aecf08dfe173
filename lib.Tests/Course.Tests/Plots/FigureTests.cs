using System.Globalization;
using System.Text.Json;
using Course.Plots;

namespace Course.Tests.Plots;

public class FigureTests
{
    [Fact]
    public void A_figure_does_not_change_when_it_is_built_upon_or_its_arrays_change()
    {
        double[] y = [1, 2, 3];
        var first = new Figure("Same").Line(y, "a");
        string before = first.ToJson();

        first.Line([9, 9, 9]).WithTitle("Other").WithTarget(0, 1);
        y[0] = 100;

        Assert.Equal(before, first.ToJson());
    }

    [Fact]
    public void The_text_names_kinds_axes_and_ranges()
    {
        var figure = new Figure("Loss").Line([3.0, 1], "train").Scatter([0], [2]).WithXAxis("epoch").WithYAxis("nats", min: 0)
            .WithTarget(double.NegativeInfinity, 1.5);

        Assert.Equal(
            """
            Figure 'Loss': x 'epoch' -0.04 to 1.04; y 'nats' 0 to 3.1; target: at most 1.5
              line 'train' of 2 points: 1 to 3, from 3 to 1
              points 1: x 0 to 0, y 2 to 2
            """, figure.ToString());
    }

    [Fact]
    public void Ten_classes_have_ten_colours_and_a_class_keeps_its_own()
    {
        Series ten = Series.Steps(10);

        string all = new Figure().ScatterByClass(ten, ten, ten).ToJson();
        string three = new Figure().ScatterByClass([0], [0], [3]).ToJson();

        for (int i = 0; i < 10; i++) Assert.Contains(Palette.Color(i), all);
        Assert.Equal(10, Enumerable.Range(0, 10).Select(Palette.Color).Distinct().Count());
        Assert.Contains($"\"marker\":{{\"color\":\"{Palette.Color(3)}\"", three);
    }

    [Fact]
    public void A_line_and_its_band_share_a_colour_and_the_next_line_has_another()
    {
        string json = new Figure().LineWithBand([0, 1], [1, 1], [0, 0], [2, 2], "a").Line([1, 2], "b").ToJson();

        var colours = JsonDocument.Parse(json).RootElement.GetProperty("data").EnumerateArray()
            .Select(trace => trace.GetProperty("line").GetProperty("color").GetString());
        Assert.Equal(["#0072b2", "#0072b2", "#d55e00"], colours);
    }

    [Fact]
    public void Numbers_of_all_kinds_are_series()
    {
        float[] floats = [1, 2];
        int[] integers = [1, 2];
        byte[] bytes = [1, 2];
        List<float> list = [1, 2];
        ReadOnlySpan<float> span = floats;

        Assert.All((Series[])[floats, integers, bytes, list, span, [1, 2], new double[] { 1, 2 }, new long[] { 1, 2 }], series =>
            Assert.Equal([1.0, 2.0], series));
        Assert.Empty(default(Series));
    }

    [Fact]
    public void The_same_figure_is_drawn_in_every_culture()
    {
        var figure = new Figure("Same").Line([0.5, 1.25, -3], "a").WithYAxis("y").WithTarget(-1.5, 0.5);
        var (svg, json, text) = (figure.ToSvg(), figure.ToJson(), figure.ToString());
        var before = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NegativeSign) = (",", "~");
            CultureInfo.CurrentCulture = odd;

            Assert.Equal((svg, json, text), (figure.ToSvg(), figure.ToJson(), figure.ToString()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_does_not_fit_together_is_refused_with_the_numbers()
    {
        Assert.Contains("x has 2 values but y has 3", Refused(() => new Figure().Line([1, 2], [1, 2, 3])));
        Assert.Contains("from 3 to 2 is empty", Refused(() => new Figure().WithXAxis(min: 3, max: 2)));
        Assert.Contains("must be above 0", Refused(() => new Figure().WithYAxis(min: 0, max: 1, log: true)));
        Assert.Contains("is not finite", Refused(() => new Figure().WithYAxis(min: double.NaN)));
        Assert.Contains("2 × 3 cells needs 6 values, but there are 5", Refused(() => new Figure().Heatmap(Series.Steps(5), 2, 3)));
        Assert.Contains("must rise, but number 1 is 0 after 1", Refused(() => new Figure().Heatmap([1, 2], 1, 2, x: [1, 0])));
        Assert.Contains("'a' appears twice", Refused(() => new Figure().Bar(["a", "a"], [1, 2])));
        Assert.Contains("The label 1.5 is not a whole number", Refused(() => new Figure().ScatterByClass([1], [1], [1.5])));
        Assert.Contains("not of the form #rrggbb", Refused(() => new Figure().Line([1], color: "red\"><script>")));
        Assert.Contains("target from 2 to 1 is empty", Refused(() => new Figure().WithTarget(2, 1)));
        Assert.Contains("1001 bins", Refused(() => new Figure().Histogram([1], bins: 1001)));
        Assert.Contains("10 × 10 pixels", Refused(() => new Figure().WithSize(10, 10)));
    }

    private static string Refused(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
