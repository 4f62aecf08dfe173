using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Execution;

/// <summary>What a cell is for the compiler, and answers about a compiled one.</summary>
internal static class CellCode
{
    /// <summary>C# as the compiler's newest version understands it, in its script dialect.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>
    /// Whether what the cell has come to is to be shown: the value of an expression at its end without a semicolon, or of a <c>return</c>. A null alone
    /// does not tell: <c>f();</c> shows nothing, <c>(string?)null</c> shows <c>&lt;null&gt;</c>.
    /// </summary>
    public static bool ShowsValue(object? value, CSharpCompilation compilation, SyntaxTree cell) =>
        EndsInValue(compilation, cell) || (value is not null && Returns(cell));

    private static bool EndsInValue(CSharpCompilation compilation, SyntaxTree cell)
    {
        if (cell.GetRoot() is not CompilationUnitSyntax { Members: [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax last }] }
            || !last.SemicolonToken.IsMissing)
            return false;

        var type = compilation.GetSemanticModel(cell).GetTypeInfo(last.Expression).Type;
        return type is not { SpecialType: SpecialType.System_Void };
    }

    private static bool Returns(SyntaxTree cell) => cell.GetRoot()
        .DescendantNodes(node => node is CompilationUnitSyntax or GlobalStatementSyntax or (StatementSyntax and not LocalFunctionStatementSyntax))
        .Any(node => node is ReturnStatementSyntax { Expression: not null });

    /// <summary>Every error of the cell, in the order of its lines.</summary>
    public static IReadOnlyList<CellProblem> Errors(IEnumerable<Diagnostic> diagnostics, string path) =>
    [
        .. diagnostics
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .OrderBy(d => d.Location.SourceSpan.Start)
            .Select(d => Describe(d, path))
            .Distinct(),
    ];

    private static CellProblem Describe(Diagnostic diagnostic, string path)
    {
        var text = $"error {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        var place = diagnostic.Location.GetLineSpan();
        if (!diagnostic.Location.IsInSource)
            return new(null, null, text);

        // A line number of a #load'ed file must not be taken for one of the cell.
        var (line, column) = (place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1);
        return place.Path == path ? new(line, column, text) : new(null, null, $"{place.Path}({line},{column}): {text}");
    }
}
