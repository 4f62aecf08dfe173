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
    /// <param name="diagnostics">What the compiler says.</param>
    /// <param name="cell">The cell.</param>
    public static IReadOnlyList<CellProblem> Errors(IEnumerable<Diagnostic> diagnostics, SyntaxTree cell)
    {
        List<CellProblem> errors =
        [
            .. diagnostics
                .Where(d => d.Severity == DiagnosticSeverity.Error)
                .OrderBy(d => d.Location.SourceSpan.Start)
                .Select(d => Describe(d, cell.FilePath))
                .Distinct(),
        ];
        return errors.Count > 0 && UsingDeclaration(cell) is { } declaration ? [declaration] : errors;
    }

    // The script dialect takes it for a directive that lacks its semicolon, and tells errors that lead nowhere; as a block the cell is what it was meant to be.
    private static CellProblem? UsingDeclaration(SyntaxTree cell)
    {
        var text = cell.GetText();
        const string Begin = "{\n";
        if (SyntaxFactory.ParseStatement($"{Begin}{text}\n}}") is not BlockSyntax block)
            return null;
        var declaration = block.Statements.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(statement =>
            statement.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) && statement.Declaration.Variables is [{ Identifier.IsMissing: false, Initializer: not null }, ..]);
        if (declaration is null)
            return null;
        var place = text.Lines.GetLinePosition(declaration.SpanStart - Begin.Length);
        return new(place.Line + 1, place.Character + 1,
            "A using declaration cannot stand at the top level of a cell, whose variables outlive it: put it into a block { … }, or leave the word using away and call Dispose.");
    }

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
