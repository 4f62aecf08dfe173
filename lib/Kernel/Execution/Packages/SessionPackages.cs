using Microsoft.CodeAnalysis;

namespace Course.Kernel.Execution.Packages;

/// <summary>The packages of one session. What has been loaded stays loaded, so a later request must agree with the earlier ones.</summary>
internal sealed class SessionPackages(PackageRestore restore)
{
    private readonly List<string> _sources = [];
    private List<PackageRequest> _requests = [];
    private Dictionary<string, RestoredPackage> _restored = new(StringComparer.OrdinalIgnoreCase);

    public void AddSource(string source) => _sources.Add(source);

    /// <summary>Restores the packages and lets cells load them.</summary>
    /// <returns>What has come into the session, the packages on which others depend first.</returns>
    /// <exception cref="CourseException">A package is missing, or contradicts one that is in use.</exception>
    public async Task<AddedPackages> AddAsync(IReadOnlyList<PackageRequest> wanted, CancellationToken cancellation)
    {
        List<PackageRequest> requests = [.. _requests];
        foreach (var request in wanted)
        {
            var same = requests.Find(r => r.Name.Equals(request.Name, StringComparison.OrdinalIgnoreCase));
            if (same is null)
                requests.Add(request);
            else if (!request.IsFloating && !same.IsFloating && same.Version != request.Version)
                throw new CourseException($"{same} is in use in this session; restart the kernel to use version {request.Version}.");
        }

        if (requests.Count == _requests.Count)
            return new AddedPackages([], []);

        var restored = await restore.RunAsync(requests, _sources, cancellation);
        foreach (var package in restored.Packages)
        {
            if (_restored.TryGetValue(package.Name, out var loaded) && loaded.Version != package.Version)
            {
                throw new CourseException($"{string.Join(", ", wanted)} needs {package.Name} {package.Version}, "
                    + $"and this session uses version {loaded.Version}; restart the kernel and ask for all packages in one cell.");
            }
        }

        var missing = restored.Frameworks.FirstOrDefault(name => SharedFrameworks.LibrariesOf(name).Count == 0);
        if (missing is not null)
            throw new CourseException($"{string.Join(", ", wanted)} needs the shared framework {missing}, which this kernel does not run on.");

        var added = restored.Packages.Where(p => !_restored.ContainsKey(p.Name)).ToList();
        LibraryLoader.Register(added.SelectMany(p => p.Runtime), added.SelectMany(p => p.Native));
        _requests = requests;
        _restored = restored.Packages.ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        return new AddedPackages(added, [.. restored.Frameworks.SelectMany(SharedFrameworks.LibrariesOf), .. added.SelectMany(p => p.Compile)]);
    }
}

/// <param name="Packages">Those that were not there before.</param>
/// <param name="Libraries">What cells can be compiled against from now on.</param>
internal sealed record AddedPackages(IReadOnlyList<RestoredPackage> Packages, IReadOnlyList<string> Libraries);
