namespace Course.Kernel.Commands;

/// <summary>The repository in which the command runs.</summary>
internal sealed record Repository(string Folder)
{
    public string Notebooks => Path.Combine(Folder, "notebooks");

    /// <summary>The first heading of the README: the book carries the name of what it is made from.</summary>
    public string Title
    {
        get
        {
            var readme = Path.Combine(Folder, "README.md");
            var heading = File.Exists(readme)
                ? File.ReadLines(readme).FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))
                : null;
            return heading?[2..].Trim() ?? Path.GetFileName(Folder);
        }
    }

    /// <summary>The nearest folder, from <paramref name="start"/> upwards, that holds the solution; null if there is none.</summary>
    public static Repository? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Course.sln")))
                return new Repository(folder.FullName);
        }

        return null;
    }
}
