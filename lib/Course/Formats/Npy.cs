using TorchSharp;
using static TorchSharp.torch;

namespace Course.Formats;

/// <summary>
/// One array in numpy's own format, <c>.npy</c>: what <c>numpy.save</c> writes and <c>numpy.load</c> reads. Files from strangers are safe
/// to open: what the header claims is held against the bytes that are there before memory is taken, and Python objects are refused.
/// </summary>
public static class Npy
{
    private const int Portion = 1 << 20;

    /// <summary>Writes a tensor; an existing file is replaced only when the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensor">Any shape; Float32, Float64, Int64, Int32, Int16, Int8, Byte or Bool.</param>
    public static void Save(string path, Tensor tensor) => AtomicFile.Write(path, stream => Save(stream, tensor));

    /// <summary>Writes a tensor to a stream.</summary>
    public static void Save(Stream stream, Tensor tensor)
    {
        using var plain = tensor.detach();
        using var dense = plain.contiguous();
        NpyHeader.Write(stream, dense);
        dense.WriteBytesToStream(stream, Portion);
    }

    /// <summary>Reads an array in row-major or column-major order; the tensor is row-major.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds what tensors cannot; the message says what is wrong.</exception>
    public static Tensor Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Load(stream, path);
    }

    /// <summary>Reads one array from a stream, which then stands behind it.</summary>
    /// <param name="stream">Stands at the array's start.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static Tensor Load(Stream stream, string name)
    {
        var header = NpyHeader.Read(stream, name);
        using var scope = NewDisposeScope();
        var elements = Elements(stream, name, header.Bytes);
        // Any byte but 0 is true: read as it stands, a 2 would be a third truth value.
        var isBool = header.Type == ScalarType.Bool;
        var stored = empty(header.IsFortranOrder ? [.. header.Shape.Reverse()] : header.Shape, isBool ? ScalarType.Byte : header.Type);
        stored.ReadBytesFromStream(elements, Portion);
        var tensor = isBool ? stored.ne(0) : stored;
        if (header.IsFortranOrder)
            tensor = tensor.permute([.. Enumerable.Range(0, (int)tensor.ndim).Reverse().Select(d => (long)d)]).contiguous();
        return tensor.MoveToOuterDisposeScope();
    }

    /// <summary>The stream itself if it is known to have the bytes; else what arrives of it, gathered first.</summary>
    private static Stream Elements(Stream stream, string name, long bytes)
    {
        if (stream.CanSeek)
            return stream.Length - stream.Position >= bytes ? stream : throw EndsTooEarly(name, bytes, stream.Length - stream.Position);
        var arrived = new MemoryStream();
        var portion = new byte[(int)Math.Min(bytes, Portion)];
        while (arrived.Length < bytes)
        {
            var read = stream.Read(portion, 0, (int)Math.Min(portion.Length, bytes - arrived.Length));
            if (read == 0) throw EndsTooEarly(name, bytes, arrived.Length);
            arrived.Write(portion, 0, read);
        }
        arrived.Position = 0;
        return arrived;
    }

    private static InvalidDataException EndsTooEarly(string name, long needed, long there) =>
        new($"{name} is not a valid .npy file: its elements take {needed} bytes, {there} are there.");
}
