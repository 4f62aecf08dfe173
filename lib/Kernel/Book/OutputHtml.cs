using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Book;

/// <summary>One output of a cell as HTML, in the best form that a page without a kernel can show.</summary>
internal static partial class OutputHtml
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(JsonNode? output, LectureMarkdown markdown) => output?["output_type"]?.ToString() switch
    {
        "stream" => $"<pre class=\"stream {(output["name"]?.ToString() == "stderr" ? "stderr" : "stdout")}\">"
            + $"{Escape(TerminalText.Settle(NotebookCell.Text(output["text"])))}</pre>",
        "error" => $"<pre class=\"stream error\">{Escape(Traceback(output))}</pre>",
        _ when output?["data"] is JsonObject data => Data(data, markdown),
        _ => "",
    };

    // Vector before pixels before markup: pictures are the same in every browser, markup may have been made for a notebook.
    private static string Data(JsonObject data, LectureMarkdown markdown)
    {
        if (data["image/svg+xml"] is { } svg)
            return $"<figure>{XmlProlog().Replace(NotebookCell.Text(svg), "")}</figure>";
        if (Picture.ToHtml(data) is { } picture)
            return $"<figure>{picture}</figure>";
        if (data["text/html"] is { } html)
            return $"<div class=\"html\">{FormattingStyle().Replace(NotebookCell.Text(html), "")}</div>";
        if (data["text/markdown"] is { } text)
            return $"<div class=\"html\">{markdown.ToHtml(NotebookCell.Text(text))}</div>";
        if (data["text/latex"] is { } latex)
            return $"<div class=\"math\">{Escape(NotebookCell.Text(latex))}</div>";
        if (data["text/plain"] is { } plain)
            return $"<pre class=\"value\">{Escape(NotebookCell.Text(plain))}</pre>";
        return data["application/json"] is { } json ? $"<pre class=\"value\">{Escape(json.ToJsonString(Indented))}</pre>" : "";
    }

    private static string Traceback(JsonNode output) => output["traceback"] is JsonArray { Count: > 0 } lines
        ? TerminalText.Settle(string.Join('\n', lines.Select(l => l?.ToString())))
        : $"{output["ename"]}: {output["evalue"]}";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"^\s*(<\?xml.*?\?>|<!DOCTYPE.*?>|\s)*", RegexOptions.Singleline)]
    private static partial Regex XmlProlog();

    /// <summary>The style sheet that Formatting appends to every value; the page has its own for the same classes.</summary>
    [GeneratedRegex(@"<style>\s*\.dni-code-hint.*?</style>", RegexOptions.Singleline)]
    private static partial Regex FormattingStyle();
}
