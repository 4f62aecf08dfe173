namespace Course.Kernel.Commands;

/// <summary>The notebooks that <c>course check</c> is asked to check.</summary>
internal static class Submissions
{
    /// <param name="paths">Notebooks, and folders that are searched for notebooks at any depth.</param>
    /// <param name="folder">Where the user is.</param>
    /// <exception cref="CourseException">One does not exist, or a folder has no notebooks.</exception>
    public static IReadOnlyList<NotebookSource> Find(IEnumerable<string> paths, string folder)
    {
        var repository = Repository.Find(folder);
        return [.. paths.SelectMany(path => Notebooks(path, folder)).DistinctBy(source => source.Path).Select(source => Housed(source, repository))];
    }

    private static IEnumerable<NotebookSource> Notebooks(string path, string folder)
    {
        var full = Path.GetFullPath(path, folder);
        if (!Directory.Exists(full))
            return [NotebookSource.Of(path, folder)];
        // Hidden folders hold what editors keep, .ipynb_checkpoints first of all.
        var files = Directory.EnumerateFiles(full, "*.ipynb", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System })
            .Where(file => !Path.GetRelativePath(full, file).Split('/', '\\').Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files.Select(file => NotebookSource.Of(file, folder)) : throw new CourseException($"There are no notebooks in {path}.");
    }

    /// <summary>A homework that was handed in lies anywhere; it runs where it was handed out, so that its <c>#r</c> lines find the library.</summary>
    private static NotebookSource Housed(NotebookSource source, Repository? repository)
    {
        var home = repository is null ? null : Path.Combine(repository.Notebooks, "homework");
        return Directory.Exists(home) && !source.Path.StartsWith(repository!.Notebooks + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? source with { Folder = home }
            : source;
    }
}
