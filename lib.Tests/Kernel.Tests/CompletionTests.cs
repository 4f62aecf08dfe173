using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class CompletionTests
{
    private readonly LiveCells _cells = new();

    [Theory]
    [InlineData("\"text\".ToUp|", "ToUpper", "ToUpperInvariant")]
    [InlineData("Console.Wri|", "Write", "WriteLine")]
    [InlineData("Conso|", "Console")]
    [InlineData("var number = 1; numb|", "number")]
    [InlineData("void F(int width) { wid| }", "width")]
    [InlineData("new[] { 1 }.Selec|", "Select", "SelectMany")]
    [InlineData("new[] { \"a\" }.Select(text => text.Len|", "Length")]
    [InlineData("string s = null; s?.Len|", "Length")]
    [InlineData("DateTime? d = null; d?.Day|", "Day", "DayOfWeek")]
    [InlineData("System.Text.|", "StringBuilder", "Json")]
    [InlineData("using System.Thr|", "Threading")]
    [InlineData("var b = new StringBuil|", "StringBuilder")]
    [InlineData("new System.IO.FileStreamOptions { Acc| }", "Access")]
    [InlineData("string.Join(sep|", "separator:")]
    [InlineData("DayOfWeek.Fri|", "Friday")]
    [InlineData("forea|", "foreach")]
    [InlineData("1 i|", "is")]
    [InlineData("var x = \"a\";\nx.\nvar y = 1;", "Length")]
    [InlineData("disp|", "display")]
    [InlineData("$\"{Consol|}\"", "Console")]
    [InlineData("#!ti|", "#!time")]
    [InlineData("#!i|", "#!import")]
    public async Task Names_are_offered_where_they_fit(string code, params string[] expected)
    {
        var texts = Texts(await CompleteAsync(code.Contains('|', StringComparison.Ordinal) ? code : code.Replace("x.\n", "x.|\n", StringComparison.Ordinal)));
        Assert.All(expected, name => Assert.Contains(name, texts));
    }

    [Theory]
    [InlineData("// Conso|")]
    [InlineData("\"Conso|\"")]
    [InlineData("/* Conso| */")]
    [InlineData("var Conso|")]
    [InlineData("12|")]
    [InlineData("nothing.Like.This|")]
    public async Task Nothing_is_offered_where_nothing_is_meant(string code) => Assert.Empty((await CompleteAsync(code)).Items);

    [Fact]
    public async Task Names_of_earlier_cells_are_offered_and_their_usings_count()
    {
        await _cells.ValueAsync("using System.IO; var matrix = new List<int>(); int Twice(int x) => 2 * x; class Encoder { public int Latent; }");
        Assert.Contains("matrix", Texts(await CompleteAsync("matr|")));
        Assert.Contains("Twice", Texts(await CompleteAsync("Twi|")));
        Assert.Contains("Latent", Texts(await CompleteAsync("new Encoder().L|")));
        Assert.Contains("AddRange", Texts(await CompleteAsync("matrix.Add|")));
        Assert.Contains("MemoryStream", Texts(await CompleteAsync("new Memory|")));
    }

    [Fact]
    public async Task Completion_answers_while_a_cell_runs()
    {
        await _cells.ValueAsync("var matrix = 1;");
        var running = _cells.RunAsync("Console.WriteLine(); await Task.Delay(-1);");
        await _cells.Printed.Task;
        Assert.Contains("matrix", Texts(await CompleteAsync("matr|")));
        _cells.Session.Interrupt();
        await running;
    }

    [Fact]
    public async Task The_whole_word_is_replaced_and_methods_show_their_parameters()
    {
        var completions = await CompleteAsync("Console.Wri|te(1)");
        Assert.Equal((8, 13), (completions.Start, completions.End));
        var item = completions.Items.First(i => i.Text == "WriteLine");
        Assert.Equal("function", item.Kind);
        Assert.Contains("overloads", item.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paths_are_completed_in_directives()
    {
        using var folder = new TemporaryFolder();
        folder.Write("lib/One.dll", "");
        folder.Write("lib/two.txt", "");
        var cells = new LiveCells(folder.Path);
        Assert.Equal(["lib/"], Texts(await CompleteAsync("#r \"l|", cells)));
        Assert.Equal(["One.dll"], Texts(await CompleteAsync("#r \"lib/|", cells)));
    }

    [Theory]
    [InlineData("int.Par|se(\"1\")", "int int.Parse(string s)", "Converts the string representation of a number")]
    [InlineData("Console.WriteLine(|)", "void Console.WriteLine()", "current line terminator")]
    [InlineData("StringBui|lder b;", "class StringBuilder", "mutable string of characters")]
    [InlineData("/// <summary>Doubles <paramref name=\"x\"/>.</summary>\nint Twice(int x) => 2 * x;\nTwi|ce(2)", "int Twice(int x)", "Doubles x.")]
    public async Task Inspection_gives_signature_and_documentation(string code, string signature, string words)
    {
        var data = (await InspectAsync(code, 1)).Data!;
        Assert.Contains(signature, data["text/plain"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains(words, data["text/plain"]!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("```csharp\n", data["text/markdown"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_detail_adds_parameters_and_exceptions()
    {
        Assert.DoesNotContain("Exceptions", (await InspectAsync("int.Parse(\"1\")|", 0)).Data?["text/plain"]?.ToString() ?? "", StringComparison.Ordinal);
        var text = (await InspectAsync("int.Par|se(\"1\")", 1)).Data!["text/markdown"]!.ToString();
        Assert.Contains("**Parameters**", text, StringComparison.Ordinal);
        Assert.Contains("- `FormatException`:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_of_an_earlier_cell_is_shown_with_its_type()
    {
        await _cells.ValueAsync("var numbers = new Dictionary<string, int>();");
        Assert.StartsWith("Dictionary<string, int> numbers", (await InspectAsync("num|bers", 0)).Data!["text/plain"]!.ToString(), StringComparison.Ordinal);
        Assert.Null((await InspectAsync("nowhere|", 0)).Data);
    }

    [Theory]
    [InlineData("1 + 1", "complete", "")]
    [InlineData("var x = 1;", "complete", "")]
    [InlineData("#!time\nvar x = 1;", "complete", "")]
    [InlineData("", "complete", "")]
    [InlineData("for (int i = 0; i < 3; i++)\n{", "incomplete", "    ")]
    [InlineData("Console.WriteLine(", "incomplete", "    ")]
    [InlineData("class A\n{\n    void F()\n    {", "incomplete", "        ")]
    [InlineData("var x =", "incomplete", "")]
    [InlineData("/* open", "incomplete", "")]
    [InlineData("var x = 1 2;", "invalid", "")]
    [InlineData("}", "invalid", "")]
    public async Task Code_is_complete_incomplete_or_wrong(string code, string status, string indent) =>
        Assert.Equal(new Completeness(status, indent), await _cells.Session.CheckCompletenessAsync(code, TestContext.Current.CancellationToken));

    private Task<Completions> CompleteAsync(string marked, LiveCells? cells = null)
    {
        var cursor = marked.IndexOf('|', StringComparison.Ordinal);
        return (cells ?? _cells).Session.CompleteAsync(marked.Remove(cursor, 1), cursor, TestContext.Current.CancellationToken);
    }

    private Task<Inspection> InspectAsync(string marked, int detail)
    {
        var cursor = marked.IndexOf('|', StringComparison.Ordinal);
        return _cells.Session.InspectAsync(cursor < 0 ? marked : marked.Remove(cursor, 1), Math.Max(cursor, 0), detail, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Texts(Completions completions) => completions.Items.Select(item => item.Text);
}
