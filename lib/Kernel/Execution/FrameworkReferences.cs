using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Course.Kernel.Execution;

/// <summary>What every cell is compiled against before any <c>#r</c>: the .NET runtime, the display functions, Formatting.</summary>
internal static class FrameworkReferences
{
    private static readonly Lazy<ILookup<string, MetadataReference>> Declarers = new(() => (
        from library in All.Cast<PortableExecutableReference>()
        from name in NamespacesOf(((AssemblyMetadata)library.GetMetadata()).GetModules()[0].GetMetadataReader())
        select (name, library)).ToLookup(d => d.name, d => (MetadataReference)d.library));

    static FrameworkReferences()
    {
        PathOf = FindAll();
        // The path is shown, but not said to be a file's: line numbers would begin with a description of each referenced file,
        // which takes a fifth of the time in which a small cell is compiled and which nobody reads.
        All = [.. PathOf.Values.Select(path => AssemblyMetadata.CreateFromFile(path).GetReference(filePath: null, display: path))];
        OutOfSight = [.. All.Select(reference => reference.WithAliases(["outofsight"]))];
    }

    /// <summary>By simple name, so that <c>#r "System.Text.Json"</c> finds what is there already.</summary>
    public static IReadOnlyDictionary<string, string> PathOf { get; }

    /// <summary>
    /// Not the kernel's other dependencies (Roslyn, Spectre.Console): a notebook that compiled against them by accident
    /// would fail in every other kernel.
    /// </summary>
    public static ImmutableArray<MetadataReference> All { get; }

    /// <summary>
    /// All, but known by a name of their own only: bound, so that every type is the same in every cell, and found by no look-up. A small cell spends
    /// a third of its compilation on looking for its few names in 170 libraries, half of which declare nothing.
    /// </summary>
    public static ImmutableArray<MetadataReference> OutOfSight { get; }

    /// <summary>The libraries that declare public types in one of the namespaces, or in the global one.</summary>
    public static IEnumerable<MetadataReference> Declaring(IEnumerable<string> namespaces) =>
        namespaces.Append("").SelectMany(name => Declarers.Value[name]).Distinct();

    private static IEnumerable<string> NamespacesOf(MetadataReader library) => library.TypeDefinitions
        .Select(library.GetTypeDefinition)
        .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
        .Select(type => type.Namespace)
        .Distinct()
        .Select(library.GetString);

    private static Dictionary<string, string> FindAll()
    {
        var runtime = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        var trusted = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        var paths = trusted
            .Where(path => string.Equals(Path.GetDirectoryName(path), runtime, StringComparison.Ordinal))
            .Append(typeof(FrameworkReferences).Assembly.Location)
            .Append(typeof(Formatter).Assembly.Location)
            .Append(typeof(Microsoft.AspNetCore.Html.IHtmlContent).Assembly.Location);

        // The host lists System.Private.CoreLib twice.
        return paths.Distinct().ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
    }
}
