using System.Text.Json.Nodes;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Grading;

/// <summary>What the checks in a notebook said when it was run.</summary>
/// <remarks>
/// Checks speak through outputs of the mime type <see cref="MimeType"/>: a JSON object. One with <c>homework</c>, <c>seed</c> and <c>exercises</c>
/// (objects with <c>exercise</c>, <c>title</c> and <c>points</c>) begins a homework; one with <c>homework</c>, <c>seed</c>, <c>exercise</c>,
/// <c>verdict</c> and <c>message</c> is the result for an exercise, of which the last counts. Text that a notebook prints never counts, nor do outputs
/// that were saved in the file. This is no protection against code that makes such an output itself or loads another library: the checks run in
/// the student's own process, so whoever suspects that must read the notebook.
/// </remarks>
/// <param name="Label">How messages name the notebook.</param>
/// <param name="Homework">Its name; null if none began.</param>
/// <param name="Seed">Whose numbers were asked for; null if none began.</param>
/// <param name="Exercises">All that the homework has, in order.</param>
/// <param name="Errors">What failed outside of answers: cells, a homework that did not begin, a seed that is not the one asked for.</param>
internal sealed record CheckedNotebook(
    string Label, string? Homework, long? Seed, IReadOnlyList<CheckedExercise> Exercises, IReadOnlyList<string> Errors)
{
    public const string MimeType = "application/vnd.course.check+json";

    /// <summary>Points earned.</summary>
    public int Points => Exercises.Sum(exercise => exercise.Points);

    /// <summary>Points that could be earned.</summary>
    public int Of => Exercises.Sum(exercise => exercise.Of);

    /// <summary>Every exercise is passed, and nothing failed.</summary>
    public bool Passed => Exercises.Count > 0 && Errors.Count == 0 && Exercises.All(exercise => exercise.Passed);

    /// <summary>A notebook that could not be run at all.</summary>
    public static CheckedNotebook Unreadable(string label, string reason) => new(label, null, null, [], [reason]);

    /// <param name="label">How messages name the notebook.</param>
    /// <param name="executed">With the outputs of the run.</param>
    /// <param name="failures">Why cells failed.</param>
    /// <param name="seed">The seed that the homework must have begun with; null for any.</param>
    public static CheckedNotebook Read(string label, NotebookDocument executed, IReadOnlyList<string> failures, long? seed)
    {
        JsonObject? beginning = null;
        Dictionary<string, JsonObject> results = [];
        foreach (var entry in Entries(executed))
        {
            if (entry["exercises"] is JsonArray)
                (beginning, results) = (entry, []);
            else if (beginning is not null && Text(entry["exercise"]) is { } exercise && SameHomework(entry, beginning))
                results[exercise] = entry;
        }

        List<string> errors = [.. failures];
        if (beginning is null)
            return new(label, null, null, [], [.. errors, $"{label}: no homework began in it."]);
        if (seed is not null && Number(beginning["seed"]) != seed)
        {
            errors.Add($"{label}: the homework began with seed {Number(beginning["seed"])} instead of {seed}, so its results do not count.");
            results.Clear();
        }

        var exercises = ((JsonArray)beginning["exercises"]!).OfType<JsonObject>().Select(exercise => Row(exercise, results)).ToList();
        return new(label, Text(beginning["homework"]), Number(beginning["seed"]), exercises, errors);
    }

    private static IEnumerable<JsonObject> Entries(NotebookDocument executed) =>
        executed.Cells.Where(cell => cell.Runs).SelectMany(cell => cell.Outputs).Select(output => output?["data"]?[MimeType]).OfType<JsonObject>();

    private static CheckedExercise Row(JsonObject exercise, Dictionary<string, JsonObject> results)
    {
        var (id, points) = (Text(exercise["exercise"]) ?? "", (int)Math.Clamp(Number(exercise["points"]) ?? 0, 0, 1000));
        return results.TryGetValue(id, out var result)
            ? new(id, Text(exercise["title"]) ?? "", Text(result["verdict"]) ?? CheckedExercise.Missing, points, Text(result["message"]) ?? "")
            : new(id, Text(exercise["title"]) ?? "", CheckedExercise.Missing, points, "No check of it ran: its cell is gone, was skipped, or failed.");
    }

    private static bool SameHomework(JsonObject one, JsonObject other) =>
        Text(one["homework"]) == Text(other["homework"]) && Number(one["seed"]) == Number(other["seed"]);

    // Whatever a notebook puts there must not stop the others.
    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out long number) ? number : null;
}

/// <summary>One exercise of a homework, with what the last check said.</summary>
/// <param name="Id">"1.3".</param>
/// <param name="Title">What it is about.</param>
/// <param name="Verdict">passed, wrong, unanswered or missing.</param>
/// <param name="Of">Points for a right answer.</param>
/// <param name="Message">Why, as a sentence.</param>
internal sealed record CheckedExercise(string Id, string Title, string Verdict, int Of, string Message)
{
    /// <summary>The verdict where no check ran.</summary>
    public const string Missing = "missing";

    public bool Passed => Verdict == "passed";

    public int Points => Passed ? Of : 0;
}
