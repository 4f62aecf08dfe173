namespace Course.Plots;

/// <summary>Writes a file beside its target and renames it, so that whoever looks sees the old file or the new one, never a half.</summary>
internal static class WholeFile
{
    public static void Write(string path, byte[] content)
    {
        string full = Path.GetFullPath(path);
        string beside = $"{full}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, full, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
