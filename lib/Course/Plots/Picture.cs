using Course.Formats;
using Course.Plots.Display;
using Course.Plots.PngFormat;

namespace Course.Plots;

/// <summary>A picture of 8 bits per channel: gray, RGB or RGBA. Immutable; shows itself in a notebook as a PNG.</summary>
[TypeFormatterSource(typeof(PictureFormatterSource), PreferredMimeTypes = ["image/png", "text/plain"])]
public sealed class Picture
{
    private readonly byte[] _pixels;

    /// <summary>Makes a picture from a copy of pixels.</summary>
    /// <param name="width">Pixels per row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="channels">1 (gray), 3 (RGB) or 4 (RGBA, not premultiplied).</param>
    /// <param name="pixels">Rows from the top, [height, width, channels].</param>
    /// <exception cref="ArgumentException">A size that is not allowed, or the wrong number of pixels.</exception>
    public Picture(int width, int height, int channels, ReadOnlySpan<byte> pixels) : this(width, height, channels, pixels.ToArray())
    {
    }

    // Takes the array over: only for callers in this assembly that made it and let go of it.
    internal Picture(int width, int height, int channels, byte[] pixels)
    {
        if (width < 1 || height < 1)
            throw new ArgumentException($"A picture of {width} × {height} pixels has no pixels; both sizes must be at least 1.");
        if (channels is not (1 or 3 or 4))
            throw new ArgumentException($"A picture has 1 (gray), 3 (RGB) or 4 (RGBA) channels, not {channels}.");
        long expected = (long)width * height * channels;
        if (pixels.Length != expected)
            throw new ArgumentException($"A picture of {width} × {height} with {channels} channels needs {expected} bytes, but there are "
                + $"{pixels.Length}.");
        Width = width;
        Height = height;
        Channels = channels;
        _pixels = pixels;
    }

    /// <summary>Pixels per row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>1 (gray), 3 (RGB) or 4 (RGBA).</summary>
    public int Channels { get; }

    /// <summary>Rows from the top, [height, width, channels].</summary>
    public ReadOnlyMemory<byte> Pixels => _pixels;

    /// <summary>Reads a PNG file; see <see cref="Png.Decode"/> for what is accepted.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="Course.Data.DataFormatException">The file is not a PNG that can be read.</exception>
    public static Picture LoadPng(string path) => Png.Decode(File.ReadAllBytes(path), path);

    /// <summary>The picture as the bytes of a PNG file.</summary>
    public byte[] ToPng() => Png.Encode(this);

    /// <summary>Writes a PNG file: beside the target first and then renamed, so a half-written file never replaces a good one.</summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    public void SavePng(string path) => AtomicFile.Write(path, ToPng());

    /// <summary>Size and kind, for example "Picture 280 × 140, gray".</summary>
    public override string ToString() => $"Picture {Width} × {Height}, {Channels switch { 1 => "gray", 3 => "RGB", _ => "RGBA" }}";
}
