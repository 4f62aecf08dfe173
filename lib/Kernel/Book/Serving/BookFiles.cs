namespace Course.Kernel.Book.Serving;

/// <summary>The files of a book by the paths that browsers ask for.</summary>
/// <param name="folder">The book's.</param>
internal sealed class BookFiles(string folder)
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;

    /// <param name="path">Of an address, decoded, with its slash.</param>
    /// <returns>The file, or null: there is none, it is hidden or half-written, or the path leads out of the book.</returns>
    public string? Find(string path)
    {
        // A backslash is a separator on Windows, a colon names a drive there; a zero byte is never part of a name.
        if (!path.StartsWith('/') || path.IndexOfAny(['\\', ':', '\0']) >= 0)
            return null;
        var parts = (path.EndsWith('/') ? path + "index.html" : path)[1..].Split('/');
        if (parts.Any(part => part.Length == 0 || part.StartsWith('.')))
            return null;
        var file = new FileInfo(Path.Combine(_root, Path.Combine(parts)));
        return file.Exists && IsInside(file) ? file.FullName : null;
    }

    public static string TypeOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".ipynb" or ".json" => "application/json",
        ".png" => "image/png",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };

    private bool IsInside(FileInfo file) => file.FullName.StartsWith(_root, StringComparison.Ordinal)
        && (file.ResolveLinkTarget(returnFinalTarget: true) is not { } target || target.FullName.StartsWith(_root, StringComparison.Ordinal));
}
