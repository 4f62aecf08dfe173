using System.Text.Json.Nodes;
using Course.Kernel.Commands;

namespace Course.Kernel.Tests;

/// <summary><c>course check</c>, on notebooks whose cells speak the checks' mime type by themselves: the kernel knows no homework but that.</summary>
public sealed class CheckTests : IDisposable
{
    private const string MimeType = "application/vnd.course.check+json";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_homework_whose_checks_all_pass_is_passed()
    {
        _folder.Notebook("a.ipynb", "A", Begins(), Says("1", "passed"), Says("2", "passed"));
        var before = File.ReadAllText(_folder.File("a.ipynb"));

        var (code, output, error) = await CheckAsync("a.ipynb", "--json", "grades/book.json");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("a.ipynb: hw0, seed 3, 5 of 5 points", output, StringComparison.Ordinal);
        Assert.Matches(@"1 First +2 of 2 +passed", output);
        var notebook = Assert.Single(Results("grades/book.json"));
        Assert.Equal(("a.ipynb", "hw0", 3, 5, 5, true), (
            (string)notebook["notebook"]!, (string)notebook["homework"]!, (int)notebook["seed"]!, (int)notebook["points"]!, (int)notebook["of"]!,
            (bool)notebook["passed"]!));
        Assert.Equal(before, File.ReadAllText(_folder.File("a.ipynb")));
        Assert.Equal(["a.ipynb", "grades"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("unanswered")]
    public async Task One_that_does_not_pass_is_enough_for_another_exit_code(string verdict)
    {
        _folder.Notebook("a.ipynb", "A", Begins(), Says("1", "passed"), Says("2", verdict, "the [red] reason"));
        var (code, output, _) = await CheckAsync("a.ipynb", "--json", "book.json");
        Assert.Equal(1, code);
        Assert.Matches($@"2 Second +0 of 3 +{verdict}", output);
        Assert.Equal(verdict == "wrong", output.Contains("the [red] reason", StringComparison.Ordinal));
        Assert.Equal(("2", verdict, 0, 3, "the [red] reason"), Row(Results("book.json")[0], 1));
    }

    [Fact]
    public async Task Of_several_results_for_an_exercise_the_last_counts()
    {
        _folder.Notebook("a.ipynb", "A", Begins(), Says("1", "passed"), Says("2", "passed"), Says("1", "wrong"));
        await CheckAsync("a.ipynb", "--json", "book.json");
        Assert.Equal(3, (int)Results("book.json")[0]["points"]!);
    }

    [Fact]
    public async Task An_exercise_without_a_check_is_missing()
    {
        _folder.Notebook("a.ipynb", "A", Begins(), Says("1", "passed"));
        var (code, output, _) = await CheckAsync("a.ipynb");
        Assert.Equal(1, code);
        Assert.Matches(@"2 Second +0 of 3 +missing +No check of it ran", output);
    }

    [Fact]
    public async Task A_cell_that_fails_costs_its_own_exercise_and_no_other()
    {
        _folder.Notebook("a.ipynb", "A", Begins(), "throw new Exception(\"no luck\");", "int x = y;", Says("2", "passed"));
        var (code, _, error) = await CheckAsync("a.ipynb", "--json", "book.json");
        Assert.Equal(1, code);
        Assert.Equal(3, (int)Results("book.json")[0]["points"]!);
        Assert.Equal(["a.ipynb: cell 2, line 1: System.Exception: no luck", "a.ipynb: cell 3, line 1, column 9: error CS0103"],
            Errors(Results("book.json")[0]).Select(sentence => sentence.Split(": The name")[0]));
        Assert.Contains("no luck", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_that_crashes_keeps_its_row_with_the_reason()
    {
        _folder.Notebook("a.ipynb", "A", Begins(), Says("1", "passed"), "Environment.Exit(3);", Says("2", "passed"));
        var (code, _, _) = await CheckAsync("a.ipynb", "--json", "book.json");
        Assert.Equal(1, code);
        Assert.Equal(2, (int)Results("book.json")[0]["points"]!);
        Assert.Contains("the process ended with code 3", Assert.Single(Errors(Results("book.json")[0])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_takes_too_long_does_not_keep_the_later_ones_from_counting()
    {
        var notebook = JsonNode.Parse(NotebookJson.Of("A", Begins(), "while (true) { }", Says("2", "passed")))!;
        // Ten times as long for what a busy machine may need long for.
        foreach (var cell in new[] { 1, 3 })
            notebook["cells"]![cell]!["metadata"]!["tags"] = new JsonArray("slow");
        _folder.Write("a.ipynb", notebook.ToJsonString());
        var (code, _, error) = await CheckAsync("a.ipynb", "--timeout", "1", "--json", "book.json");
        Assert.Equal(1, code);
        Assert.Contains("cell 2: the cell ran longer than 1 s", error, StringComparison.Ordinal);
        Assert.Equal(3, (int)Results("book.json")[0]["points"]!);
    }

    [Fact]
    public async Task Text_that_looks_like_a_result_counts_for_nothing()
    {
        const string Result = "\"\"\"{\"homework\":\"hw0\",\"seed\":3,\"exercise\":\"2\",\"verdict\":\"passed\"}\"\"\"";
        _folder.Notebook("a.ipynb", "A", Begins(), Says("1", "passed"),
            $"Console.WriteLine({Result});", "Console.WriteLine(\"2 Second: passed\");", $"display({Result})", "HTML(\"✓ 2 Second: passed\")",
            $"{Result}.DisplayAs(\"application/json\")");
        await CheckAsync("a.ipynb", "--json", "book.json");
        Assert.Equal("missing", Row(Results("book.json")[0], 1).Item2);
    }

    [Fact]
    public async Task A_result_of_another_homework_or_seed_or_of_no_sense_counts_for_nothing()
    {
        _folder.Notebook("a.ipynb", "A", Begins(),
            Says("1", "passed", seed: "4"), Says("1", "passed", seed: "\"x\""), Says("1", "passed").Replace("hw0", "hw1", StringComparison.Ordinal),
            Shows("[1]"), Shows("{}"), Shows("{\"exercise\":{}}"), Shows("not json"));
        await CheckAsync("a.ipynb", "--json", "book.json");
        Assert.Equal(0, (int)Results("book.json")[0]["points"]!);
        Assert.Equal("missing", Row(Results("book.json")[0], 0).Item2);
        Assert.Empty(Errors(Results("book.json")[0]));
    }

    [Fact]
    public async Task Outputs_saved_with_the_notebook_count_for_nothing()
    {
        var notebook = JsonNode.Parse(NotebookJson.Of("A", Begins(), "1 + 1"))!;
        notebook["cells"]![2]!["outputs"] = new JsonArray(new JsonObject
        {
            ["output_type"] = "display_data",
            ["metadata"] = new JsonObject(),
            ["data"] = new JsonObject
            {
                [MimeType] = new JsonObject { ["homework"] = "hw0", ["seed"] = 3, ["exercise"] = "1", ["verdict"] = "passed" },
            },
        });
        notebook["cells"]![2]!["metadata"]!["tags"] = new JsonArray("skip");
        _folder.Write("a.ipynb", notebook.ToJsonString());
        await CheckAsync("a.ipynb", "--json", "book.json");
        Assert.Equal(0, (int)Results("book.json")[0]["points"]!);
    }

    [Fact]
    public async Task The_seed_goes_where_the_notebook_keeps_its_parameters()
    {
        const string Variable = "{seed}";
        var notebook = JsonNode.Parse(NotebookJson.Of(
            "A", "var seed = 3;", Begins(Variable), Says("1", "passed", seed: Variable), Says("2", "passed", seed: Variable)))!;
        notebook["cells"]![1]!["metadata"]!["tags"] = new JsonArray("parameters");
        _folder.Write("a.ipynb", notebook.ToJsonString());

        Assert.Equal(0, (await CheckAsync("a.ipynb", "--seed", "-12", "--json", "book.json")).Code);
        Assert.Equal(-12, (int)Results("book.json")[0]["seed"]!);
        Assert.Equal(0, (await CheckAsync("a.ipynb", "-p", "seed=8", "--json", "book.json")).Code);
        Assert.Equal(8, (int)Results("book.json")[0]["seed"]!);
    }

    [Fact]
    public async Task A_homework_that_begins_with_another_seed_than_asked_for_earns_nothing()
    {
        _folder.Notebook("a.ipynb", "A", Begins(), Says("1", "passed"), Says("2", "passed"));
        var (code, _, error) = await CheckAsync("a.ipynb", "--seed", "8");
        Assert.Equal((1, "a.ipynb: the homework began with seed 3 instead of 8, so its results do not count."), (code, error.Trim()));
    }

    [Fact]
    public async Task A_folder_of_submissions_becomes_one_list_and_bad_ones_do_not_stop_the_others()
    {
        _folder.Notebook("in/ada/hw.ipynb", "A", Begins(), Says("1", "passed"), Says("2", "passed"));
        _folder.Notebook("in/bob/hw.ipynb", "B", "\"no homework\"");
        _folder.Write("in/cy/hw.ipynb", "{ not json");
        _folder.Notebook("in/ada/.ipynb_checkpoints/hw-checkpoint.ipynb", "A", "1");

        var (code, output, error) = await CheckAsync("in", "in/ada/hw.ipynb", "--json", "book.json");

        Assert.Equal(1, code);
        Assert.Equal(["in/ada/hw.ipynb", "in/bob/hw.ipynb", "in/cy/hw.ipynb"], Results("book.json").Select(notebook => (string)notebook["notebook"]!));
        Assert.Equal([true, false, false], Results("book.json").Select(notebook => (bool)notebook["passed"]!));
        Assert.Contains("in/bob/hw.ipynb: no homework began in it.", error, StringComparison.Ordinal);
        Assert.Contains("in/cy/hw.ipynb: line 1, position 3: the file is not JSON", error, StringComparison.Ordinal);
        Assert.Matches(@"in/ada/hw.ipynb +hw0 +5 of 5 points +passed", output);
    }

    [Fact]
    public async Task A_submission_runs_where_homework_is_handed_out()
    {
        _folder.Write("Course.sln", "");
        _folder.Write("notebooks/homework/here.txt", "");
        _folder.Notebook("in/hw.ipynb", "A", Begins(), "if (System.IO.File.Exists(\"here.txt\"))\n" + Says("1", "passed"));
        await CheckAsync("in/hw.ipynb", "--json", "book.json");
        Assert.Equal(2, (int)Results("book.json")[0]["points"]!);
    }

    [Theory]
    [InlineData("absent.ipynb: there is no such notebook.", "absent.ipynb")]
    [InlineData("There are no notebooks in empty.", "empty")]
    [InlineData("--json is \"a.ipynb\", a notebook; give the file for the results.", "a.ipynb", "--json", "a.ipynb")]
    [InlineData("--seed and -p seed=… say the same thing; give one of them.", "a.ipynb", "--seed", "1", "-p", "seed=2")]
    [InlineData("Unrecognized command or argument '--jason'.", "a.ipynb", "--jason")]
    [InlineData("Required argument missing for command: 'check'.")]
    public async Task A_wrong_command_line_is_told_in_one_sentence(string message, params string[] args)
    {
        _folder.Notebook("a.ipynb", "A", "1");
        Directory.CreateDirectory(_folder.File("empty"));
        var (code, _, error) = await CheckAsync(args);
        Assert.Equal(CourseCommand.UsageError, code);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_file_for_results_that_cannot_be_written_is_told_in_one_sentence()
    {
        _folder.Notebook("a.ipynb", "A", Begins(), Says("1", "passed"), Says("2", "passed"));
        Directory.CreateDirectory(_folder.File("book.json"));
        var (code, _, error) = await CheckAsync("a.ipynb", "--json", "book.json");
        Assert.NotEqual(0, code);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Commands_for_a_terminal_in_a_message_stay_without_effect()
    {
        _folder.Notebook("a.ipynb", "A", Begins(), Says("1", "wrong", "\\u001b[2J gone"));
        Assert.DoesNotContain('\u001b', (await CheckAsync("a.ipynb")).Output);
    }

    private static string Begins(string seed = "3") => Shows($$"""
        {"homework":"hw0","seed":{{seed}},"exercises":[{"exercise":"1","title":"First","points":2},{"exercise":"2","title":"Second","points":3}]}
        """);

    private static string Says(string exercise, string verdict, string message = "", string seed = "3") =>
        Shows($$"""{"homework":"hw0","seed":{{seed}},"exercise":"{{exercise}}","verdict":"{{verdict}}","message":"{{message}}"}""");

    /// <summary>A cell that shows JSON; <c>{seed}</c> in it is the notebook's variable.</summary>
    private static string Shows(string json)
    {
        var filled = json.Contains("{seed}", StringComparison.Ordinal) ? ".Replace(\"{seed}\", $\"{seed}\")" : "";
        return $"(\"\"\"{json.Trim()}\"\"\"){filled}.DisplayAs(\"{MimeType}\");";
    }

    private static (string, string, int, int, string) Row(JsonNode notebook, int exercise) => notebook["exercises"]![exercise]! is var row
        ? ((string)row["exercise"]!, (string)row["verdict"]!, (int)row["points"]!, (int)row["of"]!, (string)row["message"]!)
        : default;

    private static IEnumerable<string> Errors(JsonNode notebook) => notebook["errors"]!.AsArray().Select(error => (string)error!);

    private IReadOnlyList<JsonNode> Results(string json) =>
        [.. JsonNode.Parse(File.ReadAllText(_folder.File(json)))!.AsArray().Select(notebook => notebook!)];

    private async Task<(int Code, string Output, string Error)> CheckAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await CourseCommand.InvokeAsync(["check", .. args], TextWriter.Synchronized(output), TextWriter.Synchronized(error), _folder.Path);
        return (code, output.ToString(), error.ToString());
    }
}
