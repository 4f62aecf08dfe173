using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Course.Plots;
using Course.Plots.Drawing;

namespace Course.Tests.Plots;

public class FigureAxesTests
{
    public static TheoryData<string> All => [.. FigureSamples.All.Select(sample => sample.Key)];

    [Theory]
    [MemberData(nameof(All))]
    public void No_text_lies_over_another_or_leaves_the_page(string name)
    {
        var svg = XDocument.Parse(FigureSamples.All.Single(sample => sample.Key == name).Value.ToSvg()).Root!;

        // Slanting names are left to the browser test; their boxes overlap where the letters do not.
        var boxes = svg.Descendants().Where(element => element.Name.LocalName == "text")
            .Where(text => (string?)text.Attribute("transform") is not string turn || turn.StartsWith("rotate(-90 ")).Select(Box).ToArray();

        foreach (var (text, left, top, right, bottom) in boxes)
            Assert.True(left >= -1 && top >= -1 && right <= Number(svg, "width") + 1 && bottom <= Number(svg, "height") + 1,
                $"'{text}' from ({left}, {top}) to ({right}, {bottom}) leaves the page");
        for (int i = 0; i < boxes.Length; i++)
            for (int j = i + 1; j < boxes.Length; j++)
            {
                double wide = Math.Min(boxes[i].Right, boxes[j].Right) - Math.Max(boxes[i].Left, boxes[j].Left);
                double high = Math.Min(boxes[i].Bottom, boxes[j].Bottom) - Math.Max(boxes[i].Top, boxes[j].Top);
                Assert.False(wide > 1 && high > 1, $"'{boxes[i].Text}' and '{boxes[j].Text}' lie over each other");
            }
    }

    [Fact]
    public void Equal_units_make_a_circle_round()
    {
        var figure = new Figure().Ellipse([0, 0], [1, 0, 0, 1], 1, color: "#d55e00").WithEqualAspect().WithSize(900, 300);

        var points = XDocument.Parse(figure.ToSvg()).Descendants().First(element => (string?)element.Attribute("stroke") == "#d55e00")
            .Attribute("d")!.Value.Split('M', 'L').Where(point => point.Length > 0)
            .Select(point => point.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray()).ToArray();

        Assert.Equal(points.Max(p => p[0]) - points.Min(p => p[0]), points.Max(p => p[1]) - points.Min(p => p[1]), 0.1);
        Assert.Equal("x", JsonDocument.Parse(figure.ToJson()).RootElement.GetProperty("layout").GetProperty("yaxis").GetProperty("scaleanchor")
            .GetString());
        Assert.Throws<ArgumentException>(() => figure.WithXAxis(log: true));
    }

    [Fact]
    public void Lines_across_are_in_sight_and_named()
    {
        var figure = new Figure().Line([0, 1]).WithHorizontalLine(3, "chance").WithVerticalLine(-2);

        var layout = JsonDocument.Parse(figure.ToJson()).RootElement.GetProperty("layout");

        Assert.True(layout.GetProperty("yaxis").GetProperty("range")[1].GetDouble() > 3);
        Assert.True(layout.GetProperty("xaxis").GetProperty("range")[0].GetDouble() < -2);
        Assert.Equal("x domain", layout.GetProperty("shapes")[0].GetProperty("xref").GetString());
        Assert.Equal("chance", layout.GetProperty("annotations")[0].GetProperty("text").GetString());
        Assert.Contains("line at y = 3 'chance'; line at x = -2", figure.ToString());
    }

    [Fact]
    public void An_arrow_has_its_ends_in_data_units()
    {
        var arrow = JsonDocument.Parse(new Figure().Line([1, 10]).WithYAxis(log: true).WithArrow(0, 1, 1, 10, "up").ToJson()).RootElement
            .GetProperty("layout").GetProperty("annotations")[0];

        Assert.Equal((0, 0, 1, 1), (arrow.GetProperty("ax").GetDouble(), arrow.GetProperty("ay").GetDouble(), arrow.GetProperty("x").GetDouble(),
            arrow.GetProperty("y").GetDouble()));
        Assert.Equal("y", arrow.GetProperty("ayref").GetString());
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Letters_and_colours_of_the_palette_stand_out_from_the_page(string name)
    {
        var theme = name == "dark" ? FigureTheme.Dark : FigureTheme.Light;

        // WCAG 2.2 asks for 4.5 for text. Of the colours for lines the first four must do; the light ones come late on purpose.
        Assert.True(Contrast(theme.Text, theme.Background) >= 7);
        Assert.True(Contrast(theme.QuietText, theme.Background) >= 4.5);
        for (int i = 0; i < 4; i++) Assert.True(Contrast(theme.Ink(Palette.Color(i)), theme.Background) >= 2.5, $"colour {i}");
    }

    public static TheoryData<string> Themes => [FigureTheme.Light.Name, FigureTheme.Dark.Name];

    private static double Contrast(string a, string b)
    {
        double high = Math.Max(Luminance(a), Luminance(b)), low = Math.Min(Luminance(a), Luminance(b));
        return (high + 0.05) / (low + 0.05);
    }

    private static double Luminance(string color)
    {
        double[] linear = [.. Enumerable.Range(0, 3).Select(i => Convert.ToInt32(color.Substring(1 + 2 * i, 2), 16) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static (string Text, double Left, double Top, double Right, double Bottom) Box(XElement text)
    {
        double x = Number(text, "x"), y = Number(text, "y"), size = text.Attribute("font-size") is null ? 12 : Number(text, "font-size");
        // The estimate leans to the wide side.
        double width = 0.95 * TextWidth.Of(text.Value, size);
        double before = (string?)text.Attribute("text-anchor") switch { "middle" => width / 2, "end" => width, _ => 0 };
        return text.Attribute("transform") is null
            ? (text.Value, x - before, y - 0.75 * size, x - before + width, y + 0.2 * size)
            : (text.Value, x - 0.75 * size, y - before, x + 0.2 * size, y - before + width);
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
