namespace Course.Plots.Display;

/// <summary>Shows a <see cref="Picture"/> as PNG (base64, as the Jupyter protocol wants it) and as one line of text.</summary>
internal sealed class PictureFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Picture>("image/png", picture => Convert.ToBase64String(picture.ToPng())),
        new MimeFormatter<Picture>("text/plain", picture => picture.ToString()),
    ];
}
