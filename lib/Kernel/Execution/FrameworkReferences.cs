using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Course.Kernel.Cells;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Course.Kernel.Execution;

/// <summary>What every cell is compiled against before any <c>#r</c>: the .NET runtime, the display functions, Formatting.</summary>
internal static class FrameworkReferences
{
    /// <summary>It declares one type in System, and needs two dozen others. Having no extension methods, it may wait until that type is named.</summary>
    private const string Heavy = "System.ComponentModel.TypeConverter";

    private static readonly Lazy<ILookup<string, MetadataReference>> Declarers = new(() => (
        from library in All
        from name in NamespacesOf(MetadataOf(library))
        where !(name == nameof(System) && NameOf(library) == Heavy)
        select (name, library)).ToLookup(d => d.name, d => d.library));

    private static readonly Dictionary<string, MetadataReference> ByName;
    private static readonly Dictionary<string, MetadataReference> OutOfSight;

    static FrameworkReferences()
    {
        PathOf = FindAll();
        // The path is shown, but not said to be a file's: line numbers would begin with a description of each referenced file,
        // which takes a fifth of the time in which a small cell is compiled and which nobody reads.
        All = [.. PathOf.Values.Select(path => AssemblyMetadata.CreateFromFile(path).GetReference(filePath: null, display: path))];
        ByName = All.ToDictionary(NameOf, StringComparer.OrdinalIgnoreCase);
        OutOfSight = All.ToDictionary(NameOf, reference => reference.WithAliases(["outofsight"]), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>By simple name, so that <c>#r "System.Text.Json"</c> finds what is there already.</summary>
    public static IReadOnlyDictionary<string, string> PathOf { get; }

    /// <summary>
    /// Not the kernel's other dependencies (Roslyn, Spectre.Console): a notebook that compiled against them by accident
    /// would fail in every other kernel.
    /// </summary>
    public static ImmutableArray<MetadataReference> All { get; }

    /// <summary>
    /// What the libraries refer to, and what that refers to, as far as it is of the framework. It is known by a name of its own only: bound, so that
    /// every type is the same in every cell, whatever comes into sight later, and found by no look-up. To bind all 170 for every cell, and to look for
    /// its few names in them, takes a tenth of the time of a trivial cell.
    /// </summary>
    public static IEnumerable<MetadataReference> NeededBy(IEnumerable<MetadataReference> libraries)
    {
        HashSet<string> needed = new(StringComparer.OrdinalIgnoreCase);
        Queue<MetadataReference> toLookAt = new(libraries);
        while (toLookAt.TryDequeue(out var library))
        {
            foreach (var name in ReferencesOf(library).Where(OutOfSight.ContainsKey).Where(needed.Add))
                toLookAt.Enqueue(OutOfSight[name]);
        }

        return needed.Select(name => OutOfSight[name]);
    }

    /// <summary>One of the framework's libraries, or null; only as something that others refer to.</summary>
    /// <param name="name">Its simple name.</param>
    public static PortableExecutableReference? Find(string name) => OutOfSight.GetValueOrDefault(name) as PortableExecutableReference;

    /// <summary>The same library of the framework so that its names are found; null for any other.</summary>
    public static MetadataReference? InSight(MetadataReference library) => ByName.GetValueOrDefault(NameOf(library));

    /// <summary>The libraries of the framework whose types a compiled cell is made of.</summary>
    public static IEnumerable<MetadataReference> UsedBy(MemoryStream image)
    {
        using var code = new PEReader([.. image.ToArray()]);
        return [.. ReferencesOf(code.GetMetadataReader()).Where(ByName.ContainsKey).Select(name => ByName[name])];
    }

    /// <summary>The libraries that declare public types where an import looks for them, or in the global namespace.</summary>
    /// <param name="imports">Namespaces, or types, in which case it is the namespace around them.</param>
    public static IEnumerable<MetadataReference> Declaring(IEnumerable<string> imports) =>
        imports.Select(NamespaceOf).Append("").SelectMany(name => Declarers.Value[name]).Distinct();

    private static string NamespaceOf(string import)
    {
        while (import.Length > 0 && !Declarers.Value.Contains(import))
            import = import[..Math.Max(0, import.LastIndexOf('.'))];
        return import;
    }

    private static string NameOf(MetadataReference library) => Path.GetFileNameWithoutExtension(library.Display!);

    private static IEnumerable<string> ReferencesOf(MetadataReference library)
    {
        try
        {
            return ReferencesOf(MetadataOf(library));
        }
        catch (Exception e) when (e is BadImageFormatException or IOException)
        {
            return []; // the compiler says it better
        }
    }

    private static IEnumerable<string> ReferencesOf(MetadataReader metadata) =>
        metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));

    private static MetadataReader MetadataOf(MetadataReference library) =>
        ((AssemblyMetadata)((PortableExecutableReference)library).GetMetadata()).GetModules()[0].GetMetadataReader();

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
            .Append(typeof(DisplayFunctions).Assembly.Location)
            .Append(typeof(Formatter).Assembly.Location)
            .Append(typeof(Microsoft.AspNetCore.Html.IHtmlContent).Assembly.Location);

        // The host lists System.Private.CoreLib twice.
        return paths.Distinct().ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
    }
}
