namespace Course.Plots.Display;

/// <summary>Shows a <see cref="DistributionCard"/> as HTML and as text.</summary>
internal sealed class DistributionCardFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<DistributionCard>("text/html", card => card.ToHtml()),
        new MimeFormatter<DistributionCard>("text/plain", card => card.ToString()),
    ];
}
