using System.Globalization;
using System.Text;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Book;

/// <summary>A link to a neighbouring lecture.</summary>
internal sealed record PageLink(string File, string Title);

/// <summary>One executed lecture as one HTML file that needs nothing else.</summary>
internal static class LecturePage
{
    public static string Render(NotebookDocument notebook, string fallbackTitle, PageLink? previous, PageLink? next, string? pictureFolder)
    {
        var markdown = new LectureMarkdown(pictureFolder);
        var content = new StringBuilder();
        foreach (var cell in notebook.Cells)
            AppendCell(content, cell, markdown);

        var title = notebook.Title ?? fallbackTitle;
        var heading = notebook.Title is null ? $"<h1>{PageFrame.Escape(title)}</h1>" : "";
        var profile = notebook.RunNotes["profile"] is { } p ? $" · profile {PageFrame.Escape(p.ToString())}" : "";
        return PageFrame.Of(title, $"""
            <nav class="bar"><a class="home" href="index.html">Contents</a>{Links(previous, next)}</nav>
            <div class="lecture">
            {Contents(markdown.Headings)}
            <main>
            {heading}
            {content}
            <footer>
            <nav class="ends">{Links(previous, next, ends: true)}</nav>
            <p>Ran in {PageFrame.Duration(notebook.WallTime)}{profile} · <a href="{PageFrame.Escape(Uri.EscapeDataString(fallbackTitle))}.ipynb">notebook</a></p>
            </footer>
            </main>
            </div>
            """);
    }

    private static void AppendCell(StringBuilder content, NotebookCell cell, LectureMarkdown markdown)
    {
        if (cell.IsMarkdown)
        {
            content.Append("<section class=\"text\">\n").Append(markdown.ToHtml(cell.Source, cell.Json["attachments"])).Append("</section>\n");
            return;
        }

        if (!cell.Runs)
            return;

        var time = cell.WallTime is { TotalSeconds: >= 0.95 } wall ? $"<span class=\"time\">{PageFrame.Duration(wall)}</span>" : "";
        content.Append(CultureInfo.InvariantCulture, $"<section class=\"code\">\n{time}<pre class=\"source\"><code>");
        content.Append(CodeColours.ToHtml(cell.Source.TrimEnd())).Append("</code></pre>\n");
        var outputs = cell.Outputs.Select(o => OutputHtml.Of(o, markdown)).Where(html => html.Length > 0).ToList();
        if (outputs.Count > 0)
            content.Append("<div class=\"outputs\">\n").AppendJoin('\n', outputs).Append("\n</div>\n");
        content.Append("</section>\n");
    }

    private static string Contents(List<Heading> headings)
    {
        // The title is on the page already, and the fourth level would make the list longer than the lecture.
        var listed = headings.Where(h => h.Level is 2 or 3).ToList();
        if (listed.Count < 2)
            return "<aside></aside>";
        var items = listed.Select(h => $"<li class=\"h{h.Level}\"><a href=\"#{PageFrame.Escape(h.Id)}\">{PageFrame.Escape(h.Text)}</a></li>");
        return $"<aside><details open><summary>On this page</summary><ul>\n{string.Join('\n', items)}\n</ul></details></aside>";
    }

    private static string Links(PageLink? previous, PageLink? next, bool ends = false)
    {
        string Link(PageLink? link, string rel, string before, string after) => link is null ? "<span></span>"
            : $"<a rel=\"{rel}\" href=\"{PageFrame.Escape(Uri.EscapeDataString(link.File))}\">{before}{PageFrame.Escape(link.Title)}{after}</a>";
        var links = Link(previous, "prev", "← ", "") + Link(next, "next", "", " →");
        return ends ? links : $"<span class=\"neighbours\">{links}</span>";
    }
}
