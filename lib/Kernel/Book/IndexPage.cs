using System.Text;

namespace Course.Kernel.Book;

/// <summary>What the front page shows of one lecture.</summary>
/// <param name="File">The page, or null if there is none because the lecture has never run to its end.</param>
/// <param name="Name">The notebook's file name without its ending.</param>
/// <param name="Title">The first heading.</param>
/// <param name="Thumbnail">The address of its first picture, or null.</param>
/// <param name="Time">How long it ran.</param>
/// <param name="Failure">Why the last run failed, or null if it did not.</param>
internal sealed record LectureCard(string? File, string Name, string Title, string? Thumbnail, TimeSpan? Time, string? Failure);

/// <summary>The front page: one card per lecture.</summary>
internal static class IndexPage
{
    public static string Render(string title, IReadOnlyList<LectureCard> lectures)
    {
        var cards = new StringBuilder();
        foreach (var lecture in lectures)
            cards.Append(Card(lecture)).Append('\n');

        var time = lectures.Aggregate(TimeSpan.Zero, (sum, l) => sum + (l.Time ?? TimeSpan.Zero));
        var count = lectures.Count == 1 ? "1 lecture" : $"{lectures.Count} lectures";
        return PageFrame.Of(title, $"""
            <div class="index">
            <header>
            <h1>{PageFrame.Escape(title)}</h1>
            <p>{count}, every figure computed: {PageFrame.Duration(time)} in all.</p>
            </header>
            <main class="cards">
            {cards}
            </main>
            </div>
            """);
    }

    private static string Card(LectureCard lecture)
    {
        var picture = lecture.Thumbnail is { } address
            ? $"<div class=\"thumb\"><img src=\"{PageFrame.Escape(address)}\" alt=\"\" loading=\"lazy\"></div>"
            : $"<div class=\"thumb none\" aria-hidden=\"true\">{PageFrame.Escape(Number(lecture.Name))}</div>";
        var notes = new List<string>();
        if (Number(lecture.Name) is { Length: > 0 } number)
            notes.Add($"Lecture {PageFrame.Escape(number)}");
        if (lecture.Time is { } time)
            notes.Add(PageFrame.Duration(time));
        var failed = lecture.Failure is { } failure
            ? $"<p class=\"failed\">{(lecture.File is null ? "Failed" : "The last run failed; this is an earlier one")}: {PageFrame.Escape(failure)}</p>"
            : "";
        var inner = $"{picture}<div class=\"words\"><p class=\"note\">{string.Join(" · ", notes)}</p><h2>{PageFrame.Escape(lecture.Title)}</h2>{failed}</div>";
        return lecture.File is null
            ? $"<div class=\"card\">{inner}</div>"
            : $"<a class=\"card\" href=\"{PageFrame.Escape(Uri.EscapeDataString(lecture.File))}\">{inner}</a>";
    }

    /// <summary>"07-vae" is number 7.</summary>
    private static string Number(string name) => string.Concat(name.TakeWhile(char.IsAsciiDigit)).TrimStart('0');
}
