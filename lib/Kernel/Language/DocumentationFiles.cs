using System.Runtime.InteropServices;
using System.Text;

namespace Course.Kernel.Language;

/// <summary>
/// Finds a member in the XML files that compilers write beside libraries. Those of .NET lie with the SDK and are split otherwise than
/// its libraries, so they are searched as bytes, which takes milliseconds and keeps nothing in memory.
/// </summary>
internal static class DocumentationFiles
{
    private static readonly Lazy<IReadOnlyList<string>> Framework = new(FindFramework);

    /// <param name="id">As in the files, for example <c>M:System.Console.WriteLine(System.String)</c>.</param>
    /// <param name="library">The library that holds the member.</param>
    /// <returns>The <c>member</c> element.</returns>
    public static string? Find(string id, string library)
    {
        var beside = Path.ChangeExtension(library, ".xml");
        var files = File.Exists(beside) ? [beside] : IsFramework(library) ? Likely(id) : [];
        var key = Encoding.UTF8.GetBytes($"<member name=\"{id}\"");
        foreach (var file in files)
        {
            ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
            var start = bytes.IndexOf(key);
            if (start < 0)
                continue;
            var member = bytes[start..];
            var end = member.IndexOf("</member>"u8);
            return end < 0 ? null : Encoding.UTF8.GetString(member[..(end + "</member>".Length)]);
        }

        return null;
    }

    private static bool IsFramework(string library) =>
        Path.GetFullPath(library).StartsWith(DotnetRoot, StringComparison.OrdinalIgnoreCase);

    private static string DotnetRoot => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>System.Runtime describes most of what people ask about; then the files whose names begin the member's.</summary>
    private static IEnumerable<string> Likely(string id) => Framework.Value
        .OrderByDescending(file => Path.GetFileNameWithoutExtension(file) is var name && id[2..].StartsWith(name, StringComparison.Ordinal) ? name.Length : 0)
        .ThenByDescending(file => Path.GetFileNameWithoutExtension(file) == "System.Runtime");

    private static List<string> FindFramework()
    {
        var packs = Path.Combine(DotnetRoot, "packs");
        if (!Directory.Exists(packs))
            return [];
        return
        [
            .. Directory.GetDirectories(packs, "Microsoft.*.App.Ref")
                .Select(pack => Directory.GetDirectories(pack).MaxBy(v => Version.TryParse(Path.GetFileName(v), out var version) ? version : new Version()))
                .OfType<string>()
                .SelectMany(version => Directory.GetFiles(version, "*.xml", SearchOption.AllDirectories)),
        ];
    }
}
