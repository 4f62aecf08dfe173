using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Language;

/// <summary>What the name at the cursor means; of a method all overloads, the one that is called first.</summary>
internal static class SymbolAtCursor
{
    public static ImmutableArray<ISymbol> Find(SemanticModel model, int cursor, CancellationToken cancellation)
    {
        var root = model.SyntaxTree.GetRoot(cancellation);
        var (word, left) = CursorToken.At(root, cursor);
        if (word.Parent is { } node && Meaning(model, node, cancellation) is { IsEmpty: false } found)
            return found;

        // Between the brackets of a call: the call is what the reader wants to know about.
        var place = (word == default ? left : word).Parent;
        var arguments = place?.AncestorsAndSelf().FirstOrDefault(n => n is ArgumentListSyntax or AttributeArgumentListSyntax);
        return arguments?.Parent is { } call ? Called(model, call) : [];
    }

    /// <summary>The methods that a call may mean.</summary>
    public static ImmutableArray<ISymbol> Called(SemanticModel model, SyntaxNode call)
    {
        var info = model.GetSymbolInfo(call);
        var group = call is InvocationExpressionSyntax invocation ? model.GetMemberGroup(invocation.Expression)
            : info.Symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? [.. constructor.ContainingType.InstanceConstructors.Cast<ISymbol>()]
            : info.CandidateSymbols;
        return info.Symbol is { } chosen ? [chosen, .. group.Where(s => !SymbolEqualityComparer.Default.Equals(s, chosen))] : group;
    }

    private static ImmutableArray<ISymbol> Meaning(SemanticModel model, SyntaxNode node, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(node, cancellation) is { } declared && node is not GlobalStatementSyntax and not CompilationUnitSyntax)
            return [declared];

        if (node is SimpleNameSyntax name)
        {
            // The name within `a.Name(…)`, `new Name(…)`, `Name(…)`.
            var whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access
                : name.Parent is QualifiedNameSyntax qualified && qualified.Right == name ? qualified : (ExpressionSyntax)name;
            if (whole.Parent is InvocationExpressionSyntax invocation && invocation.Expression == whole)
                return Called(model, invocation);
            if (whole.Parent is BaseObjectCreationExpressionSyntax creation && Called(model, creation) is { IsEmpty: false } constructors)
                return constructors;
        }

        var info = model.GetSymbolInfo(node, cancellation);
        if (info.Symbol is { } symbol)
            return [symbol];
        if (!info.CandidateSymbols.IsEmpty)
            return info.CandidateSymbols;
        if (node is ExpressionSyntax expression && model.GetMemberGroup(expression, cancellation) is { IsEmpty: false } group)
            return group;
        return node is TypeSyntax && model.GetTypeInfo(node, cancellation).Type is { } type and not IErrorTypeSymbol ? [type] : [];
    }
}
