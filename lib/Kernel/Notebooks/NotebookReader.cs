using System.Text.Json;
using System.Text.Json.Nodes;

namespace Course.Kernel.Notebooks;

/// <summary>Reads a notebook and says in one sentence what is wrong if it is none.</summary>
internal static class NotebookReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="path">The file.</param>
    /// <param name="name">How messages name it.</param>
    /// <exception cref="CourseException">The file is absent, not JSON, or not a C# notebook of nbformat 4.</exception>
    public static NotebookDocument Read(string path, string name)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CourseException($"{name}: there is no such notebook.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"{name}: cannot be read: {e.Message}", e);
        }

        return Parse(bytes, name);
    }

    public static NotebookDocument Parse(ReadOnlySpan<byte> utf8, string name)
    {
        // Some editors write a byte order mark, which JSON does not allow.
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(utf8, documentOptions: Strict);
        }
        catch (JsonException e)
        {
            throw new CourseException($"{name}: line {e.LineNumber + 1}, position {e.BytePositionInLine + 1}: "
                + $"the file is not JSON ({Reason(e)}).", e);
        }

        if (Problem(root) is { } problem)
            throw new CourseException($"{name}: {problem}");
        return new NotebookDocument((JsonObject)root!);
    }

    private static string? Problem(JsonNode? root)
    {
        if (root is not JsonObject notebook || !notebook.ContainsKey("nbformat"))
            return "the file is JSON but not a notebook: it has no field 'nbformat'.";
        if (notebook["nbformat"] is not JsonValue format || !format.TryGetValue(out int major) || major != 4)
            return $"nbformat is {notebook["nbformat"]?.ToJsonString() ?? "null"}, and only nbformat 4 can be read; save it again with a current Jupyter.";
        if (notebook["cells"] is not JsonArray cells)
            return "the notebook has no list 'cells'.";
        if ((string?)(notebook["metadata"]?["kernelspec"]?["language"] as JsonValue) is { } language
            && language is not ("C#" or "csharp"))
            return $"the notebook is written in {language}, and only C# can be run.";

        for (var i = 0; i < cells.Count; i++)
        {
            if (CellProblem(cells[i]) is { } problem)
                return $"entry {i + 1} of 'cells' {problem}.";
        }

        return null;
    }

    private static string? CellProblem(JsonNode? node)
    {
        if (node is not JsonObject cell)
            return "is not an object";
        if (cell["cell_type"]?.ToString() is not ("code" or "markdown" or "raw"))
            return $"has the cell_type {cell["cell_type"]?.ToJsonString() ?? "null"}, which is not code, markdown or raw";
        return cell["source"] switch
        {
            JsonValue value when value.GetValueKind() == JsonValueKind.String => null,
            JsonArray lines when lines.All(l => l?.GetValueKind() == JsonValueKind.String) => null,
            _ => "has no text in 'source'",
        };
    }

    // The library's message ends in the position, which has been said already.
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
    }
}
