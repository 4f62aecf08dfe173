using System.Globalization;
using System.Security;
using System.Text;
using Course.Plots.Drawing;

namespace Course.Plots.Svg;

/// <summary>Writes SVG elements. Numbers have at most two decimals, which is finer than any screen; text is escaped here and only
/// here.</summary>
internal sealed class SvgCanvas : Canvas
{
    private readonly StringBuilder _out = new();

    public SvgCanvas(int width, int height, string title, string description, FigureTheme theme) : base(theme)
    {
        // A label for the whole, because a reader of screens otherwise reads every number along the axes.
        _out.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" "
            + $"role=\"img\" aria-label=\"{Escape(title)}\"");
        _out.Append($" font-family=\"{Typeface.Font}\" font-size=\"{Number(Typeface.TickSize)}\" fill=\"{theme.Text}\">\n");
        _out.Append($"<title>{Escape(title)}</title><desc>{Escape(description)}</desc>\n");
    }

    /// <summary>The whole document. Nothing can be drawn after it.</summary>
    public string End() => _out.Append("</svg>\n").ToString();

    /// <remarks>A nested svg element, not a clipPath: ids of several figures on one page would meet.</remarks>
    public override void BeginClip(double x, double y, double width, double height) => _out.Append(
        $"<svg x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" viewBox=\"{Number(x)} "
        + $"{Number(y)} {Number(width)} {Number(height)}\" overflow=\"hidden\">\n");

    public override void EndClip() => _out.Append("</svg>\n");

    public override void OpenGroup(string? fill = null, double? fillOpacity = null, bool crisp = false)
    {
        _out.Append("<g");
        Attribute("fill", fill);
        Attribute("fill-opacity", fillOpacity);
        Attribute("shape-rendering", crisp ? "crispEdges" : null);
        _out.Append(">\n");
    }

    public override void CloseGroup() => _out.Append("</g>\n");

    public override void Rect(double x, double y, double width, double height, string? fill = null, double? opacity = null)
    {
        _out.Append("<rect x=\"");
        Append(x).Append("\" y=\"");
        Append(y).Append("\" width=\"");
        Append(Math.Max(width, 0)).Append("\" height=\"");
        Append(Math.Max(height, 0)).Append('"');
        Attribute("fill", fill);
        Attribute("fill-opacity", opacity);
        _out.Append("/>\n");
    }

    public override void Circle(double x, double y, double radius, string? fill = null)
    {
        _out.Append("<circle cx=\"");
        Append(x).Append("\" cy=\"");
        Append(y).Append("\" r=\"");
        Append(radius).Append('"');
        Attribute("fill", fill);
        _out.Append("/>\n");
    }

    public override void Path(
        PathData path, string? stroke = null, double width = 1, bool dashed = false, string? fill = null, double? opacity = null)
    {
        if (path.IsEmpty) return;
        _out.Append("<path d=\"");
        double lastX = double.NaN, lastY = double.NaN;
        foreach (var (verb, x, y) in path.Steps)
        {
            if (verb == PathData.Verb.Close) _out.Append('Z');
            else if (verb == PathData.Verb.Line && x == lastX && y == lastY) _out.Append("h0");
            else
            {
                _out.Append(verb == PathData.Verb.Move ? 'M' : 'L');
                Append(x).Append(' ');
                Append(y);
            }
            (lastX, lastY) = (x, y);
        }
        _out.Append($"\" fill=\"{fill ?? "none"}\"");
        if (stroke is not null)
        {
            _out.Append($" stroke=\"{stroke}\" stroke-width=\"{Number(width)}\" stroke-linejoin=\"round\"");
            _out.Append(dashed ? " stroke-dasharray=\"7 5\"" : " stroke-linecap=\"round\"");
        }
        Attribute("opacity", opacity);
        _out.Append("/>\n");
    }

    public override void Text(string text, double x, double y, string anchor = "start", double size = Typeface.TickSize, string? fill = null,
        bool bold = false, double turn = 0, bool halo = false)
    {
        _out.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\"");
        Attribute("text-anchor", anchor == "start" ? null : anchor);
        Attribute("font-size", size == Typeface.TickSize ? null : Number(size));
        Attribute("font-weight", bold ? "600" : null);
        Attribute("fill", fill);
        Attribute("transform", turn == 0 ? null : $"rotate({Number(turn)} {Number(x)} {Number(y)})");
        if (halo) _out.Append($" paint-order=\"stroke\" stroke=\"{Theme.Background}\" stroke-width=\"4\" stroke-linejoin=\"round\"");
        _out.Append($">{Escape(text)}</text>\n");
    }

    public override void Image(double x, double y, double width, double height, Picture picture, bool smooth = false)
    {
        _out.Append($"<image x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" "
            + "preserveAspectRatio=\"none\"");
        Attribute("style", smooth ? null : "image-rendering:pixelated");
        _out.Append(" href=\"data:image/png;base64,").Append(Convert.ToBase64String(picture.ToPng())).Append("\"/>\n");
    }

    /// <summary>A number as SVG reads it everywhere: invariant, short, finite.</summary>
    private static string Number(double value) =>
        (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);   // + 0: no "-0"

    /// <summary>The same without a string in between: a figure has tens of thousands.</summary>
    private StringBuilder Append(double value)
    {
        long hundredths = (long)Math.Round(value * 100);
        if (hundredths < 0) _out.Append('-');
        hundredths = Math.Abs(hundredths);
        _out.Append(hundredths / 100);
        int rest = (int)(hundredths % 100);
        if (rest == 0) return _out;
        _out.Append('.').Append((char)('0' + rest / 10));
        return rest % 10 == 0 ? _out : _out.Append((char)('0' + rest % 10));
    }

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
