using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>A picture on the axes, behind what is drawn after it.</summary>
internal sealed class PictureTrace(Picture picture, (double Low, double High) x, (double Low, double High) y) : Trace(null, "#000000")
{
    private const int Crisp = 512;   // pixels along the longer side, about a plot's

    public override string Kind => "picture";

    public override int PointCount => picture.Width * picture.Height;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        xBounds.Include([x.Low, x.High]);
        yBounds.Include([y.Low, y.High]);
    }

    /// <remarks>Plotly has pictures in its layout; its traces of pictures turn the axis over.</remarks>
    public override void WriteJson(PlotlyWriter json, Panel panel) => WriteEmpty(json, panel);

    /// <summary>Writes one of the layout's images.</summary>
    public void WriteImage(PlotlyWriter json, Panel panel)
    {
        var frame = panel.Frame;
        var (left, right) = frame.XLog ? (Math.Log10(x.Low), Math.Log10(x.High)) : x;
        var (bottom, top) = frame.YLog ? (Math.Log10(y.Low), Math.Log10(y.High)) : y;
        json.WriteStartObject();
        json.WriteString("source", "data:image/png;base64," + Convert.ToBase64String(Enlarged().ToPng()));
        json.WriteString("xref", "x" + panel.Suffix);
        json.WriteString("yref", "y" + panel.Suffix);
        json.WriteNumber("x", left);
        json.WriteNumber("y", top);
        json.WriteNumber("sizex", right - left);
        json.WriteNumber("sizey", top - bottom);
        json.WriteString("sizing", "stretch");
        json.WriteString("layer", "below");
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        double left = area.X.ToEdge(x.Low), right = area.X.ToEdge(x.High), bottom = area.Y.ToEdge(y.Low), top = area.Y.ToEdge(y.High);
        canvas.Image(Math.Min(left, right), Math.Min(top, bottom), Math.Abs(right - left), Math.Abs(bottom - top), picture);
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY)
    {
        // A picture needs no legend.
    }

    public override string Describe() => $"of {picture.Width} × {picture.Height} pixels";

    /// <summary>A small picture with each pixel many times, because Plotly blurs what it enlarges.</summary>
    private Picture Enlarged()
    {
        int factor = Crisp / Math.Max(picture.Width, picture.Height);
        if (factor < 2) return picture;
        int width = picture.Width * factor, channels = picture.Channels;
        var source = picture.Pixels.Span;
        var pixels = new byte[source.Length * factor * factor];
        for (int y = 0; y < picture.Height * factor; y++)
            for (int x = 0; x < width; x++)
                source.Slice((y / factor * picture.Width + x / factor) * channels, channels).CopyTo(pixels.AsSpan((y * width + x) * channels));
        return new Picture(width, picture.Height * factor, channels, pixels);
    }
}
