using System.Text;

namespace TorchSharp.Formats;

using static torch;

/// <summary>
/// A tensor in TorchSharp's files: type, number of dimensions and sizes as LEB128 integers, then the elements, row-major and
/// little-endian. Files from strangers are safe to open: what a record claims is held against what the stream still has before
/// memory is taken for it.
/// </summary>
internal static class TensorRecord
{
    private const int MostDimensions = 64, LongestName = 1 << 16, Portion = 1 << 20;

    public static void Write(BinaryWriter writer, Tensor tensor)
    {
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        writer.Write7BitEncodedInt64(tensor.Impl.Sizes.Length);
        foreach (var size in tensor.Impl.Sizes) writer.Write7BitEncodedInt64(size);
        using var dense = tensor.detach().contiguous();
        writer.Flush();
        dense.WriteBytesToStream(writer.BaseStream, Portion);
    }

    /// <summary>A new tensor.</summary>
    public static Tensor Read(BinaryReader reader, string name = "the tensor")
    {
        var (type, shape, bytes) = ReadHeader(reader, name);
        var stream = reader.BaseStream;
        if (stream.CanSeek)
        {
            if (stream.Length - stream.Position < bytes) throw EndsTooEarly(name, bytes);
        }
        else
        {
            // Nobody knows how much will come: only what has arrived is worth memory.
            stream = new MemoryStream();
            PassOver(reader, name, bytes, stream);
            stream.Position = 0;
        }
        var tensor = empty(shape, type);
        tensor.ReadBytesFromStream(stream, Portion);
        return tensor;
    }

    /// <summary>Goes past a record.</summary>
    public static void Skip(BinaryReader reader, string name = "the tensor")
    {
        var bytes = ReadHeader(reader, name).Bytes;
        if (reader.BaseStream.CanSeek)
        {
            if (reader.BaseStream.Length - reader.BaseStream.Position < bytes) throw EndsTooEarly(name, bytes);
            reader.BaseStream.Seek(bytes, SeekOrigin.Current);
            return;
        }
        PassOver(reader, name, bytes, Stream.Null);
    }

    public static void RequireFit(Tensor loaded, Tensor target, string name = "the tensor")
    {
        if (loaded.dtype != target.dtype)
            throw new ArgumentException($"Mismatched tensor data types while loading: {name} is {loaded.dtype} in the file and {target.dtype} here.");
        if (!loaded.Impl.Sizes.AsSpan().SequenceEqual(target.Impl.Sizes))
            throw new ArgumentException(
                $"Mismatched tensor shape while loading: {name} has shape {Guard.Shape(loaded.Impl.Sizes)} in the file and {Guard.Shape(target.Impl.Sizes)} here.");
    }

    /// <summary>Number of entries at the head of a state.</summary>
    public static long ReadCount(BinaryReader reader) => ReadInteger(reader, "the number of entries");

    public static string ReadName(BinaryReader reader)
    {
        var length = ReadInteger(reader, "a name's length");
        if (length > LongestName) throw Damaged($"a name of {length} bytes is announced");
        var bytes = reader.ReadBytes((int)length);
        return bytes.Length == length ? Encoding.UTF8.GetString(bytes) : throw Damaged("it ends within a name");
    }

    private static (ScalarType Type, long[] Shape, long Bytes) ReadHeader(BinaryReader reader, string name)
    {
        var code = ReadInteger(reader, $"the type of {name}");
        if (code > sbyte.MaxValue || !Enum.IsDefined((ScalarType)code)) throw Damaged($"{name} has the unknown type {code}");
        var dimensions = ReadInteger(reader, $"the dimensions of {name}");
        if (dimensions > MostDimensions) throw Damaged($"{name} has {dimensions} dimensions");
        var shape = new long[dimensions];
        for (var d = 0; d < shape.Length; d++) shape[d] = ReadInteger(reader, $"the shape of {name}");
        try
        {
            long bytes = ((ScalarType)code).Size();
            foreach (var size in shape) bytes = checked(bytes * size);
            return ((ScalarType)code, shape, bytes);
        }
        catch (OverflowException)
        {
            throw Damaged($"{name} has the impossible shape {Guard.Shape(shape)}");
        }
    }

    private static long ReadInteger(BinaryReader reader, string what)
    {
        try
        {
            var value = reader.Read7BitEncodedInt64();
            return value >= 0 ? value : throw Damaged($"{what} is {value}");
        }
        catch (EndOfStreamException)
        {
            throw Damaged($"it ends before {what}");
        }
        catch (FormatException)
        {
            throw Damaged($"{what} is no number");
        }
    }

    private static InvalidDataException EndsTooEarly(string name, long bytes) => Damaged($"it ends within {name}, which takes {bytes} bytes");

    private static InvalidDataException Damaged(string what) => new($"This is no state that TorchSharp saved, or it is damaged: {what}.");

    private static void PassOver(BinaryReader reader, string name, long bytes, Stream into)
    {
        for (var left = bytes; left > 0;)
        {
            var portion = reader.ReadBytes((int)Math.Min(left, Portion));
            if (portion.Length == 0) throw EndsTooEarly(name, bytes);
            into.Write(portion);
            left -= portion.Length;
        }
    }
}
