namespace Course.Plots.Display;

/// <summary>Shows a <see cref="Figure"/> as Plotly's JSON, as SVG and as text. No HTML: it would hide the SVG where no script may
/// run.</summary>
internal sealed class FigureFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Figure>(Figure.PlotlyMimeType, figure => figure.ToJson()),
        new MimeFormatter<Figure>("image/svg+xml", figure => figure.ToSvg()),
        new MimeFormatter<Figure>("text/plain", figure => figure.ToString()),
    ];
}
