namespace Course.Lectures.SourceCode;

/// <summary>Some lines of a file.</summary>
/// <param name="Path">From the root of the repository, with slashes.</param>
/// <param name="Line">The first line, from 1.</param>
/// <param name="Code">The lines, moved to the left margin.</param>
internal sealed record Fragment(string Path, int Line, string Code)
{
    public static Fragment Cut(string path, string code, Range range)
    {
        string[] lines = code[range].TrimEnd().Split('\n');
        int margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return new(path, code[..range.Start.Value].Count(c => c == '\n') + 1,
            string.Join('\n', lines.Select(line => line.Length > margin ? line[margin..] : line.Trim())));
    }
}
