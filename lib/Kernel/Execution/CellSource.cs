using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Execution;

/// <summary>A line that the kernel obeys before the compiler sees the rest: <c>#r "…"</c>, <c>#i "…"</c>, <c>#!magic …</c>.</summary>
/// <param name="Name">With its <c>#</c>, for example <c>#r</c> or <c>#!time</c>.</param>
/// <param name="Argument">What follows, without the quotes.</param>
/// <param name="Line">From 1, in the text that holds it.</param>
/// <param name="Column">From 1.</param>
/// <param name="File">The script that holds it; null for the cell itself.</param>
internal sealed record CellDirective(string Name, string Argument, int Line, int Column, string? File = null)
{
    public CellProblem Problem(string message) =>
        File is null ? new(Line, Column, message) : new(null, null, $"{File}({Line},{Column}): {message}");
}

/// <summary>
/// A cell's text split into C# and directives. The directives are blanked, not cut, so that lines and columns stay those of the cell;
/// the compiler would refuse <c>#r</c> after the first statement and knows nothing of packages.
/// </summary>
internal sealed record CellSource(string Code, IReadOnlyList<CellDirective> Directives)
{
    /// <summary>The scripts that the text asks for by <c>#load</c>; the compiler reads them itself.</summary>
    public IReadOnlyList<string> Scripts { get; private init; } = [];

    public static CellSource Parse(string text, string? file = null)
    {
        if (!text.Contains('#', StringComparison.Ordinal))
            return new(text, []);

        var tree = CSharpSyntaxTree.ParseText(text, CellCode.ParseOptions);
        List<CellDirective> directives = [];
        List<string> scripts = [];
        char[]? blanked = null;
        foreach (var trivia in tree.GetRoot().DescendantTrivia().Where(t => t.IsDirective))
        {
            var structure = (DirectiveTriviaSyntax)trivia.GetStructure()!;
            if (structure is LoadDirectiveTriviaSyntax { IsActive: true, File.IsMissing: false } load)
                scripts.Add(load.File.ValueText);
            if (!structure.IsActive || Read(structure) is not var (name, argument))
                continue;

            var start = tree.GetLineSpan(trivia.Span).StartLinePosition;
            directives.Add(new(name, argument, start.Line + 1, start.Character + 1, file));
            blanked ??= text.ToCharArray();
            for (var i = trivia.Span.Start; i < trivia.Span.End; i++)
                blanked[i] = blanked[i] is '\n' or '\r' ? blanked[i] : ' ';
        }

        return new(blanked is null ? text : new string(blanked), directives) { Scripts = scripts };
    }

    private static (string Name, string Argument)? Read(DirectiveTriviaSyntax directive)
    {
        if (directive is ReferenceDirectiveTriviaSyntax { File.IsMissing: false } reference)
            return ("#r", reference.File.ValueText.Trim());
        if (directive is not (BadDirectiveTriviaSyntax or ShebangDirectiveTriviaSyntax))
            return null;

        var words = directive.ToString().Trim().Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries);
        return words is [var name, ..] && (name.StartsWith("#!", StringComparison.Ordinal) || name == "#i")
            ? (name, words.Length > 1 ? words[1].Trim().Trim('"').Trim() : "")
            : null;
    }
}
