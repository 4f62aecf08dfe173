namespace Course.Kernel.Commands;

/// <summary>A notebook to run.</summary>
/// <param name="Path">The file.</param>
/// <param name="Label">How messages name it: relative to where the user is.</param>
internal sealed record NotebookSource(string Path, string Label)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Where it runs: the current directory of its cells, from which its <c>#r</c> lines are read.</summary>
    public string Folder { get; init; } = System.IO.Path.GetDirectoryName(Path)!;

    /// <param name="path">As the user gives it.</param>
    /// <param name="folder">Where the user is.</param>
    /// <exception cref="CourseException">There is no such file.</exception>
    public static NotebookSource Of(string path, string folder)
    {
        var full = System.IO.Path.GetFullPath(path, folder);
        var label = System.IO.Path.GetRelativePath(folder, full).Replace('\\', '/');
        if (!File.Exists(full))
            throw new CourseException($"{label}: there is no such notebook.");
        return new NotebookSource(full, label);
    }
}

/// <summary>What one call of <c>course run</c> is going to do, checked as far as that is possible beforehand.</summary>
/// <param name="Notebooks">What to run.</param>
/// <param name="Out">The folder of the book; null if none is made.</param>
/// <param name="Profile">See <see cref="Commands.Profile"/>.</param>
/// <param name="Repository">Where the command runs; null outside of one.</param>
/// <param name="Options">How to run it.</param>
internal sealed record RunPlan(IReadOnlyList<NotebookSource> Notebooks, string? Out, string Profile, Repository? Repository, RunOptions Options)
{
    public string Title => Repository?.Title ?? "Notebooks";

    /// <exception cref="CourseException">The arguments make no sense together or name what is not there.</exception>
    public static RunPlan Make(
        IReadOnlyList<string> notebooks, string? into, string? profile, string? environmentProfile, string folder,
        RunOptions? options = null)
    {
        var chosen = Commands.Profile.Choose(profile, environmentProfile);
        var repository = Repository.Find(folder);
        var sources = notebooks.Count > 0
            ? notebooks.Select(n => NotebookSource.Of(n, folder)).ToList()
            : AllOf(repository, folder);
        options ??= RunOptions.Default;
        if (options.MaxSize is { } most && (!options.InPlace || most <= 0))
            throw new CourseException("--max-size KB, above 0, belongs to --in-place: the book keeps everything.");
        if (options.CompilesOnly)
        {
            if (options.InPlace || options.OverWire || into is not null)
                throw new CourseException("--compile-only runs and writes nothing, so --in-place, --out and --over-wire have no meaning with it.");
            return new RunPlan(sources, null, chosen, repository, options);
        }

        if (options.InPlace)
        {
            return into is null
                ? new RunPlan(sources, null, chosen, repository, options)
                : throw new CourseException("--in-place writes into the notebooks themselves, and --out elsewhere; give one of them.");
        }

        var twins = sources.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twins is not null)
            throw new CourseException($"{twins.First().Label} and {twins.Last().Label} would both become the page {twins.Key}.html; run them one at a time.");

        var book = into is not null ? Path.GetFullPath(into, folder)
            : repository is not null ? Path.Combine(repository.Folder, "book")
            : throw new CourseException("There is no Course.sln in this folder or above it, so say with --out where the book is to go.");
        // In the folder of the sources, the executed notebook would overwrite its source.
        if (sources.FirstOrDefault(s => Path.TrimEndingDirectorySeparator(book) == s.Folder) is { } inside)
            throw new CourseException($"--out is the folder of {inside.Label} itself; the executed notebook would overwrite it.");
        return new RunPlan(sources, book, chosen, repository, options);
    }

    /// <summary>Whether a page of that name is part of the book today; without a repository every page is.</summary>
    public bool Belongs(string name) =>
        Repository is null
        || Notebooks.Any(n => n.Name == name)
        || File.Exists(Path.Combine(Repository.Notebooks, name + ".ipynb"));

    private static List<NotebookSource> AllOf(Repository? repository, string folder)
    {
        if (repository is null)
            throw new CourseException("There is no Course.sln in this folder or above it, so name the notebooks to run.");
        // Homework and solutions lie in folders below and are not part of the book.
        var files = Directory.Exists(repository.Notebooks) ? Directory.GetFiles(repository.Notebooks, "*.ipynb") : [];
        if (files.Length == 0)
            throw new CourseException($"There are no notebooks in {repository.Notebooks}.");
        return [.. files.Order(StringComparer.Ordinal).Select(file => NotebookSource.Of(file, folder))];
    }
}
