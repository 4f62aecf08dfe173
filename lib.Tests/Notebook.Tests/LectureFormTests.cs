using System.Text.Json.Nodes;

namespace Course.Notebook.Tests;

/// <summary>What every front end expects of a lecture's file.</summary>
public sealed class LectureFormTests
{
    public static TheoryData<string> Lectures => [.. RepositoryFolder.Lectures.Select(path => Path.GetFileName(path))];

    /// <summary>Lectures, homework and solutions, by their paths below <c>notebooks</c>.</summary>
    public static TheoryData<string> Notebooks =>
        [.. RepositoryFolder.Lectures.Concat(Homework).Select(path => Path.GetRelativePath(Path.Combine(RepositoryFolder.Path, "notebooks"), path))];

    private static IEnumerable<string> Homework => RepositoryFolder.NotebooksIn("homework").Concat(RepositoryFolder.NotebooksIn("solutions"));

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_lecture_opens_in_every_front_end(string lecture)
    {
        var notebook = Read(lecture);
        Assert.Equal(4, (int)notebook["nbformat"]!);
        Assert.True((int)notebook["nbformat_minor"]! >= 5);
        Assert.Equal(".net-csharp", (string)notebook["metadata"]!["kernelspec"]!["name"]!);
        Assert.Equal("C#", (string)notebook["metadata"]!["kernelspec"]!["language"]!);
        Assert.Equal("csharp", (string)notebook["metadata"]!["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]!);
        var ids = notebook["cells"]!.AsArray().Select(cell => (string)cell!["id"]!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9_-]{1,64}$", id));
    }

    [Fact]
    public void All_lectures_begin_with_the_same_references()
    {
        var beginnings = RepositoryFolder.Lectures
            .Select(path => FirstCode(Read(Path.GetFileName(path))).Split('\n').Where(line => line.StartsWith("#r", StringComparison.Ordinal)))
            .Select(lines => string.Join("\n", lines)).Distinct().ToList();
        Assert.Single(beginnings);
        Assert.Contains("lib/Course/bin/Release/net10.0/Course.dll", beginnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Homework_has_the_first_cell_of_the_lectures_from_one_folder_deeper()
    {
        var lecture = FirstCode(Read(Path.GetFileName(RepositoryFolder.Lectures.First()))).Replace("\"../lib", "\"../../lib", StringComparison.Ordinal);
        Assert.All(Homework, path => Assert.Equal(lecture, FirstCode(Read(path))));
    }

    [Fact]
    public void Homework_is_handed_out_without_outputs() => Assert.All(Homework, path =>
        Assert.All(Read(path)["cells"]!.AsArray(), cell => Assert.Empty(cell!["outputs"]?.AsArray() ?? [])));

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void A_lecture_is_small_and_shows_no_error(string lecture)
    {
        Assert.InRange(new FileInfo(PathOf(lecture)).Length, 1, 1 << 20);
        foreach (var cell in Read(lecture)["cells"]!.AsArray())
            foreach (var output in cell!["outputs"]?.AsArray() ?? [])
                Assert.NotEqual("error", (string)output!["output_type"]!);
    }

    private static string FirstCode(JsonNode notebook) => Text(notebook["cells"]!.AsArray().First(cell => (string)cell!["cell_type"]! == "code")!["source"]!);

    private static string Text(JsonNode source) => source is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)source!;

    private static JsonNode Read(string lecture) => JsonNode.Parse(File.ReadAllText(PathOf(lecture)))!;

    private static string PathOf(string lecture) => Path.Combine(RepositoryFolder.Path, "notebooks", lecture);
}
