using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Course.Kernel.Execution;

/// <summary>
/// Loads the libraries of <c>#r</c> into the process, once and for all cells. Roslyn's own loader makes a load context per
/// folder and knows nothing of <c>.deps.json</c>; native libraries under <c>runtimes/</c> (libtorch) would not be found.
/// </summary>
internal static class LibraryLoader
{
    private static readonly ConcurrentDictionary<string, AssemblyDependencyResolver> Resolvers = new();

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

    private static Assembly? FindManaged(AssemblyLoadContext context, AssemblyName name)
    {
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

        return 0;
    }
}
