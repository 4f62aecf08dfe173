using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Grading;

/// <summary>Results as a file for other programs: a list with an object for each notebook.</summary>
internal static class GradeBook
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file whole or not at all.</summary>
    /// <exception cref="CourseException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<CheckedNotebook> notebooks)
    {
        try
        {
            AtomicFile.WriteText(path, new JsonArray([.. notebooks.Select(Entry)]).ToJsonString(Readable) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"--json {path} cannot be written: {e.Message}", e);
        }
    }

    private static JsonNode Entry(CheckedNotebook notebook) => new JsonObject
    {
        ["notebook"] = notebook.Label,
        ["homework"] = notebook.Homework,
        ["seed"] = notebook.Seed,
        ["points"] = notebook.Points,
        ["of"] = notebook.Of,
        ["passed"] = notebook.Passed,
        ["exercises"] = new JsonArray([.. notebook.Exercises.Select(exercise => (JsonNode)new JsonObject
        {
            ["exercise"] = exercise.Id,
            ["title"] = exercise.Title,
            ["verdict"] = exercise.Verdict,
            ["points"] = exercise.Points,
            ["of"] = exercise.Of,
            ["message"] = exercise.Message,
        })]),
        ["errors"] = new JsonArray([.. notebook.Errors.Select(error => JsonValue.Create(error))]),
    };
}
