using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Course.Interactive;

/// <summary>
/// The HTML of a piece: one element that carries its style, its script and its numbers, so that it also lives in a saved page. Until the
/// script has run, and where none may run, a still picture stands there.
/// </summary>
internal static class PieceHtml
{
    /// <param name="kind">Its class, and what the script does: the name of a function in one of the scripts.</param>
    /// <param name="function">Called with the element and the numbers.</param>
    /// <param name="label">What it is, for those who do not see it.</param>
    /// <param name="still">HTML of a picture.</param>
    /// <param name="numbers">JSON.</param>
    /// <param name="scripts">Files of the folder Page, besides the one that all pieces use.</param>
    public static string Of(string kind, string function, string label, string still, string numbers, params string[] scripts)
    {
        // From the content: the same piece is the same text in every run.
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(label + numbers)).AsSpan(0, 6));
        return $"""
            <div class="course-piece {kind}" data-piece="{key}" role="group" aria-label="{WebUtility.HtmlEncode(label)}">
            <style>
            {Resource("piece.css")}</style>
            <div class="picture">{still}</div>
            <script>
            (() => {"{"}
            "use strict";
            {Resource("piece.js")}{string.Concat(scripts.Select(Resource))}claim("{key}", (root) => {function}(root, {numbers}));
            {"}"})();
            </script>
            </div>
            """;
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PieceHtml).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
