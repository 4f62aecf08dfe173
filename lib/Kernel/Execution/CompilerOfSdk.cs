using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Course.Kernel.Execution;

/// <summary>
/// Finds Roslyn where the installed SDK has it. That compiler knows the C# that the SDK knows, and it is there in machine code: the
/// first cell takes half the time that it takes with the package's, which the runtime has to compile first.
/// </summary>
internal static class CompilerOfSdk
{
    private static readonly Lazy<string?> Folder = new(Find);

#pragma warning disable CA2255 // The first method of this program that mentions a type of the compiler must find it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Install() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true && string.IsNullOrEmpty(name.CultureName) ? Load(context, name) : null;

    private static Assembly? Load(AssemblyLoadContext context, AssemblyName name)
    {
        if (Folder.Value is not { } folder)
            throw new CourseException($"No .NET SDK of version {Environment.Version.Major} was found in {SdksFolder}, whose compiler the cells need; install it and try again.");
        var path = Path.Combine(folder, name.Name + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }

    private static string SdksFolder => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "sdk"));

    /// <summary>In the newest SDK that goes with this runtime: a later one may need a later runtime.</summary>
    private static string? Find() => !Directory.Exists(SdksFolder) ? null : Directory.EnumerateDirectories(SdksFolder)
        .Select(sdk => (Compiler: Path.Combine(sdk, "Roslyn", "bincore"), Version: VersionOf(Path.GetFileName(sdk))))
        .Where(sdk => sdk.Version?.Major == Environment.Version.Major && File.Exists(Path.Combine(sdk.Compiler, "Microsoft.CodeAnalysis.CSharp.dll")))
        .OrderByDescending(sdk => sdk.Version)
        .Select(sdk => sdk.Compiler)
        .FirstOrDefault();

    // Previews are called 10.0.100-rc.2.25502.107.
    private static Version? VersionOf(string sdk) => Version.TryParse(sdk.Split('-')[0], out var version) ? version : null;
}
