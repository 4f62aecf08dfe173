using Course.Kernel.Execution;

namespace Course.Kernel.Language;

/// <summary>Completion in the lines that the kernel itself obeys: names of magics, paths, packages that have been restored before.</summary>
internal static class DirectiveCompletion
{
    private const string Package = "nuget:";

    /// <returns>Null if the cursor is not in such a line.</returns>
    public static Completions? At(string code, int cursor, string folder)
    {
        var start = cursor == 0 ? 0 : code.LastIndexOf('\n', cursor - 1) + 1;
        var line = code[start..cursor];
        var text = line.TrimStart();
        if (!text.StartsWith('#'))
            return null;

        var first = start + line.Length - text.Length;
        if (!text.Contains(' ', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal))
            return new Completions(first, cursor, [.. Magics.Names.Where(name => name.StartsWith(text, StringComparison.Ordinal)).Select(name => new CompletionItem(name, "keyword"))]);

        var quote = text.IndexOf('"', StringComparison.Ordinal);
        var argument = quote >= 0 ? quote + 1 : text.StartsWith("#!import ", StringComparison.Ordinal) ? "#!import ".Length : -1;
        if (argument < 0)
            return text.StartsWith("#!", StringComparison.Ordinal) ? Completions.None(cursor) : null;
        var typed = text[argument..];
        return text[..2] == "#r" && typed.TrimStart().StartsWith(Package, StringComparison.OrdinalIgnoreCase)
            ? Packages(typed.TrimStart()[Package.Length..].TrimStart(), cursor)
            : Paths(typed, cursor, folder, Endings(text));
    }

    private static string[] Endings(string directive) => directive switch
    {
        ['#', 'r', ..] => [".dll"],
        ['#', 'l', ..] => [".csx", ".cs"],
        _ => [".ipynb", ".dib", ".csx", ".cs"],
    };

    private static Completions Packages(string typed, int cursor)
    {
        var root = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var comma = typed.IndexOf(',', StringComparison.Ordinal);
        var (folder, prefix) = comma < 0 ? (root, typed) : (Path.Combine(root, typed[..comma].Trim().ToLowerInvariant()), typed[(comma + 1)..].TrimStart());
        if (!Directory.Exists(folder))
            return Completions.None(cursor);
        var names = Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.'));
        return Matching(names, prefix, cursor, "module");
    }

    private static Completions Paths(string typed, int cursor, string folder, string[] endings)
    {
        var slash = typed.LastIndexOfAny(['/', '\\']);
        var place = Path.GetFullPath(typed[..(slash + 1)].Replace('\\', '/'), folder);
        if (!Directory.Exists(place))
            return Completions.None(cursor);
        var names = Directory.EnumerateDirectories(place).Select(path => Path.GetFileName(path) + "/")
            .Concat(Directory.EnumerateFiles(place).Where(path => endings.Contains(Path.GetExtension(path))).Select(path => Path.GetFileName(path)))
            .Where(name => !name.StartsWith('.'));
        return Matching(names.Concat(typed is "" or "." or ".." || typed.EndsWith("/.", StringComparison.Ordinal) || typed.EndsWith("/..", StringComparison.Ordinal) ? ["../"] : []),
            typed[(slash + 1)..], cursor, "path");
    }

    private static Completions Matching(IEnumerable<string> names, string prefix, int cursor, string kind) => new(cursor - prefix.Length, cursor,
    [
        .. names.Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => new CompletionItem(name, kind)),
    ]);
}
