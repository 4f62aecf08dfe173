using System.IO.Compression;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Formats;

/// <summary>
/// Several arrays by name in numpy's archive, <c>.npz</c>: a ZIP file of <see cref="Npy"/> files, as <c>numpy.savez</c> writes it. As safe to
/// open as those.
/// </summary>
public static class Npz
{
    private const string Ending = ".npy";

    /// <summary>Writes tensors; an existing file is replaced only when the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">By name.</param>
    /// <param name="compress">Smaller and slower, as <c>numpy.savez_compressed</c>.</param>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, bool compress = false) => AtomicFile.Write(path, stream =>
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, tensor) in tensors.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            using var entry = archive.CreateEntry(name + Ending, compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression).Open();
            Npy.Save(entry, tensor);
        }
    });

    /// <summary>Reads all arrays.</summary>
    /// <returns>The tensors by name, for the caller to dispose.</returns>
    /// <exception cref="InvalidDataException">The archive or one of its arrays is damaged; the message says which and what is wrong.</exception>
    public static Dictionary<string, Tensor> Load(string path)
    {
        using var stream = File.OpenRead(path);
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in archive.Entries)
            {
                var name = entry.FullName.EndsWith(Ending, StringComparison.Ordinal) ? entry.FullName[..^Ending.Length] : entry.FullName;
                if (tensors.ContainsKey(name)) throw new InvalidDataException($"{path} has two arrays named '{name}'.");
                using var content = entry.Open();
                tensors[name] = Npy.Load(content, $"'{name}' in {path}");
            }
            return tensors;
        }
        catch (Exception e)
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
            // What the archive reader says of a broken archive does not name the file.
            if (e is InvalidDataException or EndOfStreamException or NotSupportedException && !e.Message.Contains(path, StringComparison.Ordinal))
                throw new InvalidDataException($"{path} is not a valid .npz file ({e.Message.TrimEnd('.')}).", e);
            throw;
        }
    }
}
