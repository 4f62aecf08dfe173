using System.Security.Cryptography;
using System.Text;

namespace Course.Formats;

/// <summary>
/// SHA-256 digests of the files of a folder, in a file <c>SHA256SUMS</c> beside them, as <c>sha256sum</c> writes and checks it: a line "digest  name" for each.
/// </summary>
public static class Digests
{
    /// <summary>Name of the file with the digests.</summary>
    public const string FileName = "SHA256SUMS";

    /// <summary>Writes down the digest of a file, in place of an earlier one.</summary>
    public static void Record(string path)
    {
        var digests = Read(Path.GetDirectoryName(Path.GetFullPath(path))!);
        digests[Path.GetFileName(path)] = Of(path);
        AtomicFile.Write(ListIn(Path.GetDirectoryName(Path.GetFullPath(path))!), stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            foreach (var (name, digest) in digests) writer.WriteLine($"{digest}  {name}");
        });
    }

    /// <summary>Compares a file with its recorded digest.</summary>
    /// <exception cref="InvalidDataException">It is another file, or none is recorded for it.</exception>
    public static void Check(string path)
    {
        if (!Read(Path.GetDirectoryName(Path.GetFullPath(path))!).TryGetValue(Path.GetFileName(path), out var recorded))
            throw new InvalidDataException($"{FileName} records no digest of {Path.GetFileName(path)}, so it cannot be told whether it is the right file.");
        if (Of(path) is var digest && digest != recorded)
            throw new InvalidDataException($"{Path.GetFileName(path)} has the SHA-256 {digest}, but {FileName} records {recorded}: the file is damaged or another one.");
    }

    /// <summary>SHA-256 of a file, 64 hexadecimal digits.</summary>
    public static string Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static string ListIn(string folder) => Path.Combine(folder, FileName);

    private static SortedDictionary<string, string> Read(string folder)
    {
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(ListIn(folder))) return digests;
        foreach (var line in File.ReadLines(ListIn(folder)))
            // Two columns, the second after a space and a space or, for binary files, a star.
            if (line.Split(' ', 2) is [var digest, [_, .. var name]]) digests[name] = digest;
        return digests;
    }
}
