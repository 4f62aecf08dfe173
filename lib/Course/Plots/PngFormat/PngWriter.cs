using System.Buffers.Binary;
using System.IO.Compression;

namespace Course.Plots.PngFormat;

/// <summary>Writes 8-bit gray, RGB and RGBA pictures, one IDAT chunk, filters chosen row by row.</summary>
internal static class PngWriter
{
    public static byte[] Write(Picture picture)
    {
        byte[] compressed = Compress(picture);
        var output = new byte[Png.Signature.Length + 3 * 12 + 13 + compressed.Length];
        Png.Signature.CopyTo(output);
        int at = Png.Signature.Length;

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        header[8] = 8;
        header[9] = picture.Channels switch { 1 => 0, 3 => 2, _ => 6 };
        at = WriteChunk(output, at, "IHDR"u8, header);
        at = WriteChunk(output, at, "IDAT"u8, compressed);
        WriteChunk(output, at, "IEND"u8, []);
        return output;
    }

    private static int WriteChunk(byte[] output, int at, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.AsSpan(at), data.Length);
        type.CopyTo(output.AsSpan(at + 4));
        data.CopyTo(output.AsSpan(at + 8));
        BinaryPrimitives.WriteUInt32BigEndian(output.AsSpan(at + 8 + data.Length), Crc32.Of(output.AsSpan(at + 4, 4 + data.Length)));
        return at + 12 + data.Length;
    }

    private static byte[] Compress(Picture picture)
    {
        int step = picture.Channels, length = picture.Width * step;
        var pixels = picture.Pixels.Span;
        ReadOnlySpan<byte> above = new byte[length];
        var best = new byte[length + 1];
        var candidate = new byte[length + 1];
        using var compressed = new MemoryStream(pixels.Length / 4 + 64);
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < picture.Height; y++)
            {
                var row = pixels.Slice(y * length, length);
                Choose(row, above, step, ref best, ref candidate);
                zlib.Write(best);
                above = row;
            }
        }
        return compressed.ToArray();
    }

    private static void Choose(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, ref byte[] best, ref byte[] candidate)
    {
        // Enlarged images and grids repeat rows: all zeros, and no need to try the rest.
        PngFilter.Apply(PngFilter.Up, row, above, step, best);
        int lowest = PngFilter.Cost(best.AsSpan(1));
        if (lowest == 0) return;
        // The rest in order of cost to try; on equal terms the earlier stays.
        ReadOnlySpan<int> others = [PngFilter.None, PngFilter.Sub, PngFilter.Average, PngFilter.Paeth];
        foreach (int filter in others)
        {
            PngFilter.Apply(filter, row, above, step, candidate);
            int cost = PngFilter.Cost(candidate.AsSpan(1));
            if (cost >= lowest) continue;
            lowest = cost;
            (best, candidate) = (candidate, best);
        }
    }
}
