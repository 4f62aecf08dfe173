using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;

namespace Course.Kernel.Language;

/// <summary>A symbol's signature and documentation, as plain text and as Markdown.</summary>
internal static class SymbolDescription
{
    private const int MostOverloads = 5;

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMemberOptions(SymbolDisplayFormat.MinimallyQualifiedFormat.MemberOptions | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .WithLocalOptions(SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue);

    /// <param name="symbols">A symbol and its other overloads.</param>
    /// <param name="compilation">Where it stands.</param>
    /// <param name="isDetailed">Parameters, exceptions, remarks, and all overloads too.</param>
    public static JsonObject Of(ImmutableArray<ISymbol> symbols, Compilation compilation, bool isDetailed)
    {
        var documentation = SymbolDocumentation.Of(symbols[0], compilation);
        StringBuilder plain = new(), markdown = new();
        var signature = Signature(symbols[0]);
        plain.Append(signature);
        markdown.Append("```csharp\n").Append(signature);
        foreach (var overload in symbols.Skip(1).Take(isDetailed ? MostOverloads : 0))
        {
            plain.Append('\n').Append(Signature(overload));
            markdown.Append('\n').Append(Signature(overload));
        }

        var untold = symbols.Length - 1 - (isDetailed ? Math.Min(MostOverloads, symbols.Length - 1) : 0);
        if (untold > 0)
            plain.Append(CultureInfo.InvariantCulture, $" (+{untold} overload{(untold > 1 ? "s" : "")})");
        markdown.Append("\n```");
        if (untold > 0)
            markdown.Append(CultureInfo.InvariantCulture, $"\n\n+{untold} overload{(untold > 1 ? "s" : "")}");

        if (documentation is not null)
        {
            plain.Append(DocumentationText.Render(documentation, isDetailed, isMarkdown: false));
            markdown.Append(DocumentationText.Render(documentation, isDetailed, isMarkdown: true));
        }

        return new JsonObject { ["text/plain"] = plain.ToString(), ["text/markdown"] = markdown.ToString() };
    }

    private static string Signature(ISymbol symbol) => symbol switch
    {
        // The class that holds a cell's variables is nobody's business.
        IFieldSymbol { ContainingType.IsScriptClass: true } field => $"{field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {field.Name}",
        { ContainingType.IsScriptClass: true } => symbol.ToDisplayString(Format.WithMemberOptions(Format.MemberOptions & ~SymbolDisplayMemberOptions.IncludeContainingType)),
        INamedTypeSymbol { TypeKind: not TypeKind.Delegate } type => $"{type.ToDisplayString(Format)}{Base(type)}",
        _ => symbol.ToDisplayString(Format),
    };

    private static string Base(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: SpecialType.None } parent } ? " : " + parent.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : "";
}
