using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Course.Plots.Display;
using Course.Tables;

namespace Course.Lectures;

/// <summary>
/// Exercises that check themselves. The numbers in them come from the student's seed, and functions are tried on further inputs drawn from it, so
/// answers cannot be copied from a neighbour.
/// </summary>
/// <remarks>
/// A notebook begins a homework once and then calls a method of <see cref="Check"/> under each exercise. A check never throws because of an answer, so
/// that one mistake does not stop the notebook; only a strict homework, as in a notebook of solutions, fails the cell of an answer that is not right.
/// </remarks>
[TypeFormatterSource(typeof(HomeworkFormatterSource), PreferredMimeTypes = [CheckResult.MimeType, "text/html", "text/plain"])]
public abstract class Homework
{
    private readonly Dictionary<string, CheckResult> _results = [];
    private readonly bool _strict;

    private protected Homework(string name, string title, long seed, bool strict) => (Name, Title, Seed, _strict) = (name, title, seed, strict);

    /// <summary>The homework of this session; null before one begins.</summary>
    internal static Homework? Current { get; private set; }

    /// <summary>Short: "hw1".</summary>
    public string Name { get; }

    /// <summary>What it is about.</summary>
    public string Title { get; }

    /// <summary>Whose numbers these are.</summary>
    public long Seed { get; }

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<Exercise> Exercises { get; private protected init; } = [];

    /// <summary>All exercises with what their last check said, and the points together.</summary>
    public Table Score()
    {
        int points = _results.Values.Sum(result => result.Points);
        return Table.Of(Exercises, $"{points} of {PointsOf(Exercises.Sum(exercise => exercise.Points))} (seed {Seed})")
            .Column("exercise", exercise => $"{exercise.Id} {exercise.Title}")
            .Column("points", exercise => _results.TryGetValue(exercise.Id, out var result) ? result.Points : 0, format: "F0")
            .Column("of", exercise => exercise.Points, format: "F0")
            .Column("", exercise => _results.TryGetValue(exercise.Id, out var result) ? Words(result.Verdict) : "not checked");
    }

    /// <summary>Name, seed and exercises.</summary>
    public override string ToString() =>
        $"{Title}: {Exercises.Count} exercises, {PointsOf(Exercises.Sum(exercise => exercise.Points))}. The numbers are those of seed {Seed}.";

    /// <summary>Makes a homework that of the session and shows it.</summary>
    private protected static T Start<T>(T homework) where T : Homework
    {
        Current = homework;
        Show(homework);
        return homework;
    }

    /// <summary>Judges the answer to an exercise, shows the result and keeps it for the score.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="judge">Judges it.</param>
    /// <param name="check">The method of <see cref="Check"/> that asks.</param>
    /// <exception cref="InvalidOperationException">No homework has begun.</exception>
    /// <exception cref="ArgumentException">The homework has no such exercise, or another check belongs to it.</exception>
    /// <exception cref="HomeworkException">The homework is strict and the answer is not right.</exception>
    internal static void Report<T>(string id, Func<T, Ruling> judge, [CallerMemberName] string check = "") where T : Exercise
    {
        var homework = Current ?? throw new InvalidOperationException("No homework has begun; run the cell that begins it first.");
        var exercise = homework.Find(id);
        if (exercise is not T asked) throw new ArgumentException($"Exercise {id} ({exercise.Title}) is not checked by Check.{check}.", nameof(id));
        var (verdict, message) = judge(asked);
        var result = new CheckResult(homework.Name, homework.Seed, exercise, verdict, message);
        homework._results[id] = result;
        Show(result);
        if (homework._strict && verdict != Verdict.Passed) throw new HomeworkException(result.ToString());
    }

    /// <exception cref="ArgumentException">There is none of that number.</exception>
    internal Exercise Find(string id) => Exercises.FirstOrDefault(exercise => exercise.Id == id) ?? throw new ArgumentException(
        $"{Name} has no exercise {id}; it has {string.Join(", ", Exercises.Select(exercise => exercise.Id))}.", nameof(id));

    internal static string PointsOf(int points) => points == 1 ? "1 point" : $"{points} points";

    internal string ToHtml() => new Notice(ToString()).ToHtml();

    internal string ToJson() => new JsonObject
    {
        ["homework"] = Name,
        ["seed"] = Seed,
        ["exercises"] = new JsonArray([.. Exercises.Select(exercise => (JsonNode)new JsonObject
        {
            ["exercise"] = exercise.Id,
            ["title"] = exercise.Title,
            ["points"] = exercise.Points,
        })]),
    }.ToJsonString();

    private static string Words(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Wrong => "not right yet",
        _ => "not answered yet",
    };

    private static void Show(object value)
    {
        if (NotebookOutput.Here is { } output) output.Show(value);
        else Console.WriteLine(value);
    }
}

/// <summary>An answer in a strict homework is not right.</summary>
/// <param name="message">Which, and why.</param>
public sealed class HomeworkException(string message) : Exception(message);

internal sealed class HomeworkFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Homework>(CheckResult.MimeType, homework => homework.ToJson()),
        new MimeFormatter<Homework>("text/html", homework => homework.ToHtml()),
        new MimeFormatter<Homework>("text/plain", homework => homework.ToString()),
    ];
}
