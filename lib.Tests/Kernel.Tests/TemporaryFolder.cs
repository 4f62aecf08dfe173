namespace Course.Kernel.Tests;

/// <summary>A folder of a test's own, gone with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("course-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        var path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A notebook of code cells, after a Markdown cell with the title.</summary>
    public string Notebook(string name, string title, params string[] code) => Write(name, NotebookJson.Of(title, code));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
