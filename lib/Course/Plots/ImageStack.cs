namespace Course.Plots;

/// <summary>Images of one size as bytes, [N, C, H, W].</summary>
internal sealed class ImageStack
{
    private ImageStack(byte[] values, int height, int width, int channels, string? warning)
    {
        (Values, Height, Width, Channels, Warning) = (values, height, width, channels, warning);
        Count = values.Length / (height * width * channels);
    }

    public byte[] Values { get; }
    public int Count { get; }
    public int Height { get; }
    public int Width { get; }
    public int Channels { get; }

    /// <summary>What could not be drawn as it was, or null.</summary>
    public string? Warning { get; }

    public string Shape => $"[{Count}, {Channels}, {Height}, {Width}]";

    public bool SameShape(ImageStack other) => (Count, Height, Width) == (other.Count, other.Height, other.Width);

    public static ImageStack FromBytes(ReadOnlySpan<byte> images, int height, int width, int channels)
    {
        Check(images.Length, height, width, channels);
        return new(images.ToArray(), height, width, channels, null);
    }

    public static ImageStack FromFloats(ReadOnlySpan<float> images, int height, int width, int channels, float low, float high)
    {
        Check(images.Length, height, width, channels);
        if (!(high > low) || !float.IsFinite(high - low))
            throw new ArgumentException($"The range from {low} to {high} is empty; the highest value must be above the lowest.");
        var values = new byte[images.Length];
        int notNumbers = 0, cut = 0;
        float factor = 255f / (high - low), margin = 1e-4f * (high - low);
        for (int i = 0; i < values.Length; i++)
        {
            float value = images[i];
            if (float.IsNaN(value)) notNumbers++;
            // Rounding in a decoder's last layer may pass the range by a hair; that is nobody's mistake.
            else if (value < low - margin || value > high + margin) cut++;
            float scaled = (value - low) * factor;
            values[i] = scaled > 0 ? scaled < 255 ? (byte)(scaled + 0.5f) : (byte)255 : (byte)0;
        }
        string? warning = (notNumbers, cut) switch
        {
            (0, 0) => null,
            (0, _) => $"{cut} values outside [{low}, {high}] were cut",
            (_, 0) => $"{notNumbers} values are NaN, drawn as {low}",
            _ => $"{notNumbers} values are NaN, drawn as {low}, and {cut} outside [{low}, {high}] were cut",
        };
        return new(values, height, width, channels, warning);
    }

    private static void Check(int length, int height, int width, int channels)
    {
        if (height < 1 || width < 1)
            throw new ArgumentException($"Images of {height} × {width} pixels have no pixels; both sizes must be at least 1.");
        if (channels is not (1 or 3)) throw new ArgumentException($"Images have 1 (gray) or 3 (RGB) channels, not {channels}.");
        long size = (long)height * width * channels;
        if (length == 0) throw new ArgumentException("There is no image to show: the images are empty.");
        if (length % size != 0)
            throw new ArgumentException($"Images [N, {channels}, {height}, {width}] have {size} values each, but {length} values are not "
                + "a whole number of images.");
    }
}
