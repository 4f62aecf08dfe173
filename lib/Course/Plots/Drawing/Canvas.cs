namespace Course.Plots.Drawing;

/// <summary>What a figure is drawn on: an SVG document or a picture. Pixels from the top left; colours are "#rrggbb".</summary>
internal abstract class Canvas(FigureTheme theme)
{
    public FigureTheme Theme { get; } = theme;

    /// <summary>Everything up to <see cref="EndClip"/> is cut at this rectangle; coordinates stay the same.</summary>
    public abstract void BeginClip(double x, double y, double width, double height);

    public abstract void EndClip();

    /// <summary>Shapes up to <see cref="CloseGroup"/> without a fill of their own have this one.</summary>
    public abstract void OpenGroup(string? fill = null, double? fillOpacity = null, bool crisp = false);

    public abstract void CloseGroup();

    public abstract void Rect(double x, double y, double width, double height, string? fill = null, double? opacity = null);

    public abstract void Circle(double x, double y, double radius, string? fill = null);

    /// <summary>Strokes have round joints and, unless dashed, round ends: a line of no length is a dot.</summary>
    public abstract void Path(
        PathData path, string? stroke = null, double width = 1, bool dashed = false, string? fill = null, double? opacity = null);

    /// <param name="text">The text.</param>
    /// <param name="x">Anchor.</param>
    /// <param name="y">Base line.</param>
    /// <param name="anchor">"start", "middle" or "end".</param>
    /// <param name="size">Pixels.</param>
    /// <param name="fill">Colour; null is the theme's.</param>
    /// <param name="bold">Heavier.</param>
    /// <param name="turn">Degrees clockwise around the anchor.</param>
    /// <param name="halo">A rim in the page's colour, so that the text can be read over lines.</param>
    public abstract void Text(string text, double x, double y, string anchor = "start", double size = Typeface.TickSize, string? fill = null,
        bool bold = false, double turn = 0, bool halo = false);

    /// <summary>A picture stretched over a rectangle: each of its pixels a crisp cell, or smooth.</summary>
    public abstract void Image(double x, double y, double width, double height, Picture picture, bool smooth = false);

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1, bool dashed = false) =>
        Path(new PathData().MoveTo(x1, y1).LineTo(x2, y2), stroke: stroke, width: width, dashed: dashed);
}
