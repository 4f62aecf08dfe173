using System.Text.Json.Nodes;
using Course.Kernel.Commands;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Tests;

public sealed class RunOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Over_the_wire_a_notebook_gives_the_same_outputs()
    {
        _folder.Notebook("a.ipynb", "A",
            "var h = display(\"before\"); Console.WriteLine(\"text\");", "h.Update(\"after\"); 6 * 7", "throw new InvalidOperationException(\"on purpose\");");
        Tag("a.ipynb", 3, "raises-exception");
        File.Copy(_folder.File("a.ipynb"), _folder.File("b.ipynb"));

        Assert.Equal((0, ""), await RunAsync("a.ipynb", "--in-place"));
        Assert.Equal((0, ""), await RunAsync("b.ipynb", "--in-place", "--over-wire"));

        Assert.Equal(Outputs("a.ipynb").Select(o => o.ToJsonString()), Outputs("b.ipynb").Select(o => o.ToJsonString()));
        Assert.Equal("after", Outputs("b.ipynb")[0]["data"]!["text/plain"]!.ToString());
        Assert.Equal("InvalidOperationException", Outputs("b.ipynb")[^1]["ename"]!.ToString().Split('.')[^1]);
    }

    [Fact]
    public async Task Over_the_wire_a_failure_is_told_in_the_same_words()
    {
        _folder.Notebook("compile.ipynb", "A", "int x = y;");
        _folder.Notebook("throw.ipynb", "A", "\nthrow new InvalidOperationException(\"no luck\");");
        _folder.Notebook("exit.ipynb", "A", "Environment.Exit(3);");
        foreach (var (name, message) in new[]
        {
            ("compile.ipynb", "compile.ipynb: cell 1, line 1, column 9: error CS0103"),
            ("throw.ipynb", "throw.ipynb: cell 1, line 2: System.InvalidOperationException: no luck"),
            ("exit.ipynb", "exit.ipynb: cell 1: The cell stopped the kernel: the process ended with code 3"),
        })
        {
            var (code, error) = await RunAsync(name, "--in-place", "--over-wire");
            Assert.Equal(1, code);
            Assert.StartsWith(message, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_the_cells_asked_for_run_and_the_others_keep_their_outputs()
    {
        _folder.Notebook("a.ipynb", "A", "1", "2", "3", "4");
        Assert.Equal(0, (await RunAsync("a.ipynb", "--in-place", "--only", "1,3")).Code);
        Assert.Equal([1, 3], Counts("a.ipynb"));
        Assert.Equal(0, (await RunAsync("a.ipynb", "--in-place", "--from", "4")).Code);
        Assert.Equal([1, 3, 4], Counts("a.ipynb"));
    }

    [Fact]
    public async Task A_notebook_that_must_be_small_keeps_the_pictures_that_fit()
    {
        _folder.Notebook("a.ipynb", "A",
            "HTML(\"<script>\" + new string('x', 30_000) + \"</script>\")",
            "display(HTML(\"<b>\" + new string('y', 5_000) + \"</b>\"));",
            "new string('s', 20_000).DisplayAs(\"image/svg+xml\");",
            "new string('t', 40_000).DisplayAs(\"image/svg+xml\");");
        Assert.Equal((0, ""), await RunAsync("a.ipynb", "--in-place"));
        Assert.True(new FileInfo(_folder.File("a.ipynb")).Length > 95_000);

        Assert.Equal((0, ""), await RunAsync("a.ipynb", "--in-place", "--max-size", "40"));
        Assert.InRange(new FileInfo(_folder.File("a.ipynb")).Length, 20_000, 40 * 1024);
        var text = File.ReadAllText(_folder.File("a.ipynb"));
        Assert.DoesNotContain("<script>xxx", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ttttt", text, StringComparison.Ordinal);
        Assert.Contains("sssss", text, StringComparison.Ordinal);
        Assert.Contains("<b>yyy", text, StringComparison.Ordinal);

        var (code, error) = await RunAsync("a.ipynb", "--in-place", "--max-size", "3");
        Assert.Equal(1, code);
        Assert.Contains("without any picture, and --max-size allows 3; it stays as it was", error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_folder.File("a.ipynb")));
        Assert.Contains("belongs to --in-place", (await RunAsync("a.ipynb", "--max-size", "40")).Error);
    }

    [Fact]
    public async Task A_cell_tagged_skip_is_not_run()
    {
        _folder.Notebook("a.ipynb", "A", "1", "throw new Exception();", "3");
        Tag("a.ipynb", 2, "skip");
        Assert.Equal((0, ""), await RunAsync("a.ipynb", "--in-place"));
        Assert.Equal([1, 3], Counts("a.ipynb"));
    }

    [Fact]
    public async Task A_cell_that_takes_too_long_is_stopped_and_the_notebook_stays_as_it_was()
    {
        _folder.Notebook("a.ipynb", "A", "await Task.Delay(-1);");
        Tag("a.ipynb", 1, "raises-exception");
        var before = File.ReadAllText(_folder.File("a.ipynb"));
        var (code, error) = await RunAsync("a.ipynb", "--in-place", "--timeout", "0.5");
        Assert.Equal((1, "a.ipynb: cell 1: the cell ran longer than 0.5 s (--timeout)"), (code, error.TrimEnd()));
        Assert.Equal(before, File.ReadAllText(_folder.File("a.ipynb")));
    }

    [Fact]
    public async Task Parameters_replace_those_of_the_notebook()
    {
        _folder.Notebook("a.ipynb", "A", "var epochs = 100; var name = \"\";", "$\"{epochs} {name}\"");
        Tag("a.ipynb", 1, "parameters");
        Assert.Equal((0, ""), await RunAsync("a.ipynb", "--in-place", "-p", "epochs=3", "-p", "name=a \"b\""));
        Assert.Equal("3 a \"b\"", Outputs("a.ipynb")[^1]["data"]!["text/plain"]!.ToString());
        Assert.Equal((0, ""), await RunAsync("a.ipynb", "--in-place", "-p", "epochs=4"));
        var injected = Assert.Single(Read("a.ipynb").Cells, cell => cell.HasTag("injected-parameters"));
        Assert.Equal("// Parameters\nvar epochs = 4;", injected.Source);
    }

    [Theory]
    [InlineData("x=1", "var x = 1;")]
    [InlineData("x=-2", "var x = -2;")]
    [InlineData("x=0.001", "var x = 0.001d;")]
    [InlineData("x=1e-3", "var x = 0.001d;")]
    [InlineData("x=true", "var x = true;")]
    [InlineData("x=", "var x = \"\";")]
    [InlineData("x=a=b\\c", "var x = \"a=b\\\\c\";")]
    [InlineData("x=1,5", "var x = \"1,5\";")]
    [InlineData("x=NaN", "var x = \"NaN\";")]
    public void Values_become_literals(string assignment, string line)
    {
        var notebook = NotebookReader.Parse(System.Text.Encoding.UTF8.GetBytes(NotebookJson.Of("A", "1")), "a");
        Assert.Equal("// Parameters\n" + line, NotebookParameters.Parse([assignment]).Inject(notebook).Cells[0].Source);
    }

    [Theory]
    [InlineData("--only is \"3-1\"; it must be", "--only", "3-1")]
    [InlineData("--only is \"a\"; it must be", "--only", "a")]
    [InlineData("--from is 0; cells are counted from 1.", "--from", "0")]
    [InlineData("-p is \"1x=2\"; it must be NAME=VALUE", "-p", "1x=2")]
    [InlineData("-p is \"x\"; it must be NAME=VALUE", "-p", "x")]
    [InlineData("--timeout must be a positive number", "--timeout", "-1")]
    [InlineData("--in-place writes into the notebooks", "--in-place", "--out", "b")]
    public async Task An_option_that_makes_no_sense_is_told_in_one_sentence(string message, params string[] args)
    {
        _folder.Notebook("a.ipynb", "A", "1");
        var (code, error) = await RunAsync(["a.ipynb", .. args]);
        Assert.Equal(CourseCommand.UsageError, code);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private async Task<(int Code, string Error)> RunAsync(params string[] args)
    {
        using StringWriter error = new();
        var code = await CourseCommand.InvokeAsync(["run", .. args], TextWriter.Null, TextWriter.Synchronized(error), _folder.Path);
        return (code, error.ToString());
    }

    private NotebookDocument Read(string name) => NotebookReader.Read(_folder.File(name), name);

    private IEnumerable<int?> Counts(string name) => Read(name).Cells.Where(c => c.IsCode && c.ExecutionCount is not null).Select(c => c.ExecutionCount);

    private List<JsonNode> Outputs(string name) => [.. Read(name).Cells.Where(c => c.IsCode).SelectMany(c => c.Outputs).Select(o => o!)];

    private void Tag(string name, int cell, string tag)
    {
        var notebook = Read(name);
        notebook.Cells[cell].Json["metadata"]!["tags"] = new JsonArray(JsonValue.Create(tag));
        NotebookWriter.Write(notebook, _folder.File(name));
    }
}
