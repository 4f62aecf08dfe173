using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Kernel.Notebooks;

namespace Course.Kernel.Book;

/// <summary>A figure: its still picture, and what Plotly.js needs to take its place where there is one.</summary>
internal static partial class FigureHtml
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>What the HTML of every figure that can be interactive contains.</summary>
    public const string InteractiveMark = "class=\"plot\"";

    /// <summary>A <c>figure</c> element, or null if the output is none.</summary>
    /// <param name="data">The forms of the output.</param>
    /// <param name="description">What it shows, for those who do not see it.</param>
    public static string? Of(JsonObject data, string description)
    {
        var still = data["image/svg+xml"] is { } svg ? Described(XmlProlog().Replace(NotebookCell.Text(svg), ""), description) : null;
        if (data[Plotly] is not { } json)
            return still is null ? null : $"<figure>{still}</figure>";
        still ??= $"<p>{WebUtility.HtmlEncode(description)}</p>";
        // The default encoder writes "<" as \u003C, so that no string in the figure can end the script element.
        var plot = json.ToJsonString();
        return $"<figure {InteractiveMark} aria-label=\"{WebUtility.HtmlEncode(description)}\"><div class=\"still\">{still}</div>"
            + $"<script type=\"application/json\">{plot}</script></figure>";
    }

    /// <summary>An SVG element that does not name itself gets a name; one that does keeps its own.</summary>
    private static string Described(string svg, string description) => svg.Contains("role=", StringComparison.Ordinal) ? svg
        : SvgStart().Replace(svg, $"<svg role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description).Replace("$", "$$", StringComparison.Ordinal)}\"", 1);

    [GeneratedRegex(@"^\s*(<\?xml.*?\?>|<!DOCTYPE.*?>|\s)*", RegexOptions.Singleline)]
    private static partial Regex XmlProlog();

    [GeneratedRegex(@"<svg\b")]
    private static partial Regex SvgStart();
}
