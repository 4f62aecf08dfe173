using System.Globalization;
using System.Xml.Linq;
using Course.Plots;

namespace Course.Tests.Plots;

public class FigureSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> All => [.. Samples.Keys];

    private static readonly Dictionary<string, Figure> Samples = new()
    {
        ["lines"] = new Figure("Three lines").Line([3.0, 2, 1], "a").Line([1.0, 2, 2.5], "b")
            .LineWithBand([0, 1, 2], [2.0, 2, 2], [1.5, 1.8, 1.9], [2.5, 2.2, 2.1], "c").WithXAxis("epoch").WithYAxis("loss"),
        ["log"] = new Figure().Line([1e-5, 1, 1e5]).WithYAxis("y", log: true).WithTarget(0.1, 10),
        ["points"] = new Figure().ScatterByClass([1, 2, 3], [1, 2, 3], [0, 9, 0], ["zero"]),
        ["many points"] = new Figure().Scatter(Series.Steps(5000), Series.Steps(5000), "many"),
        ["heatmap"] = new Figure().Heatmap(new double[,] { { 1, 2 }, { 3, double.NaN } }),
        ["large heatmap"] = new Figure().Heatmap(Series.Steps(10_000), 100, 100, valueTitle: "value"),
        ["histogram"] = new Figure().Histogram([1, 2, 2, 3, 3, 3], "h"),
        ["bars"] = new Figure().Bar(["one with quite a long name indeed", "two", "three with another long name"], [1, -2, double.NaN])
            .WithSize(300, 260),
        ["empty"] = new Figure("Empty").Line(Series.Of(Array.Empty<double>()), "train"),
        ["nothing"] = new Figure(),
        ["not finite"] = new Figure().Line([double.NaN, double.NegativeInfinity]),
        ["not positive"] = new Figure().Line([-1, 0], "loss").WithYAxis(log: true),
        ["one point"] = new Figure().Line([5]),
        ["huge"] = new Figure().Line([-1.7e308, 1.7e308, 1e300, -1e300]),
        ["tiny"] = new Figure().Line([5e-324, 1e-320, 0]),
        ["close"] = new Figure().Line([1e15, 1e15 + 0.25, 1e15 + 0.5]),
        ["small page"] = new Figure("A title that is far too long for a page so small").Line([1, 2], "a name that is too long as well")
            .WithSize(200, 150).WithXAxis("long name of x").WithYAxis("long name of y"),
        ["strange text"] = new Figure("<b>&\"'\u0001\ud800").Line([1], "a<b").WithAnnotation(0, 1, "]]>")
            .WithXAxis("\u4e2d\u6587 \ud83d\ude00"),
        ["outside"] = new Figure().Line([0, 1e9, 0]).WithYAxis(min: 0, max: 1).WithXAxis(min: 100),
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Every_figure_is_well_formed_with_readable_text_inside_the_page(string name)
    {
        var figure = Samples[name];

        var svg = XDocument.Parse(figure.ToSvg()).Root!;

        Assert.Equal("#ffffff", (string?)svg.Elements(Svg + "rect").First().Attribute("fill"));
        Assert.Empty(svg.Descendants(Svg + "script"));
        Assert.Empty(svg.DescendantsAndSelf().Attributes("id"));   // ids of two figures on a page would meet
        foreach (var text in svg.Descendants(Svg + "text"))
        {
            double x = Number(text, "x"), y = Number(text, "y"), size = text.Attribute("font-size") is null ? 12
                : Number(text, "font-size");
            Assert.InRange(size, 12, 20);
            Assert.InRange(x, 0, figure.Width);
            Assert.InRange(y, 0, figure.Height);
        }
        Assert.All(svg.DescendantsAndSelf().Attributes(), attribute => Assert.DoesNotContain("NaN", attribute.Value));
        Assert.All(svg.DescendantsAndSelf().Attributes(), attribute => Assert.DoesNotContain("Infinity", attribute.Value));
        Assert.NotEmpty(figure.ToString());
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

        Assert.Contains(Parse(Samples["empty"]).Descendants(Svg + "text"), text => text.Value == sentence);
        Assert.Contains(sentence, Samples["empty"].ToString());
        Assert.Contains("not positive on a log axis", Samples["not positive"].ToString());
    }

    [Fact]
    public void A_saved_figure_is_the_svg()
    {
        using var folder = new Data.TemporaryFolder();

        Samples["lines"].SaveSvg(folder.File("lines.svg"));

        Assert.Equal(Samples["lines"].ToSvg(), File.ReadAllText(folder.File("lines.svg")));
    }

    private static XElement Parse(Figure figure) => XDocument.Parse(figure.ToSvg()).Root!;

    private static string Line(Figure figure) =>
        (string)Parse(figure).Elements(Svg + "svg").Single().Elements(Svg + "path").Last().Attribute("d")!;

    private static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
