using System.Text.Json.Nodes;

namespace Course.Notebook.Tests;

/// <summary>Homework as it is handed out, and its solutions.</summary>
public sealed class HomeworkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-homework-").FullName;

    public static TheoryData<string> Homework => [.. NamesIn("homework")];

    public static TheoryData<string, long> Solutions
    {
        get
        {
            TheoryData<string, long> cases = [];
            foreach (var name in NamesIn("solutions"))
                foreach (long seed in new long[] { 1, 20260001, -7 }) cases.Add(name, seed);
            return cases;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Homework))]
    public async Task As_handed_out_every_exercise_is_open_and_no_cell_fails(string name)
    {
        var before = File.ReadAllBytes(Path.Combine(RepositoryFolder.Path, "notebooks", "homework", name));
        var (code, output, results) = await CheckAsync($"notebooks/homework/{name}");
        Assert.True(code == 1, output);
        Assert.Empty(results["errors"]!.AsArray());
        Assert.NotEmpty(results["exercises"]!.AsArray());
        Assert.All(results["exercises"]!.AsArray(), exercise => Assert.Equal("unanswered", (string)exercise!["verdict"]!));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(RepositoryFolder.Path, "notebooks", "homework", name)));
    }

    [Theory]
    [MemberData(nameof(Solutions))]
    public async Task The_solutions_are_right_whatever_the_seed(string name, long seed)
    {
        var (code, output, results) = await CheckAsync($"notebooks/solutions/{name}", "--seed", $"{seed}");
        Assert.True(code == 0, output);
        Assert.Equal(seed, (long)results["seed"]!);
        Assert.Equal((int)results["of"]!, (int)results["points"]!);
    }

    [Fact]
    public void Homework_and_solutions_ask_the_same()
    {
        Assert.Equal(NamesIn("homework"), NamesIn("solutions"));
        foreach (var name in NamesIn("homework"))
            Assert.Equal(Checks("homework", name), Checks("solutions", name));
    }

    [Fact]
    public async Task A_wrong_answer_in_a_notebook_of_solutions_fails_its_run()
    {
        RepositoryFolder.RequireLibrary();
        SmallNotebook.Write(_folder, "wrong.ipynb",
            $"{SmallNotebook.References}using Course.Lectures;", "var hw = Homework1.Begin(1, strict: true);", "Check.Kl(\"1.3\", 2.0425);");
        var (code, output) = await CourseCommand.RunAsync(_folder, null, "run", "wrong.ipynb", "--out", "book");
        Assert.Equal(1, code);
        Assert.Contains("wrong.ipynb: cell 3", output, StringComparison.Ordinal);
        Assert.Contains("You swapped the direction", output, StringComparison.Ordinal);
    }

    /// <summary>What students hand in: wrong, deleted and broken answers, each with its own verdict, while the rest counts.</summary>
    [Fact]
    public async Task A_submission_keeps_what_is_right_in_it()
    {
        RepositoryFolder.RequireLibrary();
        SmallNotebook.Write(_folder, "hw1.ipynb",
            $"{SmallNotebook.References}using Course.Lectures;",
            "var seed = 4; var hw = Homework1.Begin(seed);",
            "Check.Kl(\"1.3\", 24.8069);",
            "double Variance(double[] x) => this does not compile;\nCheck.Variance(\"1.5\", Variance);",
            "double Posterior(double p, double s, double f) => throw new Exception(\"stuck\");\nCheck.Bayes(\"1.1\", Posterior);",
            "Check.Expectation(\"1.2\", hw.Die.Select((p, i) => p * (i + 1) * (i + 1)).Sum());");
        var (code, output, results) = await CheckAsync(Path.Combine(_folder, "hw1.ipynb"));

        Assert.True(code == 1, output);
        Assert.Equal("missing", Verdict("1.5"));
        Assert.Equal("missing", Verdict("1.16"));
        Assert.Equal("wrong", Verdict("1.1"));
        Assert.Equal("passed", Verdict("1.2"));
        Assert.Equal("You used σ where σ² belongs: with σ² = 16 the log term is ln 16.", (string)Exercise("1.3")["message"]!);
        Assert.Equal(1, (int)results["points"]!);
        Assert.Contains(results["errors"]!.AsArray(), error => ((string)error!).Contains("cell 4, line 1", StringComparison.Ordinal));

        JsonNode Exercise(string id) => results["exercises"]!.AsArray().Single(exercise => (string)exercise!["exercise"]! == id)!;
        string Verdict(string id) => (string)Exercise(id)["verdict"]!;
    }

    private async Task<(int Code, string Output, JsonNode Results)> CheckAsync(params string[] arguments)
    {
        RepositoryFolder.RequireLibrary();
        var json = Path.Combine(_folder, "results.json");
        var (code, output) = await CourseCommand.RunAsync(RepositoryFolder.Path, null, ["check", .. arguments, "--json", json]);
        return (code, output, Assert.Single(JsonNode.Parse(File.ReadAllText(json))!.AsArray())!);
    }

    private static List<string> NamesIn(string folder) =>
        [.. RepositoryFolder.NotebooksIn(folder).Select(path => Path.GetFileName(path))];

    private static List<string> Checks(string folder, string name) =>
        [.. File.ReadLines(Path.Combine(RepositoryFolder.Path, "notebooks", folder, name)).Where(line => line.Contains("Check.", StringComparison.Ordinal))];
}
