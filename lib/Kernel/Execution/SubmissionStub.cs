using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Execution;

/// <summary>
/// The declarations of a cell that has run, without what it did: variables with their types written out, methods without bodies,
/// types as they are. Later cells compile against it to the same code as against the cell itself, while it names fewer earlier cells:
/// <c>var y = x + 1;</c> needs the cell of <c>x</c> to be understood, <c>int y;</c> does not.
/// </summary>
internal static class SubmissionStub
{
    private static readonly SymbolDisplayFormat TypeFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandNullable);

    private static readonly ArrowExpressionClauseSyntax NoBody = SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression("throw null"));

    public static string Of(CSharpCompilation compilation)
    {
        var text = new StringBuilder();
        var units = compilation.SyntaxTrees.Select(tree => tree.GetCompilationUnitRoot()).ToList();
        foreach (var import in units.SelectMany(unit => unit.Usings))
            text.Append(import.WithoutTrivia().NormalizeWhitespace()).Append('\n');
        // Variables come from the symbols: `out var x` and `var (a, b) = …` declare some within statements.
        foreach (var field in Submission.Declarations(compilation).OfType<IFieldSymbol>())
            text.Append(Declare(field)).Append('\n');
        foreach (var member in units.SelectMany(unit => unit.Members))
        {
            if (member is GlobalStatementSyntax or FieldDeclarationSyntax)
                continue;
            text.Append(Documentation(member)).Append(Strip(member).WithoutTrivia().ToFullString()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Whether later cells would be compiled to the same code against <paramref name="stub"/> as against <paramref name="original"/>.</summary>
    public static bool Matches(CSharpCompilation stub, CSharpCompilation original)
    {
        var expected = Submission.Declarations(original).Select(Identity).Order(StringComparer.Ordinal);
        return expected.SequenceEqual(Submission.Declarations(stub).Select(Identity).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static string Declare(IFieldSymbol field)
    {
        var modifiers = field.IsConst ? "const " : $"{(field.IsStatic ? "static " : "")}{(field.IsReadOnly ? "readonly " : "")}";
        var value = field.IsConst ? " = " + Literal(field) : "";
        return $"{modifiers}{field.Type.ToDisplayString(TypeFormat)} @{field.Name}{value};";
    }

    private static string Literal(IFieldSymbol field) =>
        $"({field.Type.ToDisplayString(TypeFormat)})({SymbolDisplay.FormatPrimitive(field.ConstantValue!, quoteStrings: true, useHexadecimalNumbers: false) ?? "null"})";

    private static MemberDeclarationSyntax Strip(MemberDeclarationSyntax member) => member is MethodDeclarationSyntax method
        ? method.WithBody(null).WithExpressionBody(NoBody).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
        : member;

    private static string Documentation(MemberDeclarationSyntax member) => string.Concat(member.GetLeadingTrivia()
        .Where(t => t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || t.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia))
        .Select(t => t.ToFullString()));

    /// <summary>A declaration with the assemblies of all types that it mentions: the same name may stand for types of several cells.</summary>
    private static string Identity(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => $"{field.Name}: {Identity(field.Type)} {field.ConstantValue}",
        IMethodSymbol method => $"{method.Name}`{method.Arity}({string.Join(", ", method.Parameters.Select(p => Identity(p.Type)))}): {Identity(method.ReturnType)}",
        IPropertySymbol property => $"{property.Name}: {Identity(property.Type)}",
        INamedTypeSymbol type => $"{type.MetadataName}: {(type.BaseType is null ? "" : Identity(type.BaseType))} "
            + string.Join("; ", type.GetMembers().Where(m => m is IFieldSymbol or IMethodSymbol or IPropertySymbol).Select(Identity)),
        _ => symbol.ToDisplayString(),
    };

    private static string Identity(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"{Identity(array.ElementType)}[{array.Rank}]",
        INamedTypeSymbol named => $"{named.ContainingAssembly?.Name}:{named.ContainingType?.MetadataName}.{named.MetadataName}"
            + $"<{string.Join(", ", named.TypeArguments.Select(Identity))}>",
        _ => type.ToDisplayString(),
    };
}
