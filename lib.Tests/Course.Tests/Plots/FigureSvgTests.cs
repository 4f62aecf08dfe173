using System.Globalization;
using System.Xml.Linq;
using Course.Plots;

namespace Course.Tests.Plots;

public class FigureSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> All => [.. FigureSamples.All.Select(sample => sample.Key)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_figure_is_well_formed_with_readable_text_inside_the_page(string name)
    {
        var figure = FigureSamples.All.Single(sample => sample.Key == name).Value;

        var svg = XDocument.Parse(figure.ToSvg()).Root!;

        Assert.Equal(name == "dark" ? "#14181f" : "#ffffff", (string?)svg.Elements(Svg + "rect").First().Attribute("fill"));
        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal(svg.Element(Svg + "title")!.Value, (string?)svg.Attribute("aria-label"));
        Assert.NotEmpty(svg.Element(Svg + "desc")!.Value);
        Assert.Empty(svg.Descendants(Svg + "script"));
        Assert.Empty(svg.DescendantsAndSelf().Attributes("id"));   // ids of two figures on a page would meet
        foreach (var text in svg.Descendants(Svg + "text"))
        {
            double x = Number(text, "x"), y = Number(text, "y"), size = text.Attribute("font-size") is null ? 12
                : Number(text, "font-size");
            Assert.InRange(size, 12, 20);
            Assert.InRange(x, 0, Number(svg, "width"));
            Assert.InRange(y, 0, Number(svg, "height"));
        }
        // In a picture's base64 any letters may follow each other.
        Assert.All(svg.DescendantsAndSelf().Attributes().Where(attribute => attribute.Name != "href"), attribute =>
            Assert.DoesNotMatch("NaN|Infinity", attribute.Value));
        Assert.NotEmpty(figure.ToString()!);
        System.Text.Json.JsonDocument.Parse(figure.ToJson());
    }

    [Fact]
    public void A_gap_begins_the_line_anew()
    {
        string path = Line(new Figure().Line([1, 2, double.NaN, 2, 1]));

        Assert.Equal(2, path.Count(c => c == 'M'));
        Assert.Equal(2, path.Count(c => c == 'L'));
    }

    [Fact]
    public void A_point_alone_between_gaps_is_a_dot() =>
        Assert.Contains("h0", Line(new Figure().Line([1, double.NaN, 2, double.NaN, 3, 4])));

    [Fact]
    public void A_long_curve_is_thinned_but_keeps_its_peaks()
    {
        double[] curve = Enumerable.Range(0, 100_000).Select(i => i == 54_321 ? 10.0 : Math.Sin(i / 100.0)).ToArray();

        string path = Line(new Figure().Line(curve).WithYAxis(min: -1, max: 10));

        Assert.InRange(path.Length, 1000, 60_000);
        double highest = path.Split('M', 'L', 'h').Where(point => point.Contains(' '))
            .Min(point => double.Parse(point.Split(' ')[1], CultureInfo.InvariantCulture));
        Assert.Equal(highest, Number(Parse(new Figure().Line(curve).WithYAxis(min: -1, max: 10)).Descendants(Svg + "svg")
            .Single(), "y"), 1);
    }

    [Fact]
    public void A_hundred_thousand_points_are_one_picture_and_a_page_of_less_than_a_megabyte()
    {
        Series x = FigureSamples.Normal(1, 100_000), y = FigureSamples.Normal(2, 100_000);
        Series labels = Series.Of(Enumerable.Range(0, 100_000).Select(i => (double)(i % 10)));

        foreach (var figure in (Figure[])[new Figure().Scatter(x, y), new Figure().ScatterByValue(x, y, labels), new Figure().ScatterByClass(x, y, labels)])
        {
            string svg = figure.ToSvg();

            Assert.InRange(svg.Length, 50_000, 1_000_000);
            Assert.Single(XDocument.Parse(svg).Descendants(Svg + "image"));
            Assert.InRange(XDocument.Parse(svg).Descendants().Count(), 20, 300);
            Assert.InRange(figure.ToJson().Length, 1_000_000, 3_500_000);
        }
    }

    [Fact]
    public void The_legend_never_covers_the_plot()
    {
        foreach (int lines in (int[])[1, 4, 7, 12])
        {
            var figure = Enumerable.Range(0, lines).Aggregate(new Figure("Title"), (f, i) => f.Line([1, 2], $"line number {i}"));

            var svg = Parse(figure);

            var area = svg.Elements(Svg + "svg").Single();
            double left = Number(area, "x"), top = Number(area, "y"), right = left + Number(area, "width"),
                bottom = top + Number(area, "height");
            foreach (var text in svg.Elements(Svg + "text").Where(text => text.Value.StartsWith("line number")))
                Assert.True(Number(text, "y") < top || Number(text, "x") > right,
                    $"{text.Value} at {Number(text, "x")}, {Number(text, "y")} lies over the plot ({left}, {top}) to ({right}, {bottom})");
        }
    }

    [Fact]
    public void Empty_data_are_a_sentence_in_the_figure_and_in_the_text()
    {
        const string sentence = "Nothing to draw: the data of 'train' are empty.";

        Assert.Contains(Parse(FigureSamples.Odd["empty"]).Descendants(Svg + "text"), text => text.Value == sentence);
        Assert.Contains(sentence, FigureSamples.Odd["empty"].ToString());
        Assert.Contains("not positive on a log axis", FigureSamples.Odd["not positive"].ToString());
    }

    [Fact]
    public void A_saved_figure_is_the_svg()
    {
        using var folder = new Data.TemporaryFolder();

        FigureSamples.Kinds["lines"].SaveSvg(folder.File("lines.svg"));

        Assert.Equal(FigureSamples.Kinds["lines"].ToSvg(), File.ReadAllText(folder.File("lines.svg")));
    }

    private static XElement Parse(Chart figure) => XDocument.Parse(figure.ToSvg()).Root!;

    private static string Line(Figure figure) =>
        (string)Parse(figure).Elements(Svg + "svg").Single().Elements(Svg + "path").Last().Attribute("d")!;

    private static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
