namespace Course.Plots.Display;

/// <summary>Shows an <see cref="Animation"/> as an animated PNG (base64, as the Jupyter protocol wants it) and as one line of text.</summary>
internal sealed class AnimationFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Animation>("image/png", animation => Convert.ToBase64String(animation.ToPng())),
        new MimeFormatter<Animation>("text/plain", animation => animation.ToString()),
    ];
}
