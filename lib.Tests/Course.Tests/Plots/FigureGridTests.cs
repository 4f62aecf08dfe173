using System.Text.Json;
using System.Xml.Linq;
using Course.Plots;

namespace Course.Tests.Plots;

public class FigureGridTests
{
    private static readonly Figure Left = new Figure("left").Line([0, 1], [0, 10], "a").WithXAxis("x").WithYAxis("y");
    private static readonly Figure Right = new Figure("right").Line([5, 6], [0, 1], "a").Line([0, 1], "b").WithXAxis("x");

    [Fact]
    public void Each_figure_has_axes_of_its_own_side_by_side()
    {
        var json = Json(new FigureGrid([Left, Right]));

        var data = json.GetProperty("data");
        Assert.False(data[0].TryGetProperty("xaxis", out _));
        Assert.Equal("x2", data[1].GetProperty("xaxis").GetString());
        var layout = json.GetProperty("layout");
        Assert.True(Domain(layout, "xaxis").High < Domain(layout, "xaxis2").Low);
        Assert.Equal(Domain(layout, "yaxis"), Domain(layout, "yaxis2"));
        Assert.Equal("x2", layout.GetProperty("yaxis2").GetProperty("anchor").GetString());
        var titles = layout.GetProperty("annotations").EnumerateArray().ToArray();
        Assert.Equal(["left", "right"], titles.Select(title => title.GetProperty("text").GetString()));
        Assert.All(titles, title => Assert.Equal("center", title.GetProperty("xanchor").GetString()));
        var (low, high) = Domain(layout, "xaxis2");
        Assert.Equal((low + high) / 2, titles[1].GetProperty("x").GetDouble(), 3);
    }

    [Fact]
    public void Plots_of_a_column_stand_below_each_other_and_are_equally_wide()
    {
        var wide = new Figure("wide labels").Line([1_000_000, 2_000_000]);

        var layout = Json(new FigureGrid([Left, Right, wide, Left], columns: 2)).GetProperty("layout");

        Assert.Equal(Domain(layout, "xaxis"), Domain(layout, "xaxis3"));
        Assert.Equal(Domain(layout, "xaxis2"), Domain(layout, "xaxis4"));
        Assert.True(Domain(layout, "yaxis").Low > Domain(layout, "yaxis3").High);
    }

    [Fact]
    public void A_line_of_one_name_and_colour_is_listed_once()
    {
        var shown = Json(new FigureGrid([Left, Right])).GetProperty("data").EnumerateArray().Select(t => t.GetProperty("showlegend").GetBoolean());
        var texts = Texts(new FigureGrid([Left, Right]));

        Assert.Equal([true, false, true], shown);
        Assert.Single(texts, "a");
        Assert.Single(texts, "b");
    }

    [Fact]
    public void Shared_axes_have_one_range_and_are_labelled_once()
    {
        var grid = new FigureGrid([Left, Right]).WithSharedY();

        var layout = Json(grid).GetProperty("layout");

        Assert.Equal(layout.GetProperty("yaxis").GetProperty("range").GetRawText(), layout.GetProperty("yaxis2").GetProperty("range").GetRawText());
        Assert.Equal("y", layout.GetProperty("yaxis2").GetProperty("matches").GetString());
        Assert.False(layout.GetProperty("yaxis2").GetProperty("showticklabels").GetBoolean());
        Assert.NotEqual(layout.GetProperty("xaxis").GetProperty("range").GetRawText(), layout.GetProperty("xaxis2").GetProperty("range").GetRawText());
        Assert.Contains("one range of y", grid.ToString());
    }

    [Fact]
    public void Axes_of_different_kinds_are_not_shared_and_a_grid_without_figures_is_none()
    {
        Assert.Contains("cannot share a range", Refused(() => new FigureGrid([Left, Right.WithYAxis(log: true)]).WithSharedY()));
        Assert.Contains("cannot share a range", Refused(() => new FigureGrid([Left, new Figure().Bar(["a"], [1])]).WithSharedX()));
        Assert.Contains("not 0", Refused(() => new FigureGrid([])));
    }

    [Fact]
    public void The_text_describes_every_figure() =>
        Assert.Equal(3, new FigureGrid([Left, Right, Left]).ToString().Split("Figure '").Length - 1);

    [Fact]
    public void A_theme_holds_for_all()
    {
        string svg = new FigureGrid([Left, Right]).WithTheme(FigureTheme.Dark).ToSvg();

        Assert.DoesNotContain("#ffffff", svg);
        Assert.DoesNotContain(Palette.Color(0), svg);
    }

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static JsonElement Json(Chart chart) => JsonDocument.Parse(chart.ToJson()).RootElement;

    private static IEnumerable<string> Texts(Chart chart) => XDocument.Parse(chart.ToSvg()).Descendants()
        .Where(element => element.Name.LocalName == "text").Select(element => element.Value);

    private static (double Low, double High) Domain(JsonElement layout, string axis)
    {
        var domain = layout.GetProperty(axis).GetProperty("domain");
        return (domain[0].GetDouble(), domain[1].GetDouble());
    }
}
