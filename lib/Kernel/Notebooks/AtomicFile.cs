namespace Course.Kernel.Notebooks;

/// <summary>Writes a file whole or not at all: beside it first, then onto the disk, then in its place.</summary>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> content)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(directory);
        // A name of its own, not a random one: what a killed run leaves behind, the next run overwrites.
        var partial = Path.Combine(directory, $".{Path.GetFileName(path)}.partial");
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                content(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
