using Course.Kernel.Notebooks;

namespace Course.Kernel.Execution;

/// <summary>The cells of a file that another notebook imports.</summary>
internal static class ImportedScript
{
    private static readonly string[] Kinds = [".ipynb", ".dib", ".csx", ".cs"];

    /// <param name="path">The file.</param>
    /// <param name="name">How messages name it.</param>
    /// <exception cref="CourseException">The file is absent or cannot be understood.</exception>
    public static IReadOnlyList<string> Read(string path, string name)
    {
        var kind = Path.GetExtension(path).ToLowerInvariant();
        if (!Kinds.Contains(kind))
            throw new CourseException($"#!import {name}: only {string.Join(", ", Kinds)} files can be imported.");
        if (!File.Exists(path))
            throw new CourseException($"#!import {name}: there is no such file in {Path.GetDirectoryName(path)}.");
        return kind switch
        {
            ".ipynb" => [.. NotebookReader.Read(path, name).Cells.Where(c => c.Runs).Select(c => c.Source)],
            ".dib" => Cells(File.ReadAllText(path)),
            _ => [File.ReadAllText(path)],
        };
    }

    /// <summary>The C# of a .dib file, in which a line <c>#!language</c> begins each cell.</summary>
    public static IReadOnlyList<string> Cells(string dib)
    {
        List<string> cells = [];
        List<string>? cell = [];
        foreach (var line in dib.ReplaceLineEndings("\n").Split('\n'))
        {
            var mark = line.Trim();
            if (!mark.StartsWith("#!", StringComparison.Ordinal) || Magics.IsKnown(mark.Split(' ')[0]))
            {
                cell?.Add(line);
                continue;
            }

            // Text and other languages are left out: an import is there for what it declares.
            if (cell is not null)
                cells.Add(string.Join('\n', cell));
            cell = CellPart.CSharp.Contains(mark[2..]) ? [] : null;
        }

        if (cell is not null)
            cells.Add(string.Join('\n', cell));
        return [.. cells.Where(c => !string.IsNullOrWhiteSpace(c))];
    }
}
