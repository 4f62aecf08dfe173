using System.Text.Json.Nodes;

namespace Course.Kernel.Execution.Packages;

/// <summary>Reads what NuGet has decided from the <c>project.assets.json</c> that it leaves behind.</summary>
internal static class PackageAssets
{
    /// <param name="file">The assets file of a project that names one runtime.</param>
    /// <param name="runtime">That runtime, for example <c>linux-x64</c>.</param>
    public static RestoredPackages Read(string file, string runtime)
    {
        var assets = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        var target = assets["targets"]!.AsObject().First(t => t.Key.EndsWith("/" + runtime, StringComparison.Ordinal)).Value!.AsObject();
        var roots = assets["packageFolders"]!.AsObject().Select(f => f.Key).ToList();
        var frameworks = target
            .SelectMany(library => library.Value!["frameworkReferences"]?.AsArray().Select(name => name!.ToString()) ?? [])
            .Distinct()
            .ToList();
        return new RestoredPackages([.. target.Select(library => Package(library.Key, library.Value!)).OfType<RestoredPackage>()], frameworks);

        RestoredPackage? Package(string key, JsonNode library)
        {
            if (library["type"]?.ToString() != "package")
                return null;
            var path = assets["libraries"]![key]!["path"]!.ToString();
            var folder = roots.Select(root => Path.Combine(root, path)).FirstOrDefault(Directory.Exists) ?? Path.Combine(roots[0], path);
            var (name, version) = (key[..key.IndexOf('/', StringComparison.Ordinal)], key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            return new RestoredPackage(name, version, folder, Files(folder, library, "compile"), Files(folder, library, "runtime"), Files(folder, library, "native"));
        }
    }

    // "_._" is NuGet's way of saying that there is deliberately nothing.
    private static List<string> Files(string folder, JsonNode library, string kind) =>
    [
        .. library[kind]?.AsObject()
            .Where(file => Path.GetFileName(file.Key) != "_._")
            .Select(file => Path.GetFullPath(Path.Combine(folder, file.Key))) ?? [],
    ];
}
