using Spectre.Console;
using Spectre.Console.Rendering;

namespace Course.Kernel.Grading;

/// <summary>Results as tables for a terminal.</summary>
internal static class ScoreTable
{
    private static readonly Style Plain = Style.Plain, Good = new(Color.Green), Bad = new(Color.Red), Dim = new(decoration: Decoration.Dim);

    /// <summary>A row for each exercise of a notebook.</summary>
    public static IRenderable Of(CheckedNotebook notebook)
    {
        var table = Columns("exercise", "points", "verdict", "message");
        table.Title = new TableTitle(Markup.Escape(Clean($"{notebook.Label}: {notebook.Homework}, seed {notebook.Seed}, {Score(notebook)}")));
        foreach (var exercise in notebook.Exercises)
            table.AddRow(
                Cell($"{exercise.Id} {exercise.Title}", Plain), Cell($"{exercise.Points} of {exercise.Of}", Plain),
                Cell(exercise.Verdict, exercise.Verdict switch { "passed" => Good, "unanswered" => Dim, _ => Bad }),
                Cell(exercise.Verdict is "passed" or "unanswered" ? "" : exercise.Message, Plain));
        return table;
    }

    /// <summary>A row for each notebook.</summary>
    public static IRenderable Of(IEnumerable<CheckedNotebook> notebooks)
    {
        var table = Columns("notebook", "homework", "points", "");
        foreach (var notebook in notebooks)
            table.AddRow(
                Cell(notebook.Label, Plain), Cell(notebook.Homework ?? "", Plain), Cell(Score(notebook), Plain),
                notebook.Passed ? Cell("passed", Good) : Cell(notebook.Errors.FirstOrDefault() ?? "", Bad));
        return table;
    }

    private static string Score(CheckedNotebook notebook) => notebook.Homework is null ? "" : $"{notebook.Points} of {notebook.Of} points";

    private static Table Columns(params string[] names)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in names)
            table.AddColumn(new TableColumn(name) { NoWrap = name is "points" or "verdict" or "homework" });
        return table;
    }

    private static Text Cell(string text, Style style) => new(Clean(text), style);

    // A message may carry what a student's code throws, and that may carry commands for the terminal.
    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
