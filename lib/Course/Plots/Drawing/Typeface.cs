namespace Course.Plots.Drawing;

/// <summary>Font and sizes of a figure's text, in pixels.</summary>
internal static class Typeface
{
    // Arial's metrics or near them on every system; single quotes, because the list stands in a double-quoted attribute.
    public const string Font = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    public const double TickSize = 12, LabelSize = 13, TitleSize = 16;
}
