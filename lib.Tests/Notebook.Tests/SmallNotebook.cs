using System.Text.Json.Nodes;

namespace Course.Notebook.Tests;

/// <summary>A notebook of a test's own, with cells that use the library.</summary>
internal static class SmallNotebook
{
    /// <summary>The lines that a first cell starts with.</summary>
    public static string References { get; } = string.Concat(
        new[] { "Course.Engine.dll", "Course.dll" }
            .Select(dll => $"#r \"{Path.Combine(Path.GetDirectoryName(RepositoryFolder.Library)!, dll).Replace('\\', '/')}\"\n"));

    public static string Write(string folder, string name, params string[] cells)
    {
        var notebook = new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["display_name"] = ".NET (C#)", ["language"] = "C#" } },
            ["cells"] = new JsonArray([.. cells.Select(Cell)]),
        };
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, notebook.ToJsonString());
        return path;
    }

    private static JsonNode Cell(string source, int number) => new JsonObject
    {
        ["cell_type"] = "code",
        ["id"] = $"cell-{number}",
        ["metadata"] = new JsonObject(),
        ["execution_count"] = null,
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    };
}
