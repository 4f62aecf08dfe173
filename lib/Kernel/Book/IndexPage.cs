using Course.Kernel.Book.Libraries;

namespace Course.Kernel.Book;

/// <summary>The front page: one card per lecture.</summary>
internal static class IndexPage
{
    public static string Render(string title, IReadOnlyList<LectureCard> lectures, LibraryPlaces libraries)
    {
        var time = lectures.Aggregate(TimeSpan.Zero, (sum, lecture) => sum + (lecture.Time ?? TimeSpan.Zero));
        var count = lectures.Count == 1 ? "1 lecture" : $"{lectures.Count} lectures";
        var (name, about) = Split(title);
        var subtitle = about is null ? "" : $"<p class=\"subtitle\">{PageFrame.Escape(about)}</p>\n";
        return PageFrame.Of(title, $"""
            <header class="bar"><span></span><span class="tools"></span></header>
            <main class="index">
            <header>
            <h1>{PageFrame.Escape(name)}</h1>
            {subtitle}<p class="note">{count}, every figure computed: {PageFrame.Duration(time)} in all.</p>
            </header>
            <ul class="cards">
            {string.Join('\n', lectures.Select(lecture => lecture.ToHtml()))}
            </ul>
            </main>
            """, libraries, formulas: lectures.Any(lecture => lecture.Summary.Contains(LectureMarkdown.FormulaMark, StringComparison.Ordinal)));
    }

    /// <summary>"Course: models in C#" is a title and what it is about.</summary>
    private static (string Name, string? About) Split(string title) =>
        title.Split(": ", 2) is [var name, var about] ? (name, char.ToUpperInvariant(about[0]) + about[1..]) : (title, null);
}
