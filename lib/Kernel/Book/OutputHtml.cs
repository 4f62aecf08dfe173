using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Book;

/// <summary>One output of a cell as HTML, in the best form that a page without a kernel can show.</summary>
internal static partial class OutputHtml
{
    /// <summary>The class of markup with TeX in it, as notebooks set it too.</summary>
    public const string TexMark = "html tex";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(JsonNode? output, LectureMarkdown markdown) => output?["output_type"]?.ToString() switch
    {
        "stream" => $"<pre class=\"stream {(output["name"]?.ToString() == "stderr" ? "stderr" : "stdout")}\">"
            + $"{Escape(TerminalText.Settle(NotebookCell.Text(output["text"])))}</pre>",
        "error" => $"<pre class=\"stream error\">{Escape(Traceback(output))}</pre>",
        _ when output?["data"] is JsonObject data => Data(data, output["metadata"] as JsonObject, markdown),
        _ => "",
    };

    // Figures before pixels before markup: pictures are the same in every browser, markup may have been made for a notebook.
    private static string Data(JsonObject data, JsonObject? metadata, LectureMarkdown markdown)
    {
        if (FigureHtml.Of(data, Description(data, metadata)) is { } figure)
            return figure;
        if (Picture.ToHtml(data, Description(data, metadata)) is { } picture)
            return $"<figure>{picture}</figure>";
        if (data["text/html"] is { } html)
            return Markup(FormattingStyle().Replace(NotebookCell.Text(html), ""));
        if (data["text/markdown"] is { } text)
            return $"<div class=\"html\">{markdown.ToHtml(NotebookCell.Text(text))}</div>";
        if (data["text/latex"] is { } latex)
            return $"<div class=\"math display\">{Escape(NotebookCell.Text(latex).Trim().Trim('$'))}</div>";
        if (data["text/plain"] is { } plain)
            return $"<pre class=\"value\">{Escape(NotebookCell.Text(plain))}</pre>";
        return data["application/json"] is { } json ? $"<pre class=\"value\">{Escape(json.ToJsonString(Indented))}</pre>" : "";
    }

    private static string Traceback(JsonNode output) => output["traceback"] is JsonArray { Count: > 0 } lines
        ? TerminalText.Settle(string.Join('\n', lines.Select(l => l?.ToString())))
        : $"{output["ename"]}: {output["evalue"]}";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    // In a script dollars are something else.
    private static string Markup(string html) =>
        $"<div class=\"{(!html.Contains("<script", StringComparison.Ordinal) && Tex().IsMatch(html) ? TexMark : "html")}\">{html}</div>";

    /// <summary>What a picture shows: as its maker says it, else its plain-text form.</summary>
    private static string Description(JsonObject data, JsonObject? metadata)
    {
        var text = (metadata?["alt"] ?? metadata?["alternate_text"])?.ToString() ?? NotebookCell.Text(data["text/plain"]).Trim();
        return text.Length == 0 ? "A picture that the code above computed" : text;
    }

    [GeneratedRegex(@"\$[^$\n<]+\$|\\\(.+?\\\)|\\\[.+?\\\]", RegexOptions.Singleline)]
    private static partial Regex Tex();

    /// <summary>The style sheet that Formatting appends to every value; the page has its own for the same classes.</summary>
    [GeneratedRegex(@"<style>\s*\.dni-code-hint.*?</style>", RegexOptions.Singleline)]
    private static partial Regex FormattingStyle();
}
