
namespace Course.Kernel.Book;

/// <summary>What the front page shows of one lecture.</summary>
/// <param name="File">The page, or null if there is none because the notebook could not be read.</param>
/// <param name="Name">The notebook's file name without its ending.</param>
/// <param name="Title">The first heading.</param>
/// <param name="Summary">Its first paragraph, as HTML, or empty.</param>
/// <param name="Thumbnail">The address of its picture, or null.</param>
/// <param name="Time">How long it ran.</param>
/// <param name="Failure">Why the last run failed, or null if it did not.</param>
internal sealed record LectureCard(
    string? File, string Name, string Title, string Summary, string? Thumbnail, TimeSpan? Time, string? Failure)
{
    /// <param name="lecture">With a page.</param>
    /// <param name="failure">Why a newer run left nothing to show, or null.</param>
    public static LectureCard Of(BookLecture lecture, string? failure) => new(
        lecture.Link.File, lecture.Name, lecture.Title, LectureMarkdown.FirstParagraph(lecture.Notebook), Picture.CoverOf(lecture.Notebook),
        lecture.Notebook.WallTime, (lecture.Failure, failure) switch
        {
            ({ } reason, _) => "The last run failed: " + reason,
            (null, { } reason) => "The last run failed; this is an earlier one: " + reason,
            _ => null,
        });

    /// <summary>A lecture without a page.</summary>
    public static LectureCard Of(FailedLecture failed) => new(null, failed.Name, failed.Title, "", null, null, "Failed: " + failed.Reason);

    /// <summary>"07-vae" is number 7; empty if the name has none.</summary>
    public string Number => NumberOf(Name);

    public string ToHtml()
    {
        var picture = Thumbnail is { } address
            ? $"<div class=\"thumb\"><img src=\"{PageFrame.Escape(address)}\" alt=\"From the lecture {PageFrame.Escape(Title)}\" loading=\"lazy\"></div>"
            : $"<div class=\"thumb none\" aria-hidden=\"true\">{Number}</div>";
        List<string> notes = [];
        if (Number.Length > 0)
            notes.Add($"Lecture {Number}");
        if (Time is { } time)
            notes.Add(PageFrame.Duration(time));
        var note = notes.Count == 0 ? "" : $"<p class=\"note\">{string.Join(" · ", notes)}</p>";
        var failed = Failure is null ? "" : $"<p class=\"failed\">{PageFrame.Escape(Failure)}</p>";
        var title = WithoutNumber(Title);
        var heading = File is null ? PageFrame.Escape(title) : $"<a href=\"{PageFrame.Address(File)}\">{PageFrame.Escape(title)}</a>";
        return $"""<li class="card">{picture}<div class="words">{note}<h2>{heading}</h2><p>{Summary}</p>{failed}</div></li>""";
    }

    private static string NumberOf(string text) =>
        string.Concat(text.TakeWhile(char.IsAsciiDigit)) is { Length: > 0 } digits ? digits.TrimStart('0').PadLeft(1, '0') : "";

    /// <summary>"07 · Variational autoencoders" without what the line above it says already.</summary>
    private string WithoutNumber(string title) =>
        Number.Length > 0 && NumberOf(title) == Number
        && title.TrimStart("0123456789".ToCharArray()).TrimStart() is ['·' or '–' or '.' or ':', .. var name] ? name.Trim() : title;
}
