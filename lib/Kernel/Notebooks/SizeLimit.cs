using System.Text.Json.Nodes;

namespace Course.Kernel.Notebooks;

/// <summary>
/// Makes an executed notebook small enough for a repository: leaves out forms of outputs of which others remain, the dearest first. What can be had again by running
/// the cell goes before what a reader on the web sees: interactive pieces, then figures that a picture stands beside, then pictures.
/// </summary>
internal static class SizeLimit
{
    private const string Plotly = "application/vnd.plotly.v1+json", Svg = "image/svg+xml", Html = "text/html", Plain = "text/plain";

    /// <param name="notebook">Changed in place.</param>
    /// <param name="bytes">Most bytes of its file.</param>
    /// <param name="label">How messages name it.</param>
    /// <exception cref="CourseException">It is too large even without them.</exception>
    public static void Apply(NotebookDocument notebook, long bytes, string label)
    {
        var forms = notebook.Cells.Where(cell => cell.IsCode)
            .SelectMany(cell => cell.Outputs)
            .Select(output => output?["data"] as JsonObject)
            .OfType<JsonObject>()
            .SelectMany(data => data.Select(form => (Data: data, Form: form.Key, Rank: Rank(data, form.Key), Size: form.Value?.ToJsonString().Length ?? 0)))
            .Where(form => form.Rank is not null)
            .OrderBy(form => form.Rank).ThenByDescending(form => form.Size)
            .ToList();
        foreach (var (data, form, _, _) in forms)
        {
            if (Size(notebook) <= bytes)
                return;
            // Raw HTML is its own plain text.
            if (NotebookCell.Text(data[Plain]) is var plain && plain == NotebookCell.Text(data[form]))
                data[Plain] = "(left out, because it is large; run the cell to see it)";
            data.Remove(form);
        }

        if (Size(notebook) is var left && left > bytes)
            throw new CourseException($"{label} has {left >> 10} kB without any picture, and --max-size allows {bytes >> 10}; it stays as it was.");
    }

    /// <summary>When a form is left out: small ones first; null for never.</summary>
    private static int? Rank(JsonObject data, string form) => form switch
    {
        Html when $"{NotebookCell.Text(data[form])}".Contains("<script", StringComparison.Ordinal) => 0,
        Plotly when data.ContainsKey(Svg) => 1,
        _ when form.StartsWith("image/", StringComparison.Ordinal) => 2,
        _ => null,
    };

    private static long Size(NotebookDocument notebook)
    {
        using var count = new MemoryStream();
        NotebookWriter.Write(notebook, count);
        return count.Length;
    }
}
