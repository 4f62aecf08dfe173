using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Course.Plots.PngFormat;

namespace Course.Tests.Plots;

/// <summary>Makes PNG files piece by piece, also ones that no writer would write.</summary>
internal static class PngBytes
{
    public static byte[] File(int width, int height, byte colorType, byte[] rows, params (string Type, byte[] Data)[] chunks) =>
        File(width, height, colorType, rows, 8, false, chunks);

    public static byte[] File(int width, int height, byte colorType, byte[] rows, byte depth = 8, bool interlaced = false,
        (string Type, byte[] Data)[]? chunks = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colorType, interlaced ? (byte)1 : (byte)0);
        var between = (chunks ?? []).SelectMany(chunk => Chunk(chunk.Type, chunk.Data));
        return [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. Chunk("IHDR", header), .. between, .. Chunk("IDAT", Zlib(rows)), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var ends = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(ends, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(ends.AsSpan(4), Crc32.Of(body));
        return [.. ends[..4], .. body, .. ends[4..]];
    }

    private static byte[] Zlib(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal)) zlib.Write(bytes);
        return compressed.ToArray();
    }
}
