using System.IO.Compression;

namespace Course.Plots.PngFormat;

/// <summary>Writes 8-bit gray, RGB and RGBA pictures, one IDAT chunk, filters chosen row by row.</summary>
internal static class PngWriter
{
    public static byte[] Write(Picture picture)
    {
        using var output = new MemoryStream();
        PngChunk.WriteHeader(output, picture.Width, picture.Height, picture.Channels);
        PngChunk.Write(output, "IDAT"u8, Compress(picture.Pixels.Span, picture.Width, picture.Height, picture.Channels));
        PngChunk.Write(output, "IEND"u8, []);
        return output.ToArray();
    }

    /// <summary>The rows of a picture, filtered and deflated: what IDAT holds.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        int length = width * channels;
        ReadOnlySpan<byte> above = new byte[length];
        var best = new byte[length + 1];
        var candidate = new byte[length + 1];
        using var compressed = new MemoryStream(pixels.Length / 4 + 64);
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                var row = pixels.Slice(y * length, length);
                Choose(row, above, channels, ref best, ref candidate);
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
