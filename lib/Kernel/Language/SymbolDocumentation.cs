using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Course.Kernel.Language;

/// <summary>Finds what an author has written about a symbol, following <c>inheritdoc</c>.</summary>
internal static class SymbolDocumentation
{
    private const int DeepestInheritance = 8;

    /// <returns>The <c>member</c> element, or null if nothing is written.</returns>
    public static XElement? Of(ISymbol symbol, Compilation compilation, int depth = 0)
    {
        symbol = symbol is IMethodSymbol { ReducedFrom: { } unreduced } ? unreduced : symbol.OriginalDefinition;
        var xml = symbol.GetDocumentationCommentXml();
        var member = string.IsNullOrWhiteSpace(xml) ? Beside(symbol, compilation) : Parse(xml);
        if (member?.Descendants("inheritdoc").FirstOrDefault() is not { } inherit || depth >= DeepestInheritance)
            return member ?? (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } c ? Of(c.ContainingType, compilation, depth + 1) : null);

        var source = (string?)inherit.Attribute("cref") is { } id ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) : Inherited(symbol);
        return source is null ? member : Of(source, compilation, depth + 1);
    }

    private static XElement? Beside(ISymbol symbol, Compilation compilation) =>
        symbol.GetDocumentationCommentId() is { } id
        && symbol.ContainingAssembly is { } assembly
        && compilation.GetMetadataReference(assembly) is PortableExecutableReference { Display: { } path }
        && DocumentationFiles.Find(id, path) is { } xml
            ? Parse(xml)
            : null;

    private static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (System.Xml.XmlException)
        {
            return null; // an author's slip; the signature is still worth showing
        }
    }

    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? parent : type.Interfaces.FirstOrDefault(),
        IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
        { ContainingType: { } container } => container.AllInterfaces
            .SelectMany(i => i.GetMembers(symbol.Name))
            .FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(container.FindImplementationForInterfaceMember(m), symbol)),
        _ => null,
    };
}
