using System.Text.Json.Nodes;

namespace Course.Kernel.Tests;

/// <summary>Notebooks as a front end would save them.</summary>
internal static class NotebookJson
{
    public static string Of(string title, params string[] code)
    {
        JsonArray cells = [Cell("markdown", "# " + title, 0)];
        for (var i = 0; i < code.Length; i++)
            cells.Add((JsonNode)Cell("code", code[i], i + 1));
        return new JsonObject
        {
            ["cells"] = cells,
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["display_name"] = ".NET (C#)", ["language"] = "C#" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString();
    }

    private static JsonObject Cell(string type, string source, int id)
    {
        var cell = new JsonObject { ["cell_type"] = type, ["id"] = $"cell-{id}", ["metadata"] = new JsonObject(), ["source"] = source };
        if (type == "code")
        {
            cell["execution_count"] = null;
            cell["outputs"] = new JsonArray();
        }

        return cell;
    }
}
