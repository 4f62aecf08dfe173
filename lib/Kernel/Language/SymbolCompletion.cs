using System.Collections.Immutable;
using Course.Kernel.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Language;

/// <summary>Completion of C#: members after a dot, otherwise every name in scope, keywords, and what the place in particular suggests.</summary>
internal static class SymbolCompletion
{
    public static Completions At(SemanticModel model, int cursor, CancellationToken cancellation)
    {
        var root = model.SyntaxTree.GetRoot(cancellation);
        if (CursorToken.IsInText(root, cursor))
            return Completions.None(cursor);

        var (word, left) = CursorToken.At(root, cursor);
        var start = word == default ? cursor : word.SpanStart;
        var typed = word == default ? "" : word.Text[..(cursor - start)];
        var items = Candidates(model, left, start)
            .Where(item => item.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(item => item.Text)
            // What is spelt as it was typed comes first; front ends keep the order.
            .OrderByDescending(item => item.Text.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(item => item.Text, StringComparer.OrdinalIgnoreCase);
        return new Completions(start, word == default ? cursor : word.Span.End, [.. items]);
    }

    private static IEnumerable<CompletionItem> Candidates(SemanticModel model, SyntaxToken left, int position)
    {
        if (left.IsKind(SyntaxKind.DotToken) || left.IsKind(SyntaxKind.ColonColonToken) || left.IsKind(SyntaxKind.MinusGreaterThanToken))
            return Describe(MemberLookup.After(left, model, position));
        if (left.Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { } import && position <= import.Span.End && !left.IsKind(SyntaxKind.SemicolonToken))
            return Describe(model.LookupNamespacesAndTypes(position).Where(s => s is INamespaceSymbol || import.StaticKeyword != default || import.Alias is not null));
        if (IsNewName(left))
            return [];

        var isNext = left.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.OpenBraceToken or SyntaxKind.CommaToken;
        var particular = left.Parent switch
        {
            ArgumentListSyntax arguments when isNext => ParameterNames(model, arguments),
            // An initializer of which nothing is typed yet looks like that of a collection.
            InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax created } initializer when isNext =>
                Describe(Assignable(model, created, initializer, position)),
            _ => [],
        };
        if (left.Parent is InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression })
            return particular;
        if (left.IsKind(SyntaxKind.NewKeyword))
            return Describe(model.LookupNamespacesAndTypes(position).Where(s => s is not INamedTypeSymbol { IsStatic: true }));
        return particular.Concat(Describe(model.LookupSymbols(position))).Concat(Keywords.After(left).Select(word => new CompletionItem(word, "keyword")));
    }

    /// <summary>After <c>var</c> or <c>int</c> comes a name that the author invents.</summary>
    private static bool IsNewName(SyntaxToken left) =>
        left.Parent is PredefinedTypeSyntax { Parent: VariableDeclarationSyntax or ParameterSyntax or IncompleteMemberSyntax }
        || (left.IsKind(SyntaxKind.IdentifierToken) && left.Text == "var" && left.Parent?.Parent is VariableDeclarationSyntax or IncompleteMemberSyntax);

    private static IEnumerable<ISymbol> Assignable(SemanticModel model, ExpressionSyntax created, InitializerExpressionSyntax initializer, int position)
    {
        if (model.GetTypeInfo(created).Type is not { } type)
            return [];
        var assigned = initializer.Expressions.OfType<AssignmentExpressionSyntax>().Where(a => a.SpanStart < position).Select(a => a.Left.ToString()).ToHashSet();
        return model.LookupSymbols(position, type)
            .Where(s => s is IPropertySymbol { IsIndexer: false, IsStatic: false, SetMethod: not null } or IFieldSymbol { IsStatic: false, IsReadOnly: false })
            .Where(s => !assigned.Contains(s.Name));
    }

    private static IEnumerable<CompletionItem> ParameterNames(SemanticModel model, ArgumentListSyntax arguments) =>
        arguments.Parent is null ? [] :
            from symbol in SymbolAtCursor.Called(model, arguments.Parent)
            from parameter in symbol is IMethodSymbol method ? method.Parameters : []
            select new CompletionItem(parameter.Name + ":", "param");

    private static IEnumerable<CompletionItem> Describe(IEnumerable<ISymbol> symbols) =>
        from symbol in symbols
        where IsOffered(symbol)
        group symbol by symbol.Name into overloads
        let first = overloads.First()
        select new CompletionItem(Spelling(first), KindOf(first), Signature([.. overloads.OfType<IMethodSymbol>()]));

    private static bool IsOffered(ISymbol symbol) =>
        symbol is { CanBeReferencedByName: true, Name.Length: > 0 }
        && symbol is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.ReducedExtension or MethodKind.LocalFunction or MethodKind.DelegateInvoke) }
        && !symbol.Name.StartsWith(Submission.ClassName, StringComparison.Ordinal)
        && !symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "EditorBrowsableAttribute" && a.ConstructorArguments is [{ Value: 1 }]);

    private static string Spelling(ISymbol symbol) => SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name;

    private static string KindOf(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "module",
        ITypeParameterSymbol => "type",
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        INamedTypeSymbol { TypeKind: TypeKind.Struct } => "struct",
        INamedTypeSymbol => "class",
        IMethodSymbol => "function",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IParameterSymbol => "param",
        IFieldSymbol { IsConst: true } => "constant",
        IFieldSymbol { ContainingType.IsScriptClass: true } or ILocalSymbol => "variable",
        _ => "field",
    };

    private static string? Signature(ImmutableArray<IMethodSymbol> overloads)
    {
        if (overloads.IsEmpty)
            return null;
        var parameters = string.Join(", ", overloads[0].Parameters.Select(p => p.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        return $"({parameters}){(overloads.Length > 1 ? $" (+{overloads.Length - 1} overloads)" : "")}";
    }
}
