using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Kernel.Language;

/// <summary>What may follow a dot.</summary>
internal static class MemberLookup
{
    public static IEnumerable<ISymbol> After(SyntaxToken dot, SemanticModel model, int position)
    {
        if (Before(dot) is not { } receiver)
            return [];

        var symbol = model.GetSymbolInfo(receiver).Symbol;
        var type = model.GetTypeInfo(receiver).Type;
        if (symbol is null && type is null or IErrorTypeSymbol)
        {
            // `x.` before the next line's `y = 1` is read as a type's name: bind what stands before the dot on its own.
            var alone = SyntaxFactory.ParseExpression(receiver.ToString());
            symbol = model.GetSpeculativeSymbolInfo(receiver.SpanStart, alone, SpeculativeBindingOption.BindAsExpression).Symbol;
            type = model.GetSpeculativeTypeInfo(receiver.SpanStart, alone, SpeculativeBindingOption.BindAsExpression).Type;
        }

        if (dot.Parent is MemberBindingExpressionSyntax && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (dot.IsKind(SyntaxKind.MinusGreaterThanToken) && type is IPointerTypeSymbol pointer)
            type = pointer.PointedAtType;

        return symbol switch
        {
            INamespaceSymbol space => model.LookupNamespacesAndTypes(position, space),
            ITypeSymbol named => model.LookupStaticMembers(position, named).Concat(model.LookupNamespacesAndTypes(position, named)),
            _ when type is not null and not IErrorTypeSymbol =>
                model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(s => !s.IsStatic && s is not INamespaceOrTypeSymbol),
            _ => [],
        };
    }

    private static ExpressionSyntax? Before(SyntaxToken dot) => dot.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        QualifiedNameSyntax name => name.Left,
        AliasQualifiedNameSyntax name => name.Alias,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(c => c.WhenNotNull.Span.Contains(binding.Span))?.Expression,
        _ => null,
    };
}
