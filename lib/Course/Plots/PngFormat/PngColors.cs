using Course.Data;

namespace Course.Plots.PngFormat;

/// <summary>From the colour types of PNG (gray, RGB, palette, gray with alpha, RGBA; with a transparent colour or not) to a
/// picture.</summary>
internal readonly ref struct PngColors(string name, int colorType, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
{
    private const int Gray = 0, Rgb = 2, Indexed = 3, GrayAlpha = 4, Rgba = 6;

    private readonly ReadOnlySpan<byte> _palette = palette;
    private readonly ReadOnlySpan<byte> _transparency = transparency;

    public static int BytesPerPixel(int colorType) => colorType switch { Gray or Indexed => 1, GrayAlpha => 2, Rgb => 3, _ => 4 };

    public Picture ToPicture(int width, int height, byte[] rows) => colorType switch
    {
        Gray when _transparency.IsEmpty => new(width, height, 1, rows),
        Rgb when _transparency.IsEmpty => new(width, height, 3, rows),
        Rgba => new(width, height, 4, rows),
        Indexed => FromPalette(width, height, rows),
        GrayAlpha => FromGrayAlpha(width, height, rows),
        _ => WithTransparentColor(width, height, rows),
    };

    private Picture FromPalette(int width, int height, byte[] indices)
    {
        int entries = _palette.Length / 3, channels = _transparency.IsEmpty ? 3 : 4;
        if (_palette.Length % 3 != 0 || entries is 0 or > 256)
            throw Bad($"a palette of {_palette.Length} bytes is not 1 to 256 colours of 3");
        if (_transparency.Length > entries) throw Bad($"{_transparency.Length} transparency values for a palette of {entries} colours");
        var pixels = new byte[PixelBytes(width, height, channels)];
        for (int i = 0, at = 0; i < indices.Length; i++, at += channels)
        {
            int index = indices[i];
            if (index >= entries) throw Bad($"a pixel has colour {index} of a palette of {entries}");
            _palette.Slice(3 * index, 3).CopyTo(pixels.AsSpan(at));
            if (channels == 4) pixels[at + 3] = index < _transparency.Length ? _transparency[index] : (byte)255;
        }
        return new(width, height, channels, pixels);
    }

    private Picture FromGrayAlpha(int width, int height, byte[] rows)
    {
        var pixels = new byte[PixelBytes(width, height, 4)];
        for (int i = 0, at = 0; i < rows.Length; i += 2, at += 4)
        {
            pixels.AsSpan(at, 3).Fill(rows[i]);
            pixels[at + 3] = rows[i + 1];
        }
        return new(width, height, 4, pixels);
    }

    private Picture WithTransparentColor(int width, int height, byte[] rows)
    {
        int channels = BytesPerPixel(colorType);
        if (_transparency.Length != 2 * channels)
            throw Bad($"the transparent colour should have {2 * channels} bytes, found {_transparency.Length}");
        var pixels = new byte[PixelBytes(width, height, 4)];
        for (int i = 0, at = 0; i < rows.Length; i += channels, at += 4)
        {
            bool transparent = true;
            for (int c = 0; c < 3; c++)
            {
                int from = channels == 1 ? 0 : c;
                pixels[at + c] = rows[i + from];
                // The colour is stored in 16 bits per channel; of 8-bit pictures only the low byte counts.
                transparent &= rows[i + from] == _transparency[2 * from + 1];
            }
            pixels[at + 3] = transparent ? (byte)0 : (byte)255;
        }
        return new(width, height, 4, pixels);
    }

    // At most 2²⁶ pixels are accepted, so four bytes for each fit an array.
    private static int PixelBytes(int width, int height, int channels) => checked(width * height * channels);

    private DataFormatException Bad(string problem) => new(name, problem + ".");
}
