using Course.Plots;

namespace Course.Tests.Plots;

/// <summary>Charts of every kind, and odd ones, for the tests that hold for all.</summary>
internal static class FigureSamples
{
    private static readonly double[] Gauss = Normal(1, 400);

    private static readonly Series Places = Series.Steps(41, -2, 0.1);

    /// <summary>What a lecture would draw.</summary>
    public static Dictionary<string, Chart> Kinds { get; } = new()
    {
        ["lines"] = new Figure("Three lines").Line([3.0, 2, 1], "a").Line([1.0, 2, 2.5], "b", dashed: true)
            .LineWithBand([0, 1, 2], [2.0, 2, 2], [1.5, 1.8, 1.9], [2.5, 2.2, 2.1], "c ± σ").WithXAxis("epoch").WithYAxis("loss"),
        ["log"] = new Figure("Both axes logarithmic").Line([1, 10, 100, 1000], [1, 1e-2, 1e-4, 1e-6], "error")
            .WithXAxis("samples", log: true).WithYAxis("ε", log: true).WithTarget(1e-5, 1e-3),
        ["classes"] = new Figure("Ten classes").ScatterByClass(Normal(2, 300), Normal(3, 300), Series.Of(Enumerable.Range(0, 300)
            .Select(i => (double)(i % 10)))).WithXAxis("z₁").WithYAxis("z₂"),
        ["values"] = new Figure("Points by value").ScatterByValue(Normal(4, 300), Normal(5, 300), Normal(6, 300), valueTitle: "log p(x)"),
        ["histogram"] = new Figure("Two histograms").Histogram(Gauss, "N(0, 1)", density: true)
            .Histogram(Series.Of(Gauss.Select(g => 0.5 * g + 2)), "N(2, ¼)", density: true).WithXAxis("x").WithYAxis("density"),
        ["bars"] = new Figure("Bars").Bar(["VAE", "GAN", "flow"], [1, 3, 2], "quick").Bar(["VAE", "GAN", "flow"], [2, 4, 3], "full")
            .WithYAxis("minutes"),
        ["box"] = new Figure("Boxes").Box(Gauss, "normal").Box(Series.Of(Gauss.Select(Math.Exp)), "log-normal")
            .Box(Series.Of(Gauss.Select(g => g * g)), "χ²").WithYAxis("x"),
        ["violin"] = new Figure("Violins").Violin(Gauss, "normal").Violin(Series.Of(Gauss.Select(g => Math.Sign(g) * 1.5 + 0.4 * g)), "two modes")
            .Violin(Series.Of(Gauss.Select(g => g * g)), "χ²").WithYAxis("x"),
        ["heatmap"] = new Figure("Heatmap").Heatmap(new double[,] { { 1, 2, 3 }, { 3, double.NaN, 5 } }, valueTitle: "p"),
        ["large heatmap"] = new Figure("Large heatmap").Heatmap(Field(Bumps), 41, 41, Places, Places, ColorScale.BlueRed, "value"),
        ["contour"] = new Figure("Contours").Contour(Field(Bumps), 41, 41, Places, Places, valueTitle: "density"),
        ["filled contour"] = new Figure("Filled contours").Contour(Field(Bumps), 41, 41, Places, Places, filled: true, valueTitle: "density"),
        ["contour over points"] = new Figure("Contours of one colour").Scatter(Normal(7, 200), Normal(8, 200), "samples")
            .Contour(Field((x, y) => Math.Exp(-(x * x + y * y) / 2)), 41, 41, Places, Places, levels: 5, color: "#d55e00", name: "density"),
        ["surface"] = new Figure("Surface").Surface(Field(Bumps), 41, 41, Places, Places, heightTitle: "p(x, y)").WithXAxis("x").WithYAxis("y"),
        ["quiver"] = new Figure("A field of arrows").Quiver(Grid(11).X, Grid(11).Y, Series.Of(Grid(11).Y.Select(y => -y)), Grid(11).X, name: "v(x)")
            .WithEqualAspect(),
        ["streamlines"] = new Figure("Streamlines").Streamlines(Field((x, y) => 1 - x * x + y), Field((x, y) => -1 + x - y * y), Places, Places,
            name: "flow").WithXAxis("x₁").WithYAxis("x₂"),
        ["ellipses"] = new Figure("Ellipses").Scatter(Normal(9, 200), Normal(10, 200), "samples")
            .Ellipse([0, 0], [1, 0, 0, 1], 1, "1σ").Ellipse([0, 0], [1, 0, 0, 1], 2, "2σ").Ellipse([1.5, 1], [2, 1.2, 1.2, 1], 1, "correlated")
            .WithEqualAspect(),
        ["picture"] = new Figure("A picture on axes").Image(Checkerboard(), -1, 1, 0, 2).Line([-1, 1], [0, 2], "diagonal"),
        ["remarks"] = new Figure("Remarks").Line(Series.Steps(21), Series.Of(Enumerable.Range(0, 21).Select(i => Math.Sin(i / 3.0))), "sin")
            .WithAnnotation(5, Math.Sin(5 / 3.0), "the top").WithText(15, 0.6, "a text").WithArrow(10, 0.8, 14, -0.9, "down here")
            .WithHorizontalLine(0.5, "y = ½").WithVerticalLine(9.42, "x = 3π", "#d55e00"),
        ["dark"] = new Figure("On a dark page").Line([3.0, 2, 1], "blue").Line([1.0, 2, 2.5], "vermilion").Scatter([0.5, 1.5], [1.5, 2], "points")
            .WithXAxis("epoch").WithYAxis("loss").WithTheme(FigureTheme.Dark).WithAnnotation(1, 2, "here"),
        ["cloud"] = new Figure("Many points").Scatter(Normal(11, 20_000), Normal(12, 20_000), "samples"),
        ["grid"] = new FigureGrid(
            [
                new Figure("prior").Line(Places, Series.Of(Places.Select(x => Math.Exp(-x * x))), "p").WithYAxis("density").WithXAxis("x"),
                new Figure("likelihood").Line(Places, Series.Of(Places.Select(x => Math.Exp(-4 * (x - 1) * (x - 1)))), "p").WithXAxis("x"),
                new Figure("histogram").Histogram(Gauss, "sample").WithXAxis("x"),
                new Figure("field").Heatmap(Field(Bumps), 41, 41, Places, Places, valueTitle: "value").WithXAxis("x"),
            ], columns: 2).WithTitle("A grid of figures"),
        ["shared grid"] = new FigureGrid(Enumerable.Range(1, 6).Select(k => new Figure($"k = {k}")
            .Line(Places, Series.Of(Places.Select(x => Math.Sin(k * x))), "sin kx").Line(Places, Series.Of(Places.Select(x => Math.Cos(x))), "cos x")
            .WithXAxis("x").WithYAxis("y"))).WithTitle("Shared axes").WithSharedX().WithSharedY(),
        ["grid of surfaces"] = new FigureGrid([new Figure("one").Surface(Field(Bumps), 41, 41), new Figure("two").Surface(Field((x, y) => x * y), 41, 41)]),
        ["animation"] = new FigureAnimation(Enumerable.Range(0, 9).Select(t => ($"{t}", new Figure("Points drift apart")
            .Scatter(Series.Of(Normal(13, 100).Select(x => x * (1 + t))), Series.Of(Normal(14, 100)), "particles")
            .Ellipse([0, 0], [(1 + t) * (1 + t), 0, 0, 1], 2, "2σ").WithXAxis("x").WithYAxis("y")))).WithSlider("t = "),
        ["one still"] = new FigureAnimation([("0", new Figure("Bell").Line([0, 1, 0])), ("1", new Figure("Bell").Line([0, 2, 0]))]).WithStills(-1),
    };

