using System.Diagnostics;
using System.Text.Json.Nodes;
using Course.Kernel.Book.Libraries;
using Course.Kernel.Commands;

namespace Course.Kernel.Tests;

public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RunTests() => _folder.Write("Course.sln", "");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_notebook_of_the_repository_becomes_a_page_with_real_outputs()
    {
        _folder.Write("README.md", "# Models & more\n");
        _folder.Notebook("notebooks/01-first.ipynb", "First",
            "Environment.GetEnvironmentVariable(\"COURSE_PROFILE\")", "", "System.IO.Path.GetFileName(Environment.CurrentDirectory)");
        _folder.Notebook("notebooks/homework/01-task.ipynb", "Task", "1");

        var (code, output, error) = await RunAsync("run", "--profile", "standard");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("notebooks/01-first.ipynb (2 cells)", output, StringComparison.Ordinal);
        Assert.Contains("cell 2/2", output, StringComparison.Ordinal);
        var notebook = JsonNode.Parse(File.ReadAllText(_folder.File("book/01-first.ipynb")))!;
        Assert.Equal("standard", notebook["cells"]![1]!["outputs"]![0]!["data"]!["text/plain"]!.ToString());
        Assert.Equal("notebooks", notebook["cells"]![3]!["outputs"]![0]!["data"]!["text/plain"]!.ToString());
        Assert.Equal(2, (int)notebook["cells"]![3]!["execution_count"]!);
        Assert.NotNull(notebook["cells"]![3]!["metadata"]!["execution"]!["iopub.status.busy"]);
        Assert.Contains("Models &amp; more", File.ReadAllText(_folder.File("book/index.html")), StringComparison.Ordinal);
        Assert.Equal(["01-first.html", "01-first.ipynb", "index.html"], Book());
    }

    [Fact]
    public async Task A_run_says_where_the_time_went()
    {
        _folder.Notebook("notebooks/01-first.ipynb", "First",
            "var source = new System.Diagnostics.ActivitySource(\"Course\");", "using (source.StartActivity(\"train\")) System.Threading.Thread.Sleep(300);");
        var (code, output, _) = await RunAsync("run");
        Assert.Equal(0, code);
        // Compiling takes a while, whatever the machine; the sleep counts as training.
        Assert.Matches(@"\n  compile (?!0\.0)\d+\.\d s, data 0\.0 s, train (?!0\.[0-2])\d+\.\d s, draw \d+\.\d s, other \d+\.\d s\r?\n", output);
    }

    [Fact]
    public async Task Compiling_alone_runs_and_writes_nothing_and_finds_what_does_not_fit()
    {
        _folder.Notebook("notebooks/01-fine.ipynb", "Fine",
            "int Twice(int x) => 2 * x;", "System.IO.File.WriteAllText(\"trace\", \"\");", "var y = Twice(3);\nthrow new Exception(\"never\");", "y + 1");
        var before = File.ReadAllText(_folder.File("notebooks/01-fine.ipynb"));
        Assert.Equal(0, (await RunAsync("run", "--compile-only")).Code);
        Assert.False(File.Exists(_folder.File("notebooks/trace")));
        Assert.False(Directory.Exists(_folder.File("book")));
        Assert.Equal(before, File.ReadAllText(_folder.File("notebooks/01-fine.ipynb")));

        _folder.Notebook("notebooks/02-broken.ipynb", "Broken", "var x = 1;", "\nx.Missing()");
        var (code, output, error) = await RunAsync("run", "--compile-only");
        Assert.Equal(1, code);
        Assert.StartsWith("notebooks/02-broken.ipynb: cell 2, line 2, column 3: error CS1061", error, StringComparison.Ordinal);
        Assert.Contains("ok ", output, StringComparison.Ordinal);

        Assert.Contains("--compile-only runs and writes nothing", (await RunAsync("run", "--compile-only", "--in-place")).Error);
    }

    [Fact]
    public async Task A_failing_cell_names_file_cell_and_line_and_harms_neither_the_other_notebooks_nor_the_earlier_page()
    {
        _folder.Notebook("notebooks/01-bad.ipynb", "Bad", "var x = 1;", "\nthrow new InvalidOperationException(\"no luck\");", "Console.Write(\"never\");");
        _folder.Notebook("notebooks/02-good.ipynb", "Good", "Console.WriteLine(\"hello\");");
        _folder.Write("book/01-bad.ipynb", NotebookJson.Of("Bad", "\"earlier\""));

        var (code, output, error) = await RunAsync("run");

        Assert.Equal(1, code);
        Assert.StartsWith("notebooks/01-bad.ipynb: cell 2, line 2: System.InvalidOperationException: no luck", error, StringComparison.Ordinal);
        Assert.Contains("│ hello", output, StringComparison.Ordinal);
        Assert.Contains("earlier", File.ReadAllText(_folder.File("book/01-bad.ipynb")), StringComparison.Ordinal);
        var index = File.ReadAllText(_folder.File("book/index.html"));
        Assert.Contains("The last run failed: notebooks/01-bad.ipynb: cell 2", index, StringComparison.Ordinal);
        Assert.Contains("02-good.html", index, StringComparison.Ordinal);
        var page = File.ReadAllText(_folder.File("book/01-bad.html"));
        Assert.Contains("The last run of this lecture failed", page, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"stream error\">System.InvalidOperationException: no luck", page, StringComparison.Ordinal);
        Assert.Contains("never", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lecture_that_failed_and_then_runs_gets_its_page_back()
    {
        _folder.Notebook("notebooks/02-good.ipynb", "Good", "1");
        _folder.Notebook("notebooks/01-lecture.ipynb", "Lecture", "throw new Exception(\"no luck\");");
        Assert.Equal(1, (await RunAsync("run")).Code);
        Assert.Contains("no luck", File.ReadAllText(_folder.File("book/01-lecture.html")), StringComparison.Ordinal);

        _folder.Notebook("notebooks/01-lecture.ipynb", "Lecture", "\"luck\"");
        Assert.Equal(0, (await RunAsync("run", "notebooks/01-lecture.ipynb")).Code);

        Assert.DoesNotContain("failed", File.ReadAllText(_folder.File("book/index.html")).Split("</style>")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("no luck", File.ReadAllText(_folder.File("book/01-lecture.html")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("book/failed")));
    }

    [Fact(SkipUnless = nameof(HasSleep), Skip = "needs the command sleep")]
    public async Task A_process_that_a_cell_leaves_behind_does_not_hold_up_the_runner()
    {
        _folder.Notebook("notebooks/01-orphan.ipynb", "Orphan", "System.Diagnostics.Process.Start(\"sleep\", \"60\"); Environment.Exit(4);");
        var (code, _, error) = await RunAsync("run").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1, code);
        Assert.Contains("the process ended with code 4", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Environment.Exit(3);", "the process ended with code 3")]
    [InlineData("int F(int n) => F(n + 1) + 1;\nF(0)", "the process ended with code ")]
    [InlineData("new System.Threading.Thread(() => throw new Exception()).Start(); await Task.Delay(5000);", "the process ended with code ")]
    public async Task A_cell_that_ends_its_process_ends_only_its_notebook(string cell, string message)
    {
        _folder.Notebook("notebooks/01-exit.ipynb", "Exit", cell);
        var (code, _, error) = await RunAsync("run");
        Assert.Equal(1, code);
        Assert.StartsWith("notebooks/01-exit.ipynb: cell 1: " + message, error, StringComparison.Ordinal);
        Assert.Empty(Book());
    }

    [Fact]
    public async Task A_cell_that_shows_an_error_on_purpose_is_tagged_and_the_notebook_goes_on()
    {
        var notebook = JsonNode.Parse(NotebookJson.Of("Errors", "throw new Exception(\"shown\");", "\"after\""))!;
        notebook["cells"]![1]!["metadata"]!["tags"] = new JsonArray("raises-exception");
        _folder.Write("notebooks/01-errors.ipynb", notebook.ToJsonString());
        var (code, _, error) = await RunAsync("run");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("System.Exception: shown", File.ReadAllText(_folder.File("book/01-errors.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ not json", "a.ipynb: line 1, position 3: the file is not JSON")]
    [InlineData("{\"nbformat\": 3}", "a.ipynb: nbformat is 3")]
    [InlineData("{\"some\": \"json\"}", "a.ipynb: the file is JSON but not a notebook")]
    public async Task A_file_that_is_no_notebook_is_told_in_one_sentence_and_leaves_nothing(string content, string message)
    {
        _folder.Write("a.ipynb", content);
        var (code, _, error) = await RunAsync("run", "a.ipynb");
        Assert.Equal(1, code);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(Book());
    }

    [Theory]
    [InlineData("int x = y;", "a.ipynb: cell 1, line 1, column 9: error CS0103")]
    [InlineData("#r \"nowhere/Missing.dll\"", "a.ipynb: cell 1, line 1, column 1: #r \"nowhere/Missing.dll\" names a library that does not exist yet")]
    public async Task A_cell_that_does_not_compile_is_told_in_one_sentence_and_leaves_nothing(string cell, string message)
    {
        _folder.Notebook("a.ipynb", "A", cell);
        var (code, _, error) = await RunAsync("run", "a.ipynb");
        Assert.Equal(1, code);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(Book());
    }

    [Theory]
    [InlineData("absent.ipynb: there is no such notebook.", "run", "absent.ipynb")]
    [InlineData("--profile is \"fast\", which is no profile; choose quick, standard or full.", "run", "--profile", "fast")]
    [InlineData("There are no notebooks in ", "run")]
    [InlineData("Unrecognized command or argument '--nonsense'.", "run", "--nonsense")]
    public async Task A_wrong_command_line_is_told_in_one_sentence(string message, params string[] args)
    {
        var (code, _, error) = await RunAsync(args);
        Assert.NotEqual(0, code);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(Book());
    }

    [Fact]
    public void The_profile_comes_from_the_option_then_the_environment_then_is_quick()
    {
        Assert.Equal("full", Profile.Choose("full", "standard"));
        Assert.Equal("standard", Profile.Choose(null, "standard"));
        Assert.Equal("quick", Profile.Choose(null, null));
        Assert.Contains("COURSE_PROFILE is \"x\"", Assert.Throws<CourseException>(() => Profile.Choose(null, "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_stopped_leaves_nothing_half_written()
    {
        _folder.Notebook("notebooks/01-long.ipynb", "Long", "await Task.Delay(60_000);");
        var plan = RunPlan.Make([], null, "quick", null, _folder.Path);
        using var stop = new CancellationTokenSource();
        var run = new BookRun(plan, new RunTerminal(TextWriter.Null, TextWriter.Null), TimeProvider.System, LibraryCache.OfThisUser)
            .RunAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Book());
    }

    [Fact]
    public async Task The_executable_explains_itself()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            [typeof(CourseCommand).Assembly.Location, "run", "-h"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var help = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("--profile", help, StringComparison.Ordinal);
    }

    public static bool HasSleep => File.Exists("/bin/sleep") || File.Exists("/usr/bin/sleep");

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await CourseCommand.InvokeAsync(args, TextWriter.Synchronized(output), TextWriter.Synchronized(error), _folder.Path);
        return (code, output.ToString(), error.ToString());
    }

    private IEnumerable<string?> Book() =>
        Directory.Exists(_folder.File("book")) ? Directory.GetFiles(_folder.File("book")).Select(Path.GetFileName).Order(StringComparer.Ordinal) : [];
}
