namespace Course.Plots.Display;

/// <summary>Shows a <see cref="TensorPreview"/> as HTML and as text.</summary>
internal sealed class TensorPreviewFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<TensorPreview>("text/html", preview => preview.ToHtml()),
        new MimeFormatter<TensorPreview>("text/plain", preview => preview.ToString()),
    ];
}
