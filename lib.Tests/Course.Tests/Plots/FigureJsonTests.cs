using System.Text.Json;
using Course.Plots;

namespace Course.Tests.Plots;

public class FigureJsonTests
{
    [Fact]
    public void A_line_becomes_a_scatter_trace_in_line_mode()
    {
        var trace = Json(new Figure().Line([1, 2, 3], [4.5, 5, 6], "train")).GetProperty("data")[0];

        Assert.Equal("scatter", trace.GetProperty("type").GetString());
        Assert.Equal("lines", trace.GetProperty("mode").GetString());
        Assert.Equal("train", trace.GetProperty("name").GetString());
        Assert.Equal("[4.5,5,6]", trace.GetProperty("y").GetRawText());
        Assert.Equal("#0072b2", trace.GetProperty("line").GetProperty("color").GetString());
    }

    [Fact]
    public void What_is_not_finite_becomes_null_and_floats_keep_their_few_digits()
    {
        float[] y = [0.1f, float.NaN, float.PositiveInfinity, 0.3f];

        Assert.Equal("[0.1,null,null,0.3]", Json(new Figure().Line(y)).GetProperty("data")[0].GetProperty("y").GetRawText());
    }

    [Fact]
    public void Axes_have_titles_and_ranges_and_a_log_axis_its_powers()
    {
        var layout = Json(new Figure("Loss").Line([1, 100], [0.01, 10]).WithXAxis("step", log: true).WithYAxis("nats", min: -1, max: 3))
            .GetProperty("layout");

        Assert.Equal("Loss", layout.GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("log", layout.GetProperty("xaxis").GetProperty("type").GetString());
        Assert.Equal("[0,2]", layout.GetProperty("xaxis").GetProperty("range").GetRawText());
        Assert.Equal("nats", layout.GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("[-1,3]", layout.GetProperty("yaxis").GetProperty("range").GetRawText());
    }

    [Fact]
    public void A_reversed_axis_has_its_range_the_other_way_round() =>
        Assert.Equal("[3,-1]", Json(new Figure().Line([1]).WithYAxis(min: -1, max: 3, reversed: true)).GetProperty("layout")
            .GetProperty("yaxis").GetProperty("range").GetRawText());

    [Fact]
    public void A_heatmap_has_rows_of_values_and_its_range()
    {
        var trace = Json(new Figure().Heatmap(new double[,] { { 1, 2 }, { double.NaN, 4 } }, valueTitle: "p")).GetProperty("data")[0];

        Assert.Equal("[[1,2],[null,4]]", trace.GetProperty("z").GetRawText());
        Assert.Equal((1, 4), (trace.GetProperty("zmin").GetDouble(), trace.GetProperty("zmax").GetDouble()));
        Assert.Equal("p", trace.GetProperty("colorbar").GetProperty("title").GetProperty("text").GetString());
    }

    [Fact]
    public void A_band_is_a_closed_outline_for_every_stretch_without_gaps()
    {
        var trace = Json(new Figure().Band([0, 1, 2, 3], [0, 0, double.NaN, 0], [1, 2, 3, 4])).GetProperty("data")[0];

        Assert.Equal("[0,1,1,0,null,3,3]", trace.GetProperty("x").GetRawText());
        Assert.Equal("[1,2,0,0,null,4,0]", trace.GetProperty("y").GetRawText());
        Assert.Equal("toself", trace.GetProperty("fill").GetString());
    }

    [Fact]
    public void A_histogram_is_counted_here_so_that_both_drawings_agree()
    {
        var trace = Json(new Figure().Histogram([0, 0.1, 0.9, 1, double.NaN, double.PositiveInfinity], bins: 2)).GetProperty("data")[0];

        Assert.Equal("[2,2]", trace.GetProperty("y").GetRawText());
        Assert.Equal("[0.25,0.75]", trace.GetProperty("x").GetRawText());
    }

    [Fact]
    public void The_area_of_a_density_histogram_is_one()
    {
        var random = new Random(3);
        var trace = Json(new Figure().Histogram(Series.Of(Enumerable.Range(0, 1000).Select(_ => random.NextDouble() * 7)), density: true))
            .GetProperty("data")[0];

        double area = trace.GetProperty("y").EnumerateArray().Sum(height => height.GetDouble()) * trace.GetProperty("width").GetDouble();

        Assert.Equal(1, area, 6);
    }

    [Fact]
    public void A_target_is_a_shape_across_the_figure_with_an_entry_in_the_legend()
    {
        var json = Json(new Figure().Line([1, 2]).WithTarget(1.2, double.PositiveInfinity, "good").WithYAxis(max: 5));

        var shape = json.GetProperty("layout").GetProperty("shapes")[0];
        Assert.Equal("paper", shape.GetProperty("xref").GetString());
        Assert.Equal((1.2, 5), (shape.GetProperty("y0").GetDouble(), shape.GetProperty("y1").GetDouble()));
        Assert.Equal("good", json.GetProperty("data")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void A_remark_on_a_log_axis_is_placed_by_its_power()
    {
        var remark = Json(new Figure().Line([1, 1000]).WithYAxis(log: true).WithAnnotation(1, 100, "p(x<1)")).GetProperty("layout")
            .GetProperty("annotations")[0];

        Assert.Equal(2, remark.GetProperty("y").GetDouble(), 12);
        Assert.Equal("p(x&lt;1)", remark.GetProperty("text").GetString());
    }

    [Fact]
    public void Bars_of_two_traces_stand_side_by_side_over_named_ticks()
    {
        var json = Json(new Figure().Bar(["a", "b"], [1, 2], "one").Bar(["b", "c"], [3, 4], "two"));

        Assert.Equal("""["a","b","c"]""", json.GetProperty("layout").GetProperty("xaxis").GetProperty("ticktext").GetRawText());
        Assert.Equal("[1,2]", json.GetProperty("data")[1].GetProperty("x").GetRawText());
        Assert.Equal(0, json.GetProperty("data")[1].GetProperty("offset").GetDouble());
    }

    private static JsonElement Json(Figure figure) => JsonDocument.Parse(figure.ToJson()).RootElement;
}
