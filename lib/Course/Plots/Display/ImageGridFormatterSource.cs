namespace Course.Plots.Display;

/// <summary>Shows an <see cref="ImageGrid"/> as PNG (base64, as the Jupyter protocol wants it) and as one line of text.</summary>
internal sealed class ImageGridFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<ImageGrid>("image/png", grid => Convert.ToBase64String(grid.ToPng())),
        new MimeFormatter<ImageGrid>("text/plain", grid => grid.ToString()),
    ];
}
