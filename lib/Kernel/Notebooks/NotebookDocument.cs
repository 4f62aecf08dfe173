using System.Text.Json.Nodes;

namespace Course.Kernel.Notebooks;

/// <summary>A notebook of nbformat 4: a view of its JSON, so that fields nobody here knows stay as they are.</summary>
internal sealed class NotebookDocument
{
    internal NotebookDocument(JsonObject json)
    {
        Json = json;
        Cells = [.. ((JsonArray)json["cells"]!).Select(cell => new NotebookCell((JsonObject)cell!))];
    }

    public JsonObject Json { get; }

    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The first heading of the first Markdown cells, or null.</summary>
    public string? Title => Cells
        .Where(cell => cell.IsMarkdown)
        .SelectMany(cell => cell.Source.Split('\n'))
        .Where(line => line.StartsWith("# ", StringComparison.Ordinal))
        .Select(line => line[2..].Trim())
        .FirstOrDefault();

    /// <summary>The time that all cells together took when the notebook was last executed.</summary>
    public TimeSpan WallTime => Cells.Aggregate(TimeSpan.Zero, (sum, cell) => sum + (cell.WallTime ?? TimeSpan.Zero));

    /// <summary>What the runner notes about a run under the key <c>course</c>: the source file and the profile.</summary>
    public JsonObject RunNotes
    {
        get
        {
            if (Json["metadata"] is not JsonObject metadata)
                Json["metadata"] = metadata = [];
            if (metadata["course"] is not JsonObject notes)
                metadata["course"] = notes = [];
            return notes;
        }
    }
}
