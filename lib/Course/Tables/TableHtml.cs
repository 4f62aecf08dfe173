using System.Text;
using Course.Plots.Display;

namespace Course.Tables;

/// <summary>A table as HTML that reads well in any theme, and without styles too.</summary>
internal static class TableHtml
{
    // Typography has blanks as wide as a digit and as a point.
    private const char FigureSpace = '\u2007', PunctuationSpace = '\u2008';

    // Translucent, so that text keeps its contrast on white and on black.
    private const string BestStyle = ";background:rgba(0,158,115,.18)";

    public static string Write(Table table)
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
        if (table.Caption is not null) html.Append($"<caption style=\"text-align:left\">{Html.Escape(table.Caption)}</caption>");
        html.Append("<thead><tr>");
        foreach (var column in table.Columns)
        {
            html.Append($"<th scope=\"col\" style=\"{Side(column)};vertical-align:bottom;padding:.2em .7em\">{Html.Escape(column.Name)}");
            if (column.Unit is not null) html.Append($"<br><small style=\"font-weight:normal\">{Html.Escape(column.Unit)}</small>");
            html.Append("</th>");
        }
        html.Append("</tr></thead><tbody>");
        var cells = table.Columns.Select(column => column.Aligned(FigureSpace, PunctuationSpace)).ToArray();
        for (int row = 0; row < table.RowCount; row++)
        {
            html.Append("<tr>");
            for (int i = 0; i < cells.Length; i++)
            {
                string text = Html.Escape(cells[i][row]);
                bool best = table.Columns[i].IsBest(row);
                if (best) text = $"<strong>{text}</strong>";
                html.Append($"<td style=\"{Side(table.Columns[i])};padding:.2em .7em{(best ? BestStyle : "")}\">{text}</td>");
            }
            html.Append("</tr>");
        }
        return html.Append("</tbody></table>").ToString();
    }

    private static string Side(TableColumn column) => column.IsNumber ? "text-align:right" : "text-align:left";
}
