using Course.Plots.Display;

namespace Course.Tables;

/// <summary>Shows a <see cref="Table"/> as HTML and as text.</summary>
internal sealed class TableFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Table>("text/html", table => table.ToHtml()),
        new MimeFormatter<Table>("text/plain", table => table.ToString()),
    ];
}
