namespace Course.Formats;

/// <summary>Writes files so that a reader sees the old content or the new, never a part: write beside, flush to disk, rename.</summary>
public static class AtomicFile
{
    /// <summary>Replaces (or creates) <paramref name="path"/> with the given bytes; if that fails, nothing changes.</summary>
    /// <param name="path">The file; its folder is created when missing.</param>
    /// <param name="content">All of its bytes.</param>
    public static void Write(string path, byte[] content) => Write(path, stream => stream.Write(content));

    /// <summary>Replaces (or creates) <paramref name="path"/> with what <paramref name="write"/> writes; if that fails, nothing changes.</summary>
    /// <param name="path">The file; its folder is created when missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var beside = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, target, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
