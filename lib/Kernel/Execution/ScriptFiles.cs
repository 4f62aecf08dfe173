using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Kernel.Execution;

/// <summary>
/// The files behind <c>#load "…"</c>: paths count from the notebook's folder, within a script from the script's own. Their
/// <c>#r</c> lines have been obeyed before the compiler reads them and are blanked as those of a cell are.
/// </summary>
internal sealed class ScriptFiles(string folder) : SourceFileResolver([], folder)
{
    public override SourceText ReadText(string resolvedPath) =>
        SourceText.From(CellSource.Parse(File.ReadAllText(resolvedPath)).Code, System.Text.Encoding.UTF8);

    /// <summary>The directives of the scripts that a cell loads, those of nested scripts first; a missing file is left to the compiler.</summary>
    public IReadOnlyList<CellDirective> DirectivesOf(CellSource cell)
    {
        List<CellDirective> directives = [];
        HashSet<string> seen = [];
        Add(cell, null);
        return directives;

        void Add(CellSource source, string? file)
        {
            foreach (var script in source.Scripts)
            {
                if (ResolveReference(script, file) is not { } path || !seen.Add(path) || !File.Exists(path))
                    continue;
                var loaded = CellSource.Parse(File.ReadAllText(path), path);
                Add(loaded, path);
                directives.AddRange(loaded.Directives);
            }
        }
    }
}
