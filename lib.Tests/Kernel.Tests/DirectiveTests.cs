using Course.Kernel.Execution;

namespace Course.Kernel.Tests;

public sealed class DirectiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Cells _cells;

    public DirectiveTests() => _cells = new Cells(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lines_and_columns_stay_those_of_the_cell()
    {
        var failure = await _cells.RunAsync("#!time\n#!csharp\nvar x = 1;\n  oops;");
        Assert.StartsWith("line 4, column 3:", failure!.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_a_cell_is_shown()
    {
        Assert.Equal("2", await _cells.ValueAsync("#!time\n1 + 1"));
        Assert.Matches(@"^Wall time: \d+\.\d ms$", _cells.Displayed);
    }

    [Fact]
    public async Task Magics_are_listed_and_variables_too()
    {
        await _cells.ValueAsync("#!lsmagic");
        Assert.Contains("#!import", _cells.Displayed, StringComparison.Ordinal);
        await _cells.ValueAsync("var number = 4; var name = \"n\"; class T { }");
        await _cells.ValueAsync("#!whos");
        Assert.Equal("int number = 4\nstring name = n", _cells.Displayed);
        await _cells.ValueAsync("#!about");
        Assert.Contains(".NET 10", _cells.Displayed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var x = 1;\n#!fsharp\nlet y = 2", "line 2, column 1: #!fsharp is not known here: this kernel runs C# alone; #!lsmagic lists what it understands.")]
    [InlineData("#!share x --from fsharp", "line 1, column 1: #!share is not known here")]
    [InlineData("#!help", "line 1, column 1: #!help wants a name")]
    [InlineData("#!help Nowhere", "line 1, column 1: #!help Nowhere: nothing is known of that name")]
    [InlineData("#!import missing.csx", "line 1, column 1: #!import missing.csx: there is no such file in ")]
    [InlineData("#!import thing.py", "only .ipynb, .dib, .csx, .cs files can be imported")]
    public async Task What_is_not_known_is_told_in_one_sentence(string code, string message)
    {
        var failure = await _cells.RunAsync(code);
        Assert.Contains(message, Assert.Single(failure!.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_for_the_page_is_shown_and_code_after_it_runs()
    {
        Assert.Equal("3", await _cells.ValueAsync("#!markdown\n# Title *here*\n#!csharp\n1 + 2"));
        Assert.Equal("# Title *here*", _cells.Events.OfType<Execution.ValueDisplayed>().Single().Data["text/markdown"]!.ToString());
    }

    [Fact]
    public async Task Help_turns_to_the_page_of_a_name()
    {
        await _cells.ValueAsync("int Twice(int x) => 2 * x;");
        await _cells.ValueAsync("#!help Twice");
        Assert.Contains("int Twice(int x)", _cells.Events.OfType<PageShown>().Single().Data["text/plain"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("part.csx", "var fromFile = 4;")]
    [InlineData("part.dib", "#!meta\n{}\n#!markdown\n# Title\n#!csharp\nvar fromFile = 4;\n#!fsharp\nlet x = 1")]
    public async Task A_file_is_imported(string name, string content)
    {
        _folder.Write(name, content);
        Assert.Equal("5", await _cells.ValueAsync($"#!import {name}\nfromFile + 1"));
    }

    [Fact]
    public async Task A_notebook_is_imported_and_its_failure_names_it()
    {
        _folder.Notebook("other/good.ipynb", "Good", "var a = 1;", "int F() => a + 1;");
        _folder.Notebook("bad.ipynb", "Bad", "\nthrow new Exception(\"no\");");
        Assert.Equal("2", await _cells.ValueAsync("#!import \"other/good.ipynb\"\nF()"));
        var failure = await _cells.RunAsync("#!import bad.ipynb");
        Assert.StartsWith("bad.ipynb: line 2: System.Exception: no", failure!.Problems.Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_imports_itself_is_told_so()
    {
        _folder.Write("loop.csx", "#!import loop.csx");
        Assert.Contains("does a file import itself?", (await _cells.RunAsync("#!import loop.csx"))!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_load_scripts_from_their_own_folder_with_their_own_libraries()
    {
        _folder.Write("scripts/outer.csx", "#load \"inner/inner.csx\"\n#r \"System.Text.Json\"\nint Outer() => Inner() + 1;");
        _folder.Write("scripts/inner/inner.csx", "#!time\nint Inner() => 1;");
        Assert.Equal("2", await _cells.ValueAsync("#load \"scripts/outer.csx\"\nOuter()"));
        _folder.Write("scripts/needs.csx", "\n#r \"absent.dll\"");
        var failure = await _cells.RunAsync("#load \"scripts/needs.csx\"");
        Assert.Contains("needs.csx(2,1): #r \"absent.dll\" names a library that does not exist yet", failure!.Message, StringComparison.Ordinal);
    }
}
