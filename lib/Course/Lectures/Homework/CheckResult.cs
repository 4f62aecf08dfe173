using System.Text.Json.Nodes;
using Course.Plots.Display;

namespace Course.Lectures;

/// <summary>What a check says of the answer to an exercise. It shows itself as a box in a notebook and as a line elsewhere.</summary>
/// <remarks>
/// For programs it carries a JSON object under the mime type <c>application/vnd.course.check+json</c>, with the fields <c>homework</c> ("hw1"), <c>seed</c>
/// (a whole number), <c>exercise</c> ("1.3"), <c>title</c>, <c>points</c> (what a right answer earns), <c>verdict</c> ("passed", "wrong" or "unanswered") and
/// <c>message</c>. The object that <see cref="Homework"/> shows when it begins has the same mime type and, in place of the last five, <c>exercises</c>: a list
/// of objects with <c>exercise</c>, <c>title</c> and <c>points</c>. Of several results for an exercise the last counts.
/// </remarks>
/// <param name="Homework">Name of the homework.</param>
/// <param name="Seed">Whose numbers were asked for.</param>
/// <param name="Exercise">What was asked.</param>
/// <param name="Verdict">Passed, wrong, or not answered yet.</param>
/// <param name="Message">Why, as a sentence; may be empty where there is nothing to add.</param>
[TypeFormatterSource(typeof(CheckResultFormatterSource), PreferredMimeTypes = [MimeType, "text/html", "text/plain"])]
public sealed record CheckResult(string Homework, long Seed, Exercise Exercise, Verdict Verdict, string Message)
{
    /// <summary>Of the form for programs.</summary>
    public const string MimeType = "application/vnd.course.check+json";

    /// <summary>Points earned.</summary>
    public int Points => Verdict == Verdict.Passed ? Exercise.Points : 0;

    /// <inheritdoc/>
    public override string ToString() => Says ? $"{Head}. {Message}" : $"{Head}.";

    internal string ToHtml()
    {
        // Colours that keep their contrast on white and on black; the words say the same to whoever does not see them.
        var (line, ground) = Verdict switch
        {
            Verdict.Passed => ("#009e73", "rgba(0,158,115,.12)"),
            Verdict.Wrong => ("#c62828", "rgba(198,40,40,.12)"),
            _ => ("#888888", "rgba(128,128,128,.12)"),
        };
        string head = Verdict == Verdict.Wrong ? Html.Alarm(Head) : $"<strong>{Html.Escape(Head)}</strong>";
        string message = Says ? $"<br>{Html.Escape(Message)}" : "";
        return $"<div role=\"note\" style=\"border-left:4px solid {line};background:{ground};padding:.6em 1em;margin:.4em 0\">{head}{message}</div>";
    }

    internal string ToJson() => new JsonObject
    {
        ["homework"] = Homework,
        ["seed"] = Seed,
        ["exercise"] = Exercise.Id,
        ["title"] = Exercise.Title,
        ["points"] = Exercise.Points,
        ["verdict"] = Verdict.ToString().ToLowerInvariant(),
        ["message"] = Message,
    }.ToJsonString();

    /// <summary>Whether the message says more than the head.</summary>
    private bool Says => Verdict != Verdict.Unanswered && Message.Length > 0;

    private string Head => Verdict switch
    {
        Verdict.Passed => $"✓ {Exercise.Id} {Exercise.Title}: passed, {Course.Lectures.Homework.PointsOf(Exercise.Points)}",
        Verdict.Wrong => $"✗ {Exercise.Id} {Exercise.Title}: not right yet",
        _ => $"○ {Exercise.Id} {Exercise.Title}: not answered yet",
    };
}

internal sealed class CheckResultFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<CheckResult>(CheckResult.MimeType, result => result.ToJson()),
        new MimeFormatter<CheckResult>("text/html", result => result.ToHtml()),
        new MimeFormatter<CheckResult>("text/plain", result => result.ToString()),
    ];
}
