using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Execution;

/// <summary>
/// Looks at a cell's <c>#r</c> lines before the compiler does: the compiler can only say that metadata "could not be found",
/// where the reader needs to know what to build.
/// </summary>
internal static class CellDirectives
{
    private static readonly CSharpParseOptions ScriptOptions = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>The libraries that the cell asks for, and what is wrong with those that it cannot have.</summary>
    public static (IReadOnlyList<string> Libraries, IReadOnlyList<CellProblem> Problems) Read(
        string code, LibraryResolver resolver, CancellationToken cancellation)
    {
        if (!code.Contains("#r", StringComparison.Ordinal))
            return ([], []);

        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, ScriptOptions, cancellationToken: cancellation)
            .GetRoot(cancellation);
        List<string> libraries = [];
        List<CellProblem> problems = [];
        foreach (var directive in root.GetReferenceDirectives())
        {
            var reference = directive.File.ValueText.Trim();
            if (reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
                problems.Add(At(directive, $"#r \"{reference}\" is not supported yet by course run; reference a built library by its path."));
            else if (resolver.FindPath(reference) is { } path)
                libraries.Add(path);
            else if (reference.Length > 0)
                problems.Add(At(directive, $"#r \"{reference}\" names a library that does not exist yet; "
                    + "build it first with: dotnet build -c Release"));
        }

        return (libraries, problems);
    }

    private static CellProblem At(SyntaxNode node, string message)
    {
        var start = node.GetLocation().GetLineSpan().StartLinePosition;
        return new(start.Line + 1, start.Character + 1, message);
    }
}
