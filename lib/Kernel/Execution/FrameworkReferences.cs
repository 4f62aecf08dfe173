using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Course.Kernel.Execution;

/// <summary>What every cell is compiled against before any <c>#r</c>: the .NET runtime, the display functions, Formatting.</summary>
internal static class FrameworkReferences
{
    /// <summary>By simple name, so that <c>#r "System.Text.Json"</c> finds what is there already.</summary>
    public static IReadOnlyDictionary<string, string> PathOf { get; } = FindAll();

    /// <summary>
    /// Not the kernel's other dependencies (Roslyn, Spectre.Console): a notebook that compiled against them by accident
    /// would fail in every other kernel.
    /// </summary>
    public static ImmutableArray<MetadataReference> All { get; } =
        [.. PathOf.Values.Select(path => MetadataReference.CreateFromFile(path))];

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
