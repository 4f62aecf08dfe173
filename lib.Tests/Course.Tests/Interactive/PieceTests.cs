using Course.Interactive;
using Course.Plots;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Interactive;

/// <summary>The HTML of the pieces, as far as it can be judged without a browser; what they do there is tested in Notebook.Tests.</summary>
public sealed class PieceTests
{
    [Fact]
    public void A_piece_needs_nothing_from_elsewhere()
    {
        foreach (var html in new[] { Explorer().ToHtml(), Curves().ToHtml(), Figures().ToHtml() })
        {
            var addresses = System.Text.RegularExpressions.Regex.Matches(html, "https?://[^\"\\\\]*").Select(match => match.Value).Distinct();
            Assert.Equal(["http://www.w3.org/2000/svg"], addresses.Append("http://www.w3.org/2000/svg").Distinct());
            Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
            Assert.Single(System.Text.RegularExpressions.Regex.Matches(html, "</script"));
        }
    }

    [Fact]
    public void A_piece_is_the_same_text_in_every_run() => Assert.Equal(Explorer().WithMap(3).ToHtml(), Explorer().WithMap(3).ToHtml());

    [Fact]
    public void A_still_picture_stands_where_no_script_may_run()
    {
        Assert.Contains("<div class=\"picture\"><img src=\"data:image/png;base64,", Explorer().ToHtml(), StringComparison.Ordinal);
        Assert.Contains("<div class=\"picture\"><svg", Curves().ToHtml(), StringComparison.Ordinal);
        // The nearest of the figures to where the slider starts.
        Assert.Contains("<title>k = 2</title>", Figures().ToHtml().Split("<script>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Later_training_does_not_change_an_explorer()
    {
        manual_seed(5);
        var layer = nn.Linear(2, 4);
        var explorer = new LatentExplorer(2, [layer], 2, 2);
        var before = explorer.ToHtml();
        using (no_grad()) layer.weight!.fill_(0);
        Assert.Equal(before, explorer.ToHtml());
    }

    [Fact]
    public void An_explorer_leaves_the_mode_of_its_layers_as_it_was()
    {
        var layers = new nn.Module<Tensor, Tensor>[] { nn.Linear(2, 4), nn.BatchNorm1d(4) };
        layers[1].train();
        layers[0].eval();
        _ = new LatentExplorer(2, layers, 2, 2);
        Assert.Equal([false, true], layers.Select(layer => layer.training));
    }

    [Fact]
    public void Half_the_bits_make_half_the_page()
    {
        var exact = new LatentExplorer(20, [nn.Linear(20, 784)], 28, 28);
        var size = exact.WithWeights(WeightFormat.Float32).ToHtml().Length - exact.WithWeights(WeightFormat.Float16).ToHtml().Length;
        Assert.InRange(size, 20 * 784 * 2 * 4 / 3 - 8, 20 * 784 * 2 * 4 / 3 + 8);
    }

    [Fact]
    public void The_text_says_what_it_is_and_where_to_open_it()
    {
        const string Open = "open the notebook or its page in a browser to move ";
        Assert.Equal("LatentExplorer: 2 latent numbers to pictures of 2 × 2, 12 weights; " + Open + "them", Explorer().ToString());
        Assert.Equal("SliderCurves: line; a from 0 to 1; " + Open + "the sliders", Curves().ToString());
        Assert.Equal("SliderFigure: 3 figures, k from 1 to 3; " + Open + "the sliders", Figures().ToString());
    }

    public static TheoryData<string, Action> Wrong => new()
    {
        { "The decoder gives 4 numbers, and a picture of 3 × 2 with 1 channels (1 or 3) has 6.", () => _ = new LatentExplorer(2, [nn.Linear(2, 4)], 3, 2) },
        { "The range of pixels goes from 1 to 0", () => _ = new LatentExplorer(2, [nn.Linear(2, 4)], 2, 2, low: 1, high: 0) },
        { "The start has shape [3], but there are 2 latent numbers.", () => Explorer().WithStart(zeros(3)) },
        { "A plane needs two different latent numbers from 0 to 1, not 0 and 2.", () => Explorer().WithPlane(0, 2) },
        { "The range of an explorer must be a number above 0, not 0.", () => Explorer().WithRange(0) },
        { "One latent number makes no plane", () => new LatentExplorer(1, [nn.Linear(1, 4)], 2, 2).WithMap() },
        { "Slider μ goes from 1 to 1", () => _ = new SliderParameter("μ", 1, 1) },
        { "Slider μ has 1 values", () => _ = new SliderParameter("μ", 0, 1, count: 1) },
        { "Slider μ starts at 2, outside of 0 to 1.", () => _ = new SliderParameter("μ", 0, 1, start: 2) },
        { "Sliders need a parameter or more", () => _ = new SliderCurves([], 0, 1) },
        { "200 × 200 values are 40,000 combinations", () => _ = new SliderCurves([new("a", 0, 1, 200), new("b", 0, 1, 200)], 0, 1) },
        { "There is no curve to show", () => new SliderCurves([new("a", 0, 1)], 0, 1).ToHtml() },
        { "Curves go over x from 1 to 0", () => _ = new SliderCurves([new("a", 0, 1)], 1, 0) },
        { "The y axis goes from 1 to 0", () => Curves().WithYRange(1, 0) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_makes_no_sense_is_told_in_one_sentence(string message, Action action) =>
        Assert.Contains(message, Assert.ThrowsAny<Exception>(action).Message, StringComparison.Ordinal);

    private static LatentExplorer Explorer()
    {
        manual_seed(2);
        return new LatentExplorer(2, [nn.Linear(2, 4)], 2, 2);
    }

    private static SliderCurves Curves() =>
        new SliderCurves([new("a", 0, 1, 5)], 0, 1, 11).WithCurve("line", (x, p) => p[0] * x).WithReadout("slope", p => p[0]);

    private static SliderFigure Figures() => new([new("k", 1, 3, 3, start: 2.1)], p => new Figure($"k = {p[0]}").Line([0, p[0]]));
}
