using System.Text;

namespace Course.Tables;

/// <summary>A table in characters of equal width.</summary>
internal static class TableText
{
    private const string Between = "  ";

    public static string Write(Table table)
    {
        var lines = new List<string>();
        if (table.Caption is not null) lines.Add(table.Caption);
        var columns = table.Columns.Select(column => Lines(column, table.RowCount)).ToArray();
        int heads = table.Columns.Any(column => column.Unit is not null) ? 2 : 1;
        for (int line = 0; columns.Length > 0 && line < columns[0].Count; line++)
        {
            if (line == 1 && heads == 1) continue;
            lines.Add(string.Join(Between, columns.Select(column => column[line])).TrimEnd());
        }
        if (table.Columns.Any(column => column.Best.Contains(true))) lines.Add("* best");
        return string.Join('\n', lines);
    }

    /// <summary>Name, unit, rule and cells, all of one width.</summary>
    private static List<string> Lines(TableColumn column, int rows)
    {
        var cells = column.Aligned(' ', ' ');
        bool marks = column.Best.Contains(true);
        string[] body = [.. Enumerable.Range(0, rows).Select(row => cells[row] + (column.IsBest(row) ? "*" : marks ? " " : ""))];
        int width = Math.Max(Math.Max(column.Name.Length, column.Unit?.Length ?? 0), body.Select(cell => cell.Length).DefaultIfEmpty().Max());
        string Fill(string text) => column.IsNumber ? text.PadLeft(width) : text.PadRight(width);
        return [Fill(column.Name), Fill(column.Unit ?? ""), new string('─', width), .. body.Select(Fill)];
    }
}
