using System.Runtime.CompilerServices;

namespace Course.Plots.PngFormat;

/// <summary>The checksum of PNG chunks: CRC-32 with polynomial 0xEDB88320 (PNG specification, annex D).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = BuildTable();

    // The first picture of a notebook should not wait for the runtime to find out that this loop is hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes) crc = Table[(byte)(crc ^ b)] ^ crc >> 8;
        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint c = n;
            for (int bit = 0; bit < 8; bit++) c = (c & 1) != 0 ? 0xedb88320 ^ c >> 1 : c >> 1;
            table[n] = c;
        }
        return table;
    }
}
