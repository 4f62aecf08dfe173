namespace Course.Plots;

/// <summary>Pixels to draw on, of 1 (gray) or 3 (RGB) channels.</summary>
internal sealed class PixelCanvas
{
    private readonly byte[] _pixels;

    public PixelCanvas(int width, int height, int channels, byte background)
    {
        (Width, Height, Channels) = (width, height, channels);
        _pixels = new byte[width * height * channels];
        Array.Fill(_pixels, background);
    }

    public int Width { get; }
    public int Height { get; }
    public int Channels { get; }

    /// <summary>The bytes of some pixels of one row.</summary>
    public Span<byte> Row(int left, int top, int count) => _pixels.AsSpan((top * Width + left) * Channels, count * Channels);

    /// <summary>Mixes gray ink into a pixel; beyond the edges nothing happens.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    /// <param name="ink">Gray value.</param>
    /// <param name="cover">Share of the ink, 0 to 1.</param>
    public void Blend(int x, int y, byte ink, float cover)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height) return;
        foreach (ref byte value in Row(x, y, 1)) value = (byte)(value + (ink - value) * cover + 0.5f);
    }

    /// <summary>Fills a rectangle with a colour; on a gray canvas with its red.</summary>
    public void Fill(int left, int top, int width, int height, Rgb color)
    {
        for (int y = top; y < top + height; y++)
        {
            var row = Row(left, y, width);
            if (Channels == 1) row.Fill(color.R);
            else for (int i = 0; i < row.Length; i += 3) (row[i], row[i + 1], row[i + 2]) = (color.R, color.G, color.B);
        }
    }

    /// <summary>The picture; the canvas must not be drawn on afterwards.</summary>
    public Picture ToPicture() => new(Width, Height, Channels, _pixels);
}
