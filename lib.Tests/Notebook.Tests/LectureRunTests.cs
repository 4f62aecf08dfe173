using System.Text.Json.Nodes;

namespace Course.Notebook.Tests;

/// <summary>Every lecture fits the library and runs top to bottom as it stands, without MNIST and with it.</summary>
public sealed class LectureRunTests : IDisposable
{
    private readonly string _book = Directory.CreateTempSubdirectory("course-book-").FullName;

    public static TheoryData<string> Lectures => [.. RepositoryFolder.Lectures.Select(path => Path.GetFileName(path))];

    private static bool InCi => Environment.GetEnvironmentVariable("CI") is "true";

    public void Dispose() => Directory.Delete(_book, recursive: true);

    /// <summary>Seconds each, so that a change of the library that breaks a lecture is seen even where its training is not run.</summary>
    [Fact]
    public async Task What_is_not_run_here_compiles_against_the_library()
    {
        RepositoryFolder.RequireLibrary();
        string[] notebooks = [.. new[] { ".", "homework" }.SelectMany(RepositoryFolder.NotebooksIn).Where(path => InCi || TrainsForLong(path))];
        var (code, output) = await CourseCommand.RunAsync(RepositoryFolder.Path, datasets: null, ["run", "--compile-only", .. notebooks]);
        Assert.True(code == 0, output);
    }

    [Theory]
    [MemberData(nameof(Lectures))]
    public async Task A_lecture_runs_top_to_bottom_on_the_drawn_digits(string lecture)
    {
        RepositoryFolder.RequireLibrary();
        Assert.SkipWhen(
            !InCi && TrainsForLong(Path.Combine(RepositoryFolder.Path, "notebooks", lecture)),
            $"{lecture} trains for long (a cell is tagged slow): it is run where CI=true, and by the README's first command.");
        var (code, output) = await CourseCommand.RunAsync(RepositoryFolder.Path, datasets: null, "run", $"notebooks/{lecture}", "--out", _book, "--profile", "quick");
        Assert.True(code == 0, output);

        var page = File.ReadAllText(Path.Combine(_book, Path.ChangeExtension(lecture, ".html")));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        if (File.ReadAllText(Path.Combine(RepositoryFolder.Path, "notebooks", lecture)).Contains("ImageGrid", StringComparison.Ordinal))
            Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.Contains(Path.ChangeExtension(lecture, ".html"), File.ReadAllText(Path.Combine(_book, "index.html")), StringComparison.Ordinal);
        var executed = JsonNode.Parse(File.ReadAllText(Path.Combine(_book, lecture)))!;
        foreach (var cell in executed["cells"]!.AsArray().Where(cell => (string)cell!["cell_type"]! == "code"))
            Assert.NotNull(cell!["execution_count"]);
    }

    [Fact]
    public async Task The_VAE_lecture_says_which_digits_it_uses()
    {
        RepositoryFolder.RequireLibrary();
        var datasets = Environment.GetEnvironmentVariable("COURSE_DATASETS");
        Assert.SkipUnless(
            datasets is not null && Directory.Exists(Path.Combine(Path.GetFullPath(datasets, RepositoryFolder.Path), "mnist")),
            "MNIST is not at hand: set COURSE_DATASETS to the folder that holds mnist/.");
        var (code, output) = await CourseCommand.RunAsync(
            RepositoryFolder.Path, Path.GetFullPath(datasets!, RepositoryFolder.Path), "run", "notebooks/07-vae.ipynb", "--out", _book, "--profile", "quick");
        Assert.True(code == 0, output);
        Assert.Contains("MNIST, train: 60000 images", File.ReadAllText(Path.Combine(_book, "07-vae.html")), StringComparison.Ordinal);
        Assert.Contains("MNIST, grayscale", output, StringComparison.Ordinal);
    }

    private static bool TrainsForLong(string notebook) =>
        JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray()
            .Any(cell => cell!["metadata"]?["tags"]?.AsArray().Any(tag => (string)tag! == "slow") ?? false);
}
