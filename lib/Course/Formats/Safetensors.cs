using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Formats;

/// <summary>
/// The safetensors format: eight bytes with the header's length, a JSON header with type, shape and byte range of each tensor, then
/// the bytes. PyTorch and most other tools read it. Files from strangers are safe to open: every length and range is checked before
/// anything is allocated or read.
/// </summary>
public static class Safetensors
{
    private const long LargestHeader = 100L << 20; // the reference implementation's limit

    private static readonly (string Name, ScalarType Type, int Size)[] s_types =
    [
        ("F32", ScalarType.Float32, 4), ("F64", ScalarType.Float64, 8), ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1), ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>Writes tensors and metadata; an existing file is replaced only when the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">By name, any shape; types Float32, Float64, Int64, Int32, Int16, Int8, Byte or Bool.</param>
    /// <param name="metadata">Free text by name.</param>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var order = tensors.OrderBy(t => t.Key, StringComparer.Ordinal).ToList();
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata) json.WriteString(key, value);
                json.WriteEndObject();
            }
            var at = 0L;
            foreach (var (name, tensor) in order)
            {
                var (code, _, size) = s_types.FirstOrDefault(t => t.Type == tensor.dtype);
                if (code is null) throw new ArgumentException($"'{name}' has type {tensor.dtype}, which safetensors files here do not hold.", nameof(tensors));
                var bytes = tensor.numel() * size;
                json.WriteStartObject(name);
                json.WriteString("dtype", code);
                json.WriteStartArray("shape");
                foreach (var length in tensor.shape) json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (header.Length % 8 != 0) header.WriteByte((byte)' '); // the tensors then start aligned

        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            header.WriteTo(stream);
            foreach (var (_, tensor) in order)
            {
                using var dense = tensor.detach().contiguous();
                stream.Write(dense.bytes);
            }
        });
    }

    /// <summary>Reads a file completely.</summary>
    /// <returns>The tensors by name, for the caller to dispose, and the metadata.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or no safetensors file; the message says what is wrong.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Load(string path)
    {
        using var stream = File.OpenRead(path);
        var (entries, metadata, start) = ReadHeader(stream, path);
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            foreach (var entry in entries)
            {
                stream.Position = start + entry.Begin;
                var tensor = empty(entry.Shape, entry.Type);
                tensors[entry.Name] = tensor;
                stream.ReadExactly(tensor.bytes);
            }
            return (tensors, metadata);
        }
        catch
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
            throw;
        }
    }

    private static (List<Entry> Entries, Dictionary<string, string> Metadata, long Start) ReadHeader(FileStream stream, string path)
    {
        InvalidDataException Damaged(string what) => new($"{path} is not a valid safetensors file: {what}.");

        Span<byte> prefix = stackalloc byte[8];
        if (stream.Length < 8) throw Damaged($"it has {stream.Length} bytes, at least 8 are needed");
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length is < 2 or > LargestHeader || length > stream.Length - 8) throw Damaged($"its header claims {length} bytes of {stream.Length}");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        var (start, size) = (8 + length, stream.Length - 8 - length);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var metadata = new Dictionary<string, string>();
            var entries = new List<Entry>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name == "__metadata__")
                {
                    foreach (var item in property.Value.EnumerateObject()) metadata[item.Name] = item.Value.GetString() ?? "";
                    continue;
                }
                entries.Add(ReadEntry(property, size, Damaged));
            }
            entries.Sort(static (a, b) => a.Begin.CompareTo(b.Begin));
            var at = 0L;
            foreach (var entry in entries)
            {
                if (entry.Begin != at) throw Damaged($"the bytes of '{entry.Name}' start at {entry.Begin}, expected {at}");
                at = entry.End;
            }
            if (at != size) throw Damaged($"its tensors take {at} bytes, {size} are there");
            return (entries, metadata, start);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw Damaged("its header cannot be read (" + e.Message.TrimEnd('.') + ")");
        }
    }

    private static Entry ReadEntry(JsonProperty property, long size, Func<string, InvalidDataException> damaged)
    {
        var value = property.Value;
        var code = value.GetProperty("dtype").GetString();
        var (name, type, width) = s_types.FirstOrDefault(t => t.Name == code);
        if (name is null) throw damaged($"'{property.Name}' has type {code}, which is not supported");
        var shape = value.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64()).ToArray();
        var offsets = value.GetProperty("data_offsets").EnumerateArray().Select(o => o.GetInt64()).ToArray();
        if (shape.Length > 16 || shape.Any(s => s < 0)) throw damaged($"'{property.Name}' has shape [{string.Join(", ", shape)}]");
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > size)
            throw damaged($"'{property.Name}' lies at [{string.Join(", ", offsets)}] of {size} bytes");
        var needed = shape.Aggregate((long)width, (product, s) => checked(product * s));
        if (needed != offsets[1] - offsets[0]) throw damaged($"'{property.Name}' needs {needed} bytes and has {offsets[1] - offsets[0]}");
        return new Entry(property.Name, type, shape, offsets[0], offsets[1]);
    }

    private sealed record Entry(string Name, ScalarType Type, long[] Shape, long Begin, long End);
}
