namespace Course.Data;

/// <summary>Where data sets lie on this machine: <c>$COURSE_DATASETS</c> first, then <c>datasets/</c> of the repository.</summary>
public static class DatasetFolders
{
    /// <summary>Name of the environment variable that points to a folder of data sets, one sub-folder for each.</summary>
    public const string Variable = "COURSE_DATASETS";

    /// <summary>Folders to look in, in this order; those that do not exist are left out.</summary>
    /// <param name="dataset">Name of the data set's own folder, for example "mnist".</param>
    public static IReadOnlyList<string> Candidates(string dataset) =>
        Candidates(dataset, Environment.GetEnvironmentVariable(Variable), Environment.CurrentDirectory);

    internal static IReadOnlyList<string> Candidates(string dataset, string? variable, string current)
    {
        var roots = new List<string>();
        if (!string.IsNullOrWhiteSpace(variable)) roots.Add(variable);
        // A notebook's current directory is its own folder, a test's is deep under bin: walk up to the solution.
        for (var at = new DirectoryInfo(current); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Course.sln"))) continue;
            roots.Add(Path.Combine(at.FullName, "datasets"));
            break;
        }
        return roots.Select(root => Path.Combine(root, dataset)).Where(Directory.Exists).ToArray();
    }
}
