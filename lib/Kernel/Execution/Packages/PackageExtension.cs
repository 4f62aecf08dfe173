using System.Reflection;

namespace Course.Kernel.Execution.Packages;

/// <summary>
/// What a package brings for notebooks, in <c>interactive-extensions/dotnet</c>: libraries with a class that implements .NET
/// Interactive's <c>IKernelExtension</c>, and a script <c>extension.dib</c>.
/// </summary>
internal static class PackageExtension
{
    private const string Interface = "Microsoft.DotNet.Interactive.IKernelExtension";

    /// <param name="package">The package, whose libraries can be loaded already.</param>
    /// <param name="run">Runs code in the session.</param>
    /// <returns>Why the extension's script failed, or null. A library that cannot be loaded costs a sentence on stderr and no more.</returns>
    public static async Task<CellFailure?> LoadAsync(RestoredPackage package, Func<string, Task<CellFailure?>> run)
    {
        var folder = Path.Combine(package.Folder, "interactive-extensions", "dotnet");
        if (!Directory.Exists(folder))
            return null;
        var libraries = Directory.GetFiles(folder, "*.dll");
        LibraryLoader.Register(libraries, []);
        foreach (var library in libraries.Order(StringComparer.Ordinal))
        {
            try
            {
                await LoadLibraryAsync(library);
            }
            catch (Exception e)
            {
                var cause = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
                await Console.Error.WriteLineAsync($"The extension {Path.GetFileName(library)} of {package.Name} was not loaded: {Reason(cause)}");
            }
        }

        var script = Path.Combine(folder, "extension.dib");
        if (!File.Exists(script))
            return null;
        foreach (var cell in ImportedScript.Cells(await File.ReadAllTextAsync(script)))
        {
            if (await run(cell) is { } failure)
            {
                var problems = failure.Problems.Select(p => new CellProblem(null, null, $"extension.dib of {package.Name}: {p}"));
                return failure with { Problems = [.. problems] };
            }
        }

        return null;
    }

    private static async Task LoadLibraryAsync(string library)
    {
        foreach (var type in LibraryLoader.Load(library).GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            if (type.GetInterface(Interface)?.GetMethod("OnLoadAsync") is not { } load)
                continue;
            // The extension's own idea of a kernel: not this one, but enough to register formatters, which is what extensions do.
            var kernel = load.GetParameters()[0].ParameterType;
            var composite = kernel.Assembly.GetType("Microsoft.DotNet.Interactive.CompositeKernel") ?? kernel;
            var argument = composite.GetConstructor([]) is null ? null : Activator.CreateInstance(composite);
            await (Task)load.Invoke(Activator.CreateInstance(type), [argument])!;
        }
    }

    private static string Reason(Exception cause) => cause switch
    {
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => Reason(first),
        FileNotFoundException { FileName: { } name } => $"it needs {name.Split(',')[0]}, which is not there.",
        _ => $"{cause.GetType().Name}: {cause.Message}",
    };
}
