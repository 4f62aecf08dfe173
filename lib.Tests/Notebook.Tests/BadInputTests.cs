using System.Text.Json.Nodes;

namespace Course.Notebook.Tests;

/// <summary>What a reader meets when something is wrong: one sentence, an exit code, and nothing half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-bad-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte")] // half a data set
    [InlineData("train-images-idx3-ubyte", null)]
    public async Task Damaged_MNIST_fails_the_lecture_instead_of_being_replaced_in_silence(string file, string? other)
    {
        RepositoryFolder.RequireLibrary();
        Directory.CreateDirectory(Path.Combine(_folder, "mnist"));
        File.WriteAllBytes(Path.Combine(_folder, "mnist", file), [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, 1, 2, 3]);
        if (other is not null) File.WriteAllBytes(Path.Combine(_folder, "mnist", other), [0, 0, 8, 1, 0, 0, 0, 0]);
        var (code, output) = await CourseCommand.RunAsync(RepositoryFolder.Path, _folder, "run", "notebooks/07-vae.ipynb", "--out", Path.Combine(_folder, "book"));
        Assert.Equal(1, code);
        Assert.Contains("notebooks/07-vae.ipynb: cell 2, line 1", output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder, "mnist"), output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "book", "07-vae.html")));
        Assert.False(File.Exists(Path.Combine(_folder, "book", "07-vae.ipynb")));
    }

    [Theory]
    [InlineData("ones(128, 784).matmul(ones(400, 20))", "mat1 [128, 784] and mat2 [400, 20]: inner dimensions 784 and 400 differ")]
    [InlineData("ones(2, 3) + ones(4)", "[2, 3] and [4]")]
    [InlineData("new Batches(ones(0, 784), 128)", "There are no items in a tensor of shape [0, 784]")]
    public async Task A_shape_that_does_not_fit_is_named_with_cell_and_line(string expression, string message)
    {
        RepositoryFolder.RequireLibrary();
        string Reference(string dll) => $"#r \"{Path.Combine(Path.GetDirectoryName(RepositoryFolder.Library)!, dll).Replace('\\', '/')}\"";
        var notebook = new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject(),
            ["cells"] = new JsonArray(new JsonObject
            {
                ["cell_type"] = "code", ["id"] = "a", ["metadata"] = new JsonObject(), ["execution_count"] = null, ["outputs"] = new JsonArray(),
                ["source"] = $"{Reference("Course.Engine.dll")}\n{Reference("Course.dll")}\nusing Course.Data;\nusing static TorchSharp.torch;\n{expression}",
            }),
        };
        File.WriteAllText(Path.Combine(_folder, "shapes.ipynb"), notebook.ToJsonString());
        var (code, output) = await CourseCommand.RunAsync(_folder, null, "run", "shapes.ipynb", "--out", "book");
        Assert.Equal(1, code);
        Assert.Contains("shapes.ipynb: cell 1, line 5", output, StringComparison.Ordinal);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Equal(["shapes.ipynb"], Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)));
    }
}
