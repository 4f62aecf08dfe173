namespace Course.Kernel.Install;

/// <summary>Where Jupyter looks for kernels, on each system; <c>jupyter --paths</c> shows the same.</summary>
/// <param name="environment">Environment variables by name; null for those that are not set.</param>
/// <param name="home">The user's folder.</param>
internal sealed class JupyterFolders(Func<string, string?> environment, string home)
{
    private const string Kernels = "kernels";

    public static JupyterFolders OfThisUser { get; } =
        new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The user's own kernels.</summary>
    public string User => Path.Combine(UserData, Kernels);

    /// <summary>Those of everybody on this machine; Debian's packages are in the second.</summary>
    public IReadOnlyList<string> System => OperatingSystem.IsWindows()
        ? [Path.Combine(environment("PROGRAMDATA") ?? @"C:\ProgramData", "jupyter", Kernels)]
        : ["/usr/local/share/jupyter/kernels", "/usr/share/jupyter/kernels"];

    /// <summary>Those of the Python environment that is active now; null if there is none.</summary>
    public string? OfPythonEnvironment => (Set("VIRTUAL_ENV") ?? Set("CONDA_PREFIX")) is { } prefix ? Under(prefix) : null;

    /// <summary>In the order in which Jupyter asks them, without duplicates.</summary>
    public IReadOnlyList<string> All =>
    [
        .. (Set("JUPYTER_PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? []).Select(folder => Path.Combine(folder, Kernels))
            .Append(User).Append(OfPythonEnvironment).Concat(System).OfType<string>().Distinct(),
    ];

    /// <summary>Those of an installation in <paramref name="prefix"/>, such as <c>/usr</c> or a virtual environment.</summary>
    public static string Under(string prefix) => Path.Combine(prefix, "share", "jupyter", Kernels);

    private string UserData
    {
        get
        {
            if (Set("JUPYTER_DATA_DIR") is { } own)
                return own;
            if (OperatingSystem.IsWindows())
                return Path.Combine(Set("APPDATA") ?? Path.Combine(home, "AppData", "Roaming"), "jupyter");
            return OperatingSystem.IsMacOS()
                ? Path.Combine(home, "Library", "Jupyter")
                : Path.Combine(Set("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter");
        }
    }

    private string? Set(string name) => environment(name) is { Length: > 0 } value ? value : null;
}
