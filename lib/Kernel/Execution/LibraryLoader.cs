using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Course.Kernel.Execution;

/// <summary>
/// Finds the libraries of <c>#r</c> for the process, once and for all cells. Roslyn's own loader makes a load context per
/// folder and knows nothing of <c>.deps.json</c>; native libraries under <c>runtimes/</c> (libtorch) would not be found.
/// </summary>
internal static class LibraryLoader
{
    private static readonly ConcurrentDictionary<string, AssemblyDependencyResolver> Resolvers = new();
    private static readonly ConcurrentDictionary<string, string> Managed = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, string> Native = new(StringComparer.OrdinalIgnoreCase);

    static LibraryLoader()
    {
        AssemblyLoadContext.Default.Resolving += FindManaged;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += FindNative;
    }

    public static Assembly Load(string path)
    {
        Resolvers.GetOrAdd(path, static p => new AssemblyDependencyResolver(p));
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(path);
    }

    /// <summary>Makes the files of packages known; they are loaded when something first needs them.</summary>
    public static void Register(IEnumerable<string> managed, IEnumerable<string> native)
    {
        foreach (var path in managed)
            Managed.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        foreach (var path in native)
            Native.TryAdd(Path.GetFileName(path), path);
    }

    private static Assembly? FindManaged(AssemblyLoadContext context, AssemblyName name)
    {
        if (Managed.TryGetValue(name.Name!, out var known))
            return context.LoadFromAssemblyPath(known);
        foreach (var (library, resolver) in Resolvers)
        {
            var beside = Path.Combine(Path.GetDirectoryName(library)!, name.Name + ".dll");
            var path = resolver.ResolveAssemblyToPath(name) ?? (File.Exists(beside) ? beside : null);
            if (path is not null)
                return context.LoadFromAssemblyPath(path);
        }

        return null;
    }

    private static nint FindNative(Assembly requester, string name)
    {
        foreach (var resolver in Resolvers.Values)
        {
            if (resolver.ResolveUnmanagedDllToPath(name) is { } path)
                return NativeLibrary.Load(path);
        }

        // As the runtime itself tries: the name as it stands, then with the system's prefix and ending.
        string[] spellings = OperatingSystem.IsWindows() ? [name, name + ".dll"]
            : OperatingSystem.IsMacOS() ? [name, name + ".dylib", $"lib{name}.dylib"]
            : [name, name + ".so", $"lib{name}.so"];
        foreach (var spelling in spellings)
        {
            if (Native.TryGetValue(spelling, out var path))
                return NativeLibrary.Load(path);
        }

        return 0;
    }
}
