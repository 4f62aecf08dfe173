namespace Course.Kernel.Execution.Packages;

/// <summary>The shared frameworks on which this process runs.</summary>
internal static class SharedFrameworks
{
    /// <summary>The libraries of a framework such as <c>Microsoft.AspNetCore.App</c>; none if the process does not have it.</summary>
    public static IReadOnlyList<string> LibrariesOf(string framework)
    {
        var trusted = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        // …/shared/Microsoft.AspNetCore.App/10.0.0/Some.dll
        return [.. trusted.Where(path => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path))) == framework)];
    }
}
