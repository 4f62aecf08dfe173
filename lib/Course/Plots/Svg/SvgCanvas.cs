using System.Globalization;
using System.Security;
using System.Text;

namespace Course.Plots.Svg;

/// <summary>Writes SVG elements. Numbers have at most two decimals, which is finer than any screen; text is escaped here and only
/// here.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder _out = new();

    /// <summary>A number as SVG reads it everywhere: invariant, short, finite.</summary>
    public static string Number(double value) =>
        (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);   // + 0: no "-0"

    public void Begin(int width, int height, string title, string description)
    {
        _out.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" "
            + "role=\"img\"");
        _out.Append($" font-family=\"{Theme.Font}\" font-size=\"{Number(Theme.TickSize)}\" fill=\"{Theme.Text}\">\n");
        _out.Append($"<title>{Escape(title)}</title><desc>{Escape(description)}</desc>\n");
    }

    /// <summary>Everything up to <see cref="EndClip"/> is cut at this rectangle; coordinates stay the same.</summary>
    /// <remarks>A nested svg element, not a clipPath: ids of several figures on one page would meet.</remarks>
    public void BeginClip(double x, double y, double width, double height) => _out.Append(
        $"<svg x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" viewBox=\"{Number(x)} "
        + $"{Number(y)} {Number(width)} {Number(height)}\" overflow=\"hidden\">\n");

    public void EndClip() => _out.Append("</svg>\n");

    public string End() => _out.Append("</svg>\n").ToString();

    public void OpenGroup(string? fill = null, double? opacity = null, double? fillOpacity = null, bool crisp = false)
    {
        _out.Append("<g");
        Attribute("fill", fill);
        Attribute("opacity", opacity);
        Attribute("fill-opacity", fillOpacity);
        Attribute("shape-rendering", crisp ? "crispEdges" : null);
        _out.Append(">\n");
    }

    public void CloseGroup() => _out.Append("</g>\n");

    public void Rect(double x, double y, double width, double height, string? fill = null, double? opacity = null)
    {
        _out.Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(width, 0))}\" "
            + $"height=\"{Number(Math.Max(height, 0))}\"");
        Attribute("fill", fill);
        Attribute("fill-opacity", opacity);
        _out.Append("/>\n");
    }

    public void Circle(double x, double y, double radius, string? fill = null)
    {
        _out.Append($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"");
        Attribute("fill", fill);
        _out.Append("/>\n");
    }

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1, bool dashed = false) =>
        Path($"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}", stroke: stroke, width: width, dashed: dashed);

    public void Path(string data, string? stroke = null, double width = 1, bool dashed = false, string? fill = null, double? opacity = null)
    {
        if (data.Length == 0) return;
        _out.Append($"<path d=\"{data}\" fill=\"{fill ?? "none"}\"");
        if (stroke is not null)
        {
            _out.Append($" stroke=\"{stroke}\" stroke-width=\"{Number(width)}\" stroke-linejoin=\"round\"");
            // Round ends also make a point of a line without length.
            _out.Append(dashed ? " stroke-dasharray=\"7 5\"" : " stroke-linecap=\"round\"");
        }
        Attribute("opacity", opacity);
        _out.Append("/>\n");
    }

    /// <param name="text">The text.</param>
    /// <param name="x">Anchor.</param>
    /// <param name="y">Base line.</param>
    /// <param name="anchor">"start", "middle" or "end".</param>
    /// <param name="size">Pixels.</param>
    /// <param name="fill">Colour; null inherits.</param>
    /// <param name="bold">Heavier.</param>
    /// <param name="turn">Degrees clockwise around the anchor.</param>
    /// <param name="halo">A white rim, so that the text can be read over lines.</param>
    public void Text(string text, double x, double y, string anchor = "start", double size = Theme.TickSize, string? fill = null,
        bool bold = false, double turn = 0, bool halo = false)
    {
        _out.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\"");
        Attribute("text-anchor", anchor == "start" ? null : anchor);
        Attribute("font-size", size == Theme.TickSize ? null : Number(size));
        Attribute("font-weight", bold ? "600" : null);
        Attribute("fill", fill);
        Attribute("transform", turn == 0 ? null : $"rotate({Number(turn)} {Number(x)} {Number(y)})");
        if (halo) _out.Append($" paint-order=\"stroke\" stroke=\"{Theme.Background}\" stroke-width=\"4\" stroke-linejoin=\"round\"");
        _out.Append($">{Escape(text)}</text>\n");
    }

    /// <summary>A picture stretched over a rectangle, each of its pixels a crisp cell.</summary>
    public void Image(double x, double y, double width, double height, Picture picture) => _out.Append(
        $"<image x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" preserveAspectRatio=\"none\" "
        + $"style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{Convert.ToBase64String(picture.ToPng())}\"/>\n");

    private void Attribute(string name, string? value)
    {
        if (value is not null) _out.Append($" {name}=\"{value}\"");
    }

    private void Attribute(string name, double? value)
    {
        if (value is double number) Attribute(name, Number(number));
    }

    private static string Escape(string text)
    {
        // Control characters and halves of surrogate pairs are not allowed in XML even as references.
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value < 32 || rune.Value is 0xfffe or 0xffff ? " " : rune.ToString());
        return SecurityElement.Escape(clean.ToString());
    }
}
