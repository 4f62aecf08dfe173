using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Course.Kernel.Book;

/// <summary>A stretch of a lecture under one heading.</summary>
/// <param name="Id">The heading's, empty above the first.</param>
/// <param name="Heading">Its text.</param>
/// <param name="Text">The words under it, without markup.</param>
internal sealed record SearchSection(string Id, string Heading, string Text);

/// <summary>What the search looks through: a script, not JSON, because a page from <c>file://</c> may fetch nothing.</summary>
internal static class SearchIndex
{
    public const string FileName = "search-index.js";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    public static string Write(IEnumerable<LecturePage> pages)
    {
        var lectures = new JsonArray([.. pages.Select(page => new JsonObject
        {
            ["title"] = page.Lecture.Title,
            ["page"] = Uri.EscapeDataString(page.Lecture.Link.File),
            ["sections"] = new JsonArray([.. page.Sections.Select(section =>
                new JsonArray(section.Id, section.Heading, section.Text))]),
        })]);
        return $"window.bookSearch({lectures.ToJsonString(Readable)});\n";
    }
}
