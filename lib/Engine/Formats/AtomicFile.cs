namespace TorchSharp.Formats;

/// <summary>Writes a file so that a reader sees the old content or the new, never a part: write beside, flush to disk, rename.</summary>
internal static class AtomicFile
{
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="write">Writes the content; if it throws, the old file stays.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
