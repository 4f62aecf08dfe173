namespace Course.Kernel.Book.Libraries;

/// <summary>Where the pages find one library: beside them, or on a server that readers with a network reach.</summary>
/// <param name="Package">Which.</param>
/// <param name="Folder">An address relative to the pages, or null for the server.</param>
internal sealed record LibraryPlace(NpmPackage Package, string? Folder)
{
    /// <summary>Attributes for the script that loads it: <c>data-script</c>, <c>data-style</c>, and from far away what they must hash to.</summary>
    public string ToAttributes() => Attribute("script", Package.Script) + (Package.Style is { } style ? Attribute("style", style) : "");

    private string Attribute(string name, LibraryFile file) => Folder is not null
        ? $" data-{name}=\"{Folder}/{file.Path}\""
        : $" data-{name}=\"https://cdn.jsdelivr.net/npm/{Package.Specification}/{file.Path}\" data-{name}-integrity=\"sha512-{file.Integrity}\"";
}

/// <summary>Where the pages find their libraries.</summary>
/// <param name="Beside">Those that lie beside the pages.</param>
/// <param name="Sentence">What the terminal says about it; null if no page needs a library.</param>
internal sealed record LibraryPlaces(IReadOnlyList<NpmPackage> Beside, string? Sentence)
{
    public LibraryPlace Of(NpmPackage package) => new(package, Beside.Contains(package) ? $"{PageFrame.Assets}/{package.FolderName}" : null);
}