    /// <summary>What a lecture would draw by mistake, and the ends of what is allowed.</summary>
    public static Dictionary<string, Chart> Odd { get; } = new()
    {
        ["many points"] = new Figure().Scatter(Series.Steps(5000), Series.Steps(5000), "many"),
        ["long names"] = new Figure().Bar(["one with quite a long name indeed", "two", "three with another long name"], [1, -2, double.NaN])
            .WithSize(300, 260),
        ["many bars"] = new Figure().Bar([.. Enumerable.Range(0, 40).Select(i => $"category {i}")], Series.Steps(40)),
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
        ["wide log"] = new Figure().Line([1e-5, 1, 1e5]).WithYAxis("y", log: true).WithTarget(0.1, 10),
        ["narrow log"] = new Figure().Line([2, 3, 5]).WithYAxis("y", log: true),
        ["reversed"] = new Figure().Line([1, 2, 3]).WithYAxis("y", reversed: true).WithXAxis("x", reversed: true),
        ["flat contour"] = new Figure().Contour([1, 1, 1, 1], 2, 2),
        ["contour with holes"] = new Figure().Contour([1, 2, 3, double.NaN, 5, 6, 7, 8, 9], 3, 3, filled: true),
        ["empty heatmap"] = new Figure().Heatmap([], 0, 0),
        ["flat surface"] = new Figure().Surface([0, 0, 0, 0], 2, 2),
        ["one box"] = new Figure().Box([1], "one value").Box([double.NaN], "none"),
        ["one violin"] = new Figure().Violin([2, 2, 2], "equal").Violin([], "none"),
        ["still field"] = new Figure().Streamlines([0, 0, 0, 0], [0, 0, 0, 0], [0, 1], [0, 1]),
        ["no arrows"] = new Figure().Quiver([0, 1], [0, 1], [0, 0], [double.NaN, 0]),
        ["a point of an ellipse"] = new Figure().Ellipse([1, 1], [0, 0, 0, 0]),
        ["one colour bar of two"] = new Figure().ScatterByValue([1, 2], [1, 2], [3, 4]).Heatmap(new double[,] { { 1, 2 }, { 3, 4 } }),
        ["remarks at the edges"] = new Figure().Line([0, 1]).WithArrow(-5, -5, 0.5, 0.5, "from outside").WithArrow(0, 1, 0, 1, "no length")
            .WithText(1, 0, "at the corner of the plot").WithHorizontalLine(3, "above the data").WithVerticalLine(1, "at the right end"),
        ["small grid"] = new FigureGrid(Enumerable.Range(0, 9).Select(i => new Figure($"number {i} of nine").Line([1, i], "a").WithXAxis("x")))
            .WithSize(420, 400),
        ["grid with an empty figure"] = new FigureGrid([new Figure("full").Line([1, 2]), new Figure("empty")]).WithSharedX().WithSharedY(),
    };

    public static IEnumerable<KeyValuePair<string, Chart>> All => Kinds.Concat(Odd);

    /// <summary>Standard normal numbers by G. Box and M. Muller's transform (1958) of a seeded stream.</summary>
    public static double[] Normal(int seed, int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count)
            .Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
    }

    public static double Bumps(double x, double y) =>
        Math.Exp(-2 * ((x - 0.8) * (x - 0.8) + y * y)) + 0.7 * Math.Exp(-3 * ((x + 0.8) * (x + 0.8) + (y - 0.5) * (y - 0.5)));

    private static Series Field(Func<double, double, double> value) =>
        Series.Of(Places.SelectMany(y => Places.Select(x => value(x, y))));

    private static (Series X, Series Y) Grid(int side) => (Series.Of(Enumerable.Range(0, side * side).Select(i => i % side - (side - 1) / 2.0)),
        Series.Of(Enumerable.Range(0, side * side).Select(i => i / side - (side - 1) / 2.0)));

    private static Picture Checkerboard() =>
        new(8, 8, 3, Enumerable.Range(0, 64).SelectMany(i => (i / 8 + i) % 2 == 0 ? (byte[])[0, 114, 178] : [240, 228, 66]).ToArray());
}
