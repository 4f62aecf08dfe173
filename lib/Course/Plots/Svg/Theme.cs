namespace Course.Plots.Svg;

/// <summary>Colours and sizes of a figure; light on purpose, because the figure brings its own page with it.</summary>
internal static class Theme
{
    public const string Background = "#ffffff";
    public const string Text = "#1f2937";
    public const string QuietText = "#4b5563";
    public const string Grid = "#e5e7eb";
    public const string AxisLine = "#9ca3af";

    // Arial's metrics or near them on every system; single quotes, because the list stands in a double-quoted attribute.
    public const string Font = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    public const double TickSize = 12, LabelSize = 13, TitleSize = 16;
}
