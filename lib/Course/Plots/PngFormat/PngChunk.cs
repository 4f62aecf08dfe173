using System.Buffers.Binary;

namespace Course.Plots.PngFormat;

/// <summary>The pieces that a PNG file is made of: length, type, data, checksum.</summary>
internal static class PngChunk
{
    public static void Write(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        output.Write(chunk);
    }

    /// <summary>The signature, and the chunk that says size and kind.</summary>
    public static void WriteHeader(Stream output, int width, int height, int channels)
    {
        output.Write(Png.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = channels switch { 1 => 0, 3 => 2, _ => 6 };
        header[10..].Clear();
        Write(output, "IHDR"u8, header);
    }
}
