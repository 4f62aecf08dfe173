using System.Net;
using Course.Plots.Display;

namespace Course.Lectures;

/// <summary>A sentence that a reader must not overlook: a box in a notebook, a line elsewhere.</summary>
/// <param name="Text">Plain text.</param>
[TypeFormatterSource(typeof(NoticeFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record Notice(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;

    internal string ToHtml() =>
        "<div role=\"note\" style=\"border-left:4px solid #0072b2;background:rgba(0,114,178,.10);padding:.6em 1em;margin:.4em 0\">" +
        WebUtility.HtmlEncode(Text) + "</div>";
}

internal sealed class NoticeFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Notice>("text/html", static notice => notice.ToHtml()),
        new MimeFormatter<Notice>("text/plain", static notice => notice.Text),
    ];
}
