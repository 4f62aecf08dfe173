using System.Text.Json.Nodes;

namespace Course.Notebook.Tests.Pages;

/// <summary>A book with one of everything, the course's own tour, and a lecture that failed; run once for all checks.</summary>
public sealed class BookFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-pages-").FullName;

    public string Book => Path.Combine(_folder, "book");

    /// <summary>What the run printed.</summary>
    public string Output { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(RepositoryFolder.Library)) return;
        Write("01-everything.ipynb",
            ("markdown", "# 01 · Everything\n\n*What can a page show?* The density $p(x)$.\n\n"
                + "## The Schrödinger bridge\n\n$$\\mathrm{KL}(q \\,\\|\\, p) = \\int q \\log \\frac{q}{p}$$"),
            ("code", SmallNotebook.References
                + "using Course.Interactive;\nusing Course.Lectures;\nusing Course.Plots;\nusing TorchSharp;\nusing static TorchSharp.torch;"),
            ("code", "new Figure(\"A parabola\").Line(new double[] { 9, 4, 1, 0, 1, 4, 9 }, \"y = x²\").WithXAxis(\"x\").WithYAxis(\"y\")"),
            ("markdown", "## Pictures and text of a length that a phone cannot show in one line"),
            ("code", "display(new Notice(\"Drawn by the course.\"));\ndisplay(new { Name = \"a\", Value = 1 });\nConsole.WriteLine(new string('=', 150));\n"
                + "ImageGrid.FromFloats(Enumerable.Range(0, 4 * 64).Select(i => i / 256f).ToArray(), 8, 8)"),
            ("markdown", "| layer | shape |\n|---|---|\n| encoder | 784 × 400 |\n\n```csharp\nvar x = 1;\n```"),
            ("code", Decoders),
            ("code", "dense"),
            ("code", "convolutional"),
            ("code", "new SliderCurves([new(\"μ\", -2, 2, count: 9), new(\"σ\", 0.5, 2.5, count: 21, start: 1)], -5, 5)\n"
                + "    .WithCurve(\"N(μ, σ²)\", (x, p) => Math.Exp(-0.5 * Math.Pow((x - p[0]) / p[1], 2)) / p[1])\n"
                + "    .WithCurve(\"N(0, 1)\", (x, p) => Math.Exp(-0.5 * x * x))\n"
                + "    .WithReadout(\"KL\", p => 0.5 * (p[0] * p[0] + p[1] * p[1] - 1) - Math.Log(p[1]))"),
            ("code", "var lines = new SliderFigure(\n"
                + "    [new(\"k\", 1, 3, count: 3, start: 2)], p => new Figure($\"k = {p[0]}\").Line(new[] { 0, p[0] }));\nlines"),
            ("code", "lines"));
        Write("02-failing.ipynb", ("markdown", "# 02 · Failing\n\nIt stops."), ("code", "throw new InvalidOperationException(\"no luck\");"), ("code", "1"));
        Write("03-last.ipynb",
            ("markdown", "# 03 · The last one\n\nShort.\n\n## Only text\n\nAbout *whitening*.\n\n## More text\n\nNothing."), ("code", "1 + 1"));
        (_, Output) = await CourseCommand.RunAsync(
            _folder, null, "run", Path.Combine(RepositoryFolder.Path, "notebooks", "00-tour.ipynb"), "01-everything.ipynb", "02-failing.ipynb", "03-last.ipynb",
            "--out", Book);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // Two decoders with every kind of layer, and what C# makes of one code, for the page to compare.
    private const string Decoders =
        """
        manual_seed(3);
        var first = new nn.Module<Tensor, Tensor>[]
        {
            nn.Linear(20, 400), nn.BatchNorm1d(400), nn.ReLU(), nn.Linear(400, 400), nn.GELU(), nn.Linear(400, 400), nn.SiLU(), nn.Dropout(),
            nn.Linear(400, 784), nn.Sigmoid(),
        };
        var second = new nn.Module<Tensor, Tensor>[]
        {
            nn.Linear(6, 16 * 4 * 5), nn.LeakyReLU(0.2), nn.Unflatten(1, new long[] { 16, 4, 5 }), nn.Sequential(
                nn.ConvTranspose2d(16, 8, 3, stride: 2, padding: 1, output_padding: 1), nn.BatchNorm2d(8), nn.Tanh()),
            nn.ConvTranspose2d(8, 3, 4, stride: 2, padding: 1, bias: false), nn.Tanh(),
        };
        float[] Decode(nn.Module<Tensor, Tensor>[] layers, int latents)
        {
            using var quiet = no_grad();
            // A fresh decoder answers grey to everything; and statistics of a batch make the normalisations count.
            foreach (var parameter in layers.SelectMany(layer => layer.parameters())) parameter.mul_(2);
            layers.Aggregate(randn(32, latents), (x, layer) => layer.call(x));
            foreach (var layer in layers) layer.eval();
            return layers.Aggregate(linspace(-1.5, 1.5, latents).unsqueeze(0), (x, layer) => layer.call(x)).flatten().data<float>().ToArray();
        }
        var expected = new { dense = Decode(first, 20), convolutional = Decode(second, 6) };
        var dense = new LatentExplorer(20, first, height: 28, width: 28).WithStart(linspace(-1.5, 1.5, 20));
        var convolutional = new LatentExplorer(6, second, height: 16, width: 20, channels: 3, low: -1)
            .WithStart(linspace(-1.5, 1.5, 6)).WithPlane(2, 5).WithMap(3);
        HTML("<script type='application/json' id='expected'>" + System.Text.Json.JsonSerializer.Serialize(expected) + "</script>")
        """;

    private void Write(string name, params (string Type, string Source)[] cells)
    {
        var path = SmallNotebook.Write(_folder, name, [.. cells.Select(cell => cell.Source)]);
        var notebook = JsonNode.Parse(File.ReadAllText(path))!;
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Type == "markdown")
            {
                notebook["cells"]![i] = new JsonObject
                {
                    ["cell_type"] = "markdown", ["id"] = $"cell-{i}", ["metadata"] = new JsonObject(), ["source"] = cells[i].Source,
                };
            }
        }
        File.WriteAllText(path, notebook.ToJsonString());
    }
}
