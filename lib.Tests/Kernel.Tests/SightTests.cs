using Course.Kernel.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Kernel.Tests;

/// <summary>Most of the framework is out of a cell's sight until something in it is named; nobody should notice.</summary>
public sealed class SightTests
{
    [Theory]
    [InlineData("new System.Net.Http.HttpClient().Timeout.TotalSeconds", "100")]
    [InlineData("using System.Text.Json;\nJsonSerializer.Serialize(new[] { 1, 2 })", "[1,2]")]
    [InlineData("using static System.Numerics.Complex;\nAbs(new System.Numerics.Complex(3, 4))", "5")]
    [InlineData("using Json = global::System.Text.Json.JsonSerializer;\nJson.Serialize(2)", "2")]
    [InlineData("System.Linq.Expressions.Expression<Func<int, int>> next = n => n + 1;\nnext.Compile()(1)", "2")]
    [InlineData("dynamic text = \"abc\";\n(int)text.Length", "3")]
    [InlineData("new[] { 1, 2 }.AsParallel().Sum()", "3")]
    [InlineData("new[] { 1, 2 }.AsQueryable().Count()", "2")]
    [InlineData("new[] { 1, 2 }.AsQueryable().Where(n => n > 1).Expression.NodeType.ToString()", "Call")]
    [InlineData("typeof(UriTypeConverter).Name", "UriTypeConverter")]
    [InlineData("new System.Threading.Barrier(2).ParticipantCount", "2")]
    [InlineData("Parallel.For(0, 3, _ => { }).IsCompleted", "True")]
    [InlineData("using System.Collections.Immutable;\nnew[] { 1, 2 }.ToImmutableArray().Select(n => n + 1).Sum()", "5")]
    [InlineData("using System.Collections.ObjectModel;\nnew ObservableCollection<int> { 1 }.Count", "1")]
    [InlineData("unsafe { int n = 3; int* p = &n; Console.Write(*p); }\n4", "4")]
    public async Task Whatever_the_framework_has_can_be_named(string code, string expected) =>
        Assert.Equal(expected, await new Cells().ValueAsync(code));

    [Fact]
    public async Task Types_stay_the_same_when_more_comes_into_sight()
    {
        var cells = new Cells();
        await cells.ValueAsync("var groups = new[] { 1, 2, 3 }.GroupBy(n => n % 2).ToList(); var shown = display(1);");
        await cells.ValueAsync("var one = System.Text.Json.JsonDocument.Parse(\"1\").RootElement;");
        Assert.Equal("2", await cells.ValueAsync(
            "List<IGrouping<int, int>> same = groups; Microsoft.DotNet.Interactive.DisplayedValue handle = shown; same.Count(g => g.Key <= one.GetInt32())"));
    }

    [Fact]
    public async Task What_was_named_in_full_can_be_named_again()
    {
        var cells = new Cells();
        await cells.ValueAsync("var process = Environment.ProcessId; var elapsed = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;");
        await cells.ValueAsync("object element = System.Text.Json.JsonDocument.Parse(\"[1]\").RootElement;");
        Assert.Equal("Array", await cells.ValueAsync("((System.Text.Json.JsonElement)element).ValueKind.ToString()"));
    }

    [Fact]
    public async Task A_script_brings_into_sight_what_it_imports()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("json.csx"), "using System.Text.Json;\nstring Write(object value) => JsonSerializer.Serialize(value);", TestContext.Current.CancellationToken);
        var cells = new Cells(folder.Path);
        Assert.Equal("[3]", await cells.ValueAsync("#load \"json.csx\"\nWrite(new[] { 3 })"));
    }

    [Fact]
    public async Task Errors_are_those_of_a_cell_that_sees_everything()
    {
        var failure = await new Cells().RunAsync("System.Net.Http.HttpClient client = \"text\";");
        Assert.Contains("CS0029", Assert.Single(failure!.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_library_mentions_can_be_used_and_is_the_same_later()
    {
        using var folder = new TemporaryFolder();
        Compile(folder.File("Mentions.dll"), """
            public static class Mentions
            {
                public static System.Text.Json.JsonElement Element => System.Text.Json.JsonDocument.Parse("[7]").RootElement;
                public static System.Net.Http.HttpClient? Client => null;
            }
            """);
        var cells = new Cells(folder.Path);
        Assert.Equal("1", await cells.ValueAsync("#r \"Mentions.dll\"\nvar element = Mentions.Element; var client = Mentions.Client; element.GetArrayLength()"));
        await cells.ValueAsync("var text = System.Text.Json.JsonSerializer.Serialize(element);");
        Assert.Equal("[7]", await cells.ValueAsync("System.Net.Http.HttpClient same = client; text"));
    }

    [Fact]
    public async Task A_cell_is_bound_to_what_it_can_name_and_not_to_the_whole_framework()
    {
        var session = new ScriptSession(AppContext.BaseDirectory, new SessionOutput(static _ => { }));
        var few = References("var x = 1;");
        Assert.InRange(few, 10, 50);
        Assert.Null(await session.RunAsync("var element = System.Text.Json.JsonDocument.Parse(\"1\").RootElement;", 1, TestContext.Current.CancellationToken));
        Assert.InRange(References("var y = element;"), few + 1, 2 * few);

        int References(string code) => session.Chain.Continue(SubmissionChain.Parse(code, "cell")).ReferencedAssemblyNames.Count();
    }

    [Fact]
    public async Task What_has_been_bound_for_the_next_cell_is_what_it_continues()
    {
        var session = new ScriptSession(AppContext.BaseDirectory, new SessionOutput(static _ => { }));
        for (var i = 0; i < 4; i++)
            Assert.Null(await session.RunAsync($"var x{i} = {i};", i, TestContext.Current.CancellationToken));

        // Each beginning of a cell has a number of its own; one that was thrown away would be missing.
        var numbers = session.Chain.Code.Keys.Select(name => int.Parse(name["cell-".Length..], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Enumerable.Range(numbers[0], 4), numbers);
    }

    private static void Compile(string path, string code)
    {
        var library = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)],
            FrameworkReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.True(library.Emit(path, cancellationToken: TestContext.Current.CancellationToken).Success);
    }
}
