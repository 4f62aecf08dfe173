namespace Course.Kernel.Execution.Packages;

/// <summary>A package as a cell asks for it.</summary>
/// <param name="Name">Its id; case does not matter.</param>
/// <param name="Version">As in a project file; <c>*</c> for the newest.</param>
internal sealed record PackageRequest(string Name, string Version)
{
    private const string Scheme = "nuget:";

    /// <summary>Whether the version is only known when a source has been asked.</summary>
    public bool IsFloating => Version.Contains('*', StringComparison.Ordinal);

    public static bool IsPackage(string reference) => reference.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>nuget: Name, Version</c>; null if it is something else.</summary>
    public static PackageRequest? Parse(string reference)
    {
        var words = reference[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries);
        return words switch
        {
            [{ Length: > 0 } name] when IsName(name) => new(name, "*"),
            [{ Length: > 0 } name, { Length: > 0 } version] when IsName(name) => new(name, version),
            _ => null,
        };
    }

    public override string ToString() => IsFloating ? Name : $"{Name} {Version}";

    private static bool IsName(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-');
}
