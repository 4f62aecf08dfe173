using System.Globalization;
using System.Text;
using Course.Kernel.Book.Libraries;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Book;

/// <summary>A link to a neighbouring lecture.</summary>
internal sealed record PageLink(string File, string Title);

/// <summary>One executed lecture as one HTML file.</summary>
internal sealed class LecturePage
{
    private readonly LectureMarkdown _markdown;
    private readonly string _content;

    public LecturePage(BookLecture lecture)
    {
        Lecture = lecture;
        _markdown = new LectureMarkdown(lecture.PictureFolder);
        var content = new StringBuilder();
        foreach (var cell in lecture.Notebook.Cells)
            Append(content, cell);
        _content = content.ToString();
        Sections = [.. _markdown.Sections];
    }

    public BookLecture Lecture { get; }

    /// <summary>What the search finds here.</summary>
    public IReadOnlyList<SearchSection> Sections { get; }

    /// <summary>Whether there is TeX on the page, in the text or in what a cell shows.</summary>
    public bool HasFormulas => _content.Contains(LectureMarkdown.FormulaMark, StringComparison.Ordinal)
        || _content.Contains($"class=\"{OutputHtml.TexMark}\"", StringComparison.Ordinal);

    /// <summary>Whether there are figures that can be interactive.</summary>
    public bool HasFigures => _content.Contains(FigureHtml.InteractiveMark, StringComparison.Ordinal);

    /// <param name="libraries">Where formulas and figures find theirs.</param>
    /// <param name="previous">The lecture before this one, or null.</param>
    /// <param name="next">The lecture after it, or null.</param>
    public string ToHtml(LibraryPlaces libraries, PageLink? previous, PageLink? next)
    {
        var notebook = Lecture.Notebook;
        var heading = notebook.Title is null ? $"<h1>{PageFrame.Escape(Lecture.Title)}</h1>" : "";
        var profile = notebook.RunNotes["profile"] is { } p ? $" · profile {PageFrame.Escape(p.ToString())}" : "";
        var folder = Lecture.Failure is null ? "" : BookFolder.Failed + "/";
        return PageFrame.Of(Lecture.Title, $"""
            <a class="skip" href="#lecture">To the lecture</a>
            <header class="bar"><a class="home" href="index.html">Contents</a>
            <nav class="neighbours" aria-label="Lectures">{Links(previous, next)}</nav>
            <span class="tools"></span></header>
            <div class="lecture">
            {Contents()}
            <main id="lecture">
            {heading}{Failure()}
            {_content}
            <footer>
            <nav class="ends" aria-label="Continue">{Links(previous, next)}</nav>
            <p>Ran in {PageFrame.Duration(notebook.WallTime)}{profile} · <a href="{folder}{PageFrame.Address(Lecture.Name + ".ipynb")}">notebook</a></p>
            </footer>
            </main>
            </div>
            """, libraries, HasFormulas, HasFigures);
    }

    private static string Links(PageLink? previous, PageLink? next)
    {
        return Link(previous, "prev", "← ", "") + Link(next, "next", "", " →");

        static string Link(PageLink? link, string rel, string before, string after) => link is null ? "<span></span>"
            : $"<a rel=\"{rel}\" href=\"{PageFrame.Address(link.File)}\">{before}{PageFrame.Escape(link.Title)}{after}</a>";
    }

    private void Append(StringBuilder content, NotebookCell cell)
    {
        if (cell.IsMarkdown)
        {
            content.Append("<section class=\"text\">\n").Append(_markdown.ToHtml(cell.Source, cell.Json["attachments"])).Append("</section>\n");
            return;
        }

        if (!cell.Runs)
            return;

        var time = cell.WallTime is { TotalSeconds: >= 0.95 } wall ? $"<span class=\"time\">{PageFrame.Duration(wall)}</span>" : "";
        content.Append(CultureInfo.InvariantCulture, $"<section class=\"code\">\n{time}<pre class=\"source\"><code>");
        content.Append(CodeColours.ToHtml(cell.Source.TrimEnd())).Append("</code></pre>\n");
        var outputs = cell.Outputs.Select(o => OutputHtml.Of(o, _markdown)).Where(html => html.Length > 0).ToList();
        if (outputs.Count > 0)
            content.Append("<div class=\"outputs\">\n").AppendJoin('\n', outputs).Append("\n</div>\n");
        content.Append("</section>\n");
    }

    private string Failure() => Lecture.Failure is not { } reason ? ""
        : $"<p class=\"failed\" role=\"note\">The last run of this lecture failed, and what comes after that was not run: {PageFrame.Escape(reason)}</p>";

    private string Contents()
    {
        // The title is on the page already, and the fourth level would make the list longer than the lecture.
        var listed = _markdown.Headings.Where(h => h.Level is 2 or 3).ToList();
        if (listed.Count < 2)
            return "<aside></aside>";
        var items = listed.Select(h => $"<li class=\"h{h.Level}\"><a href=\"#{PageFrame.Escape(h.Id)}\">{h.Html}</a></li>");
        return $"<aside aria-label=\"On this page\"><details open><summary>On this page</summary><ul>\n{string.Join('\n', items)}\n</ul></details></aside>";
    }
}
