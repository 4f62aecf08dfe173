using Course.Data;

namespace Course.Plots.PngFormat;

/// <summary>Reads and writes PNG (ISO/IEC 15948; W3C, <i>Portable Network Graphics</i>, third edition) without any package.</summary>
public static class Png
{
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>Writes a picture as an 8-bit gray, RGB or RGBA PNG, without loss.</summary>
    /// <param name="picture">The picture.</param>
    /// <returns>The bytes of a PNG file.</returns>
    public static byte[] Encode(Picture picture) => PngWriter.Write(picture);

    /// <summary>
    /// Reads a PNG of 8 bits per channel: gray, gray with alpha, RGB, RGBA or palette, with or without transparency. Gray with alpha and
    /// anything with transparency becomes RGBA. Checksums are verified.
    /// </summary>
    /// <param name="bytes">The bytes of the file.</param>
    /// <param name="name">What error messages call it.</param>
    /// <exception cref="DataFormatException">
    /// Not a PNG, damaged, too large (over 2²⁶ pixels), of 1, 2, 4 or 16 bits per channel, or interlaced.
    /// </exception>
    public static Picture Decode(ReadOnlySpan<byte> bytes, string name = "PNG") => PngReader.Read(bytes, name);
}
