using System.Globalization;
using System.Text.Json.Nodes;

namespace Course.Kernel.Notebooks;

/// <summary>One cell of a notebook: a view of its JSON, so that fields nobody here knows stay as they are.</summary>
internal sealed class NotebookCell(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string Type => (string)Json["cell_type"]!;

    public bool IsMarkdown => Type == "markdown";

    public bool IsCode => Type == "code";

    /// <summary>Code that a notebook would run: an empty code cell gets no number and no outputs in Jupyter either.</summary>
    public bool Runs => IsCode && !string.IsNullOrWhiteSpace(Source);

    /// <summary>The text, whether it is stored as one string or as a list of lines.</summary>
    public string Source => Text(Json["source"]);

    public JsonArray Outputs
    {
        get => (Json["outputs"] as JsonArray) ?? [];
        set => Json["outputs"] = value;
    }

    public int? ExecutionCount
    {
        get => (int?)Json["execution_count"];
        set => Json["execution_count"] = value;
    }

    /// <summary>Whether the cell is tagged as one that shows an error on purpose, as nbclient understands it.</summary>
    public bool MayFail => HasTag("raises-exception");

    /// <summary>Whether the cell is tagged as one that is not to be run, as nbclient or as people say it.</summary>
    public bool IsSkipped => HasTag("skip") || HasTag("skip-execution");

    /// <summary>Whether the cell is tagged as one that takes its time.</summary>
    public bool IsSlow => HasTag("slow");

    /// <summary>How long the cell ran when it was last executed; null if it was not.</summary>
    public TimeSpan? WallTime
    {
        get
        {
            var execution = Json["metadata"]?["execution"];
            return Time(execution?["iopub.status.busy"]) is { } start && Time(execution?["iopub.status.idle"]) is { } end ? end - start : null;
        }
    }

    public bool HasTag(string tag) => Json["metadata"]?["tags"] is JsonArray tags && tags.Any(t => t?.ToString() == tag);

    /// <summary>Takes away what an earlier run left: outputs, number and times.</summary>
    public void Forget()
    {
        ExecutionCount = null;
        Outputs = [];
        (Json["metadata"] as JsonObject)?.Remove("execution");
    }

    /// <summary>Notes start and end as nbclient does, so that its readers and ours find the time of a cell in one place.</summary>
    public void SetTimes(DateTimeOffset start, DateTimeOffset end)
    {
        if (Json["metadata"] is not JsonObject metadata)
            Json["metadata"] = metadata = [];
        metadata["execution"] = new JsonObject
        {
            ["iopub.execute_input"] = Stamp(start),
            ["iopub.status.busy"] = Stamp(start),
            ["iopub.status.idle"] = Stamp(end),
            ["shell.execute_reply"] = Stamp(end),
        };
    }

    /// <summary>A multi-line string of nbformat: one string, or a list of strings to be joined.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(l => l?.ToString())),
        null => "",
        _ => node.ToString(),
    };

    private static string Stamp(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse(node?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
