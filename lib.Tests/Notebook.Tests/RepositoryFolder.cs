namespace Course.Notebook.Tests;

/// <summary>Where the lectures and the library that they load lie.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    public static IEnumerable<string> Lectures => NotebooksIn(".");

    /// <param name="folder">A folder below <c>notebooks</c>.</param>
    public static IEnumerable<string> NotebooksIn(string folder) =>
        Directory.GetFiles(System.IO.Path.GetFullPath(folder, System.IO.Path.Combine(Path, "notebooks")), "*.ipynb").Order(StringComparer.Ordinal);

    public static string Library => System.IO.Path.Combine(Path, "lib", "Course", "bin", "Release", "net10.0", "Course.dll");

    /// <summary>Lectures load the Release build; a test run of another configuration may not have it.</summary>
    public static void RequireLibrary() => Assert.SkipUnless(File.Exists(Library), "The lectures load the Release build of lib/Course; run: dotnet test -c Release");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Course.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"There is no Course.sln above {AppContext.BaseDirectory}.");
    }
}
