using System.Formats.Tar;
using System.IO.Compression;

namespace Course.Kernel.Book.Libraries;

/// <summary>Unpacks what npm calls a package: a gzipped tar archive with everything below one folder.</summary>
internal static class Tarball
{
    // Ten times what the largest library takes; an archive that unpacks to more is none of ours.
    private const long MostBytes = 64 << 20;

    /// <summary>Extracts files, all of them or none.</summary>
    /// <param name="archive">The bytes of the .tgz file.</param>
    /// <param name="wants">Which files, by their path inside the package.</param>
    /// <param name="folder">Gets them; must not exist yet.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, too large, or has a path that leads out of the folder.</exception>
    public static void Extract(byte[] archive, Func<string, bool> wants, string folder)
    {
        var partial = folder + ".partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        try
        {
            var left = MostBytes;
            using var tar = new TarReader(new GZipStream(new MemoryStream(archive), CompressionMode.Decompress));
            while (tar.GetNextEntry() is { } entry)
            {
                var path = entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !wants(path))
                    continue;
                left -= entry.Length;
                if (left < 0)
                    throw new InvalidDataException($"The archive unpacks to more than {MostBytes >> 20} MB.");
                Write(entry, Inside(partial, path));
            }

            Directory.Move(partial, folder);
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }

    private static void Write(TarEntry entry, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = File.Create(file);
        entry.DataStream?.CopyTo(stream);
    }

    private static string Inside(string folder, string path)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(path, root);
        return full.StartsWith(root, StringComparison.Ordinal) ? full
            : throw new InvalidDataException($"The archive holds \"{path}\", which leads out of its folder.");
    }
}
