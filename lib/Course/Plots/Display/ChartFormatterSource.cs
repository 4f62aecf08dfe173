namespace Course.Plots.Display;

/// <summary>Shows a <see cref="Chart"/> as Plotly's JSON, as SVG and as text. No HTML: it would hide the SVG where no script may
/// run.</summary>
internal sealed class ChartFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<Chart>(Chart.PlotlyMimeType, chart => chart.ToJson()),
        new MimeFormatter<Chart>("image/svg+xml", chart => chart.ToSvg()),
        new MimeFormatter<Chart>("text/plain", chart => chart.ToString()!),
    ];
}
