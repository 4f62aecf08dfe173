using Course.Plots.Drawing;

namespace Course.Plots;

/// <summary>A text at a place of the figure, in data units: with a mark and a pointer to it, alone, or at the tail of an arrow.</summary>
internal sealed record Annotation(double X, double Y, string Text, Annotation.Form Shape, double TailX = double.NaN, double TailY = double.NaN)
{
    private const double ArrowWidth = 1.6, HeadLength = 10;

    public enum Form { Remark, Text, Arrow }

    /// <summary>Whether it has a place on the axes.</summary>
    public bool IsDrawable(Frame frame) => frame.HasPlace(X, Y) && (Shape != Form.Arrow || frame.HasPlace(TailX, TailY));

    public void Draw(Canvas canvas, PlotArea area)
    {
        double x = area.X.ToPixel(X), y = area.Y.ToPixel(Y);
        if (!area.Contains(x, y, 0.5)) return;
        if (Shape == Form.Arrow) DrawArrow(canvas, area, x, y);
        else if (Shape == Form.Text) Write(canvas, area, x, y + 4.3);
        else DrawRemark(canvas, area, x, y);
    }

    public void WriteJson(PlotlyWriter json, Panel panel)
    {
        var frame = panel.Frame;
        json.WriteStartObject();
        json.WriteString("xref", "x" + panel.Suffix);
        json.WriteString("yref", "y" + panel.Suffix);
        json.WriteNumber("x", frame.XLog ? Math.Log10(X) : X);
        json.WriteNumber("y", frame.YLog ? Math.Log10(Y) : Y);
        json.WriteString("text", PlotlyJson.Text(Text));
        json.WriteBoolean("showarrow", Shape != Form.Text);
        if (Shape != Form.Text)
        {
            json.WriteNumber("arrowhead", 2);
            json.WriteString("arrowcolor", Shape == Form.Arrow ? panel.Page.Theme.Text : panel.Page.Theme.QuietText);
        }
        if (Shape == Form.Arrow)
        {
            json.WriteString("axref", "x" + panel.Suffix);
            json.WriteString("ayref", "y" + panel.Suffix);
            json.WriteNumber("ax", frame.XLog ? Math.Log10(TailX) : TailX);
            json.WriteNumber("ay", frame.YLog ? Math.Log10(TailY) : TailY);
            json.WriteNumber("arrowwidth", ArrowWidth);
        }
        json.WriteEndObject();
    }

    private void DrawRemark(Canvas canvas, PlotArea area, double x, double y)
    {
        bool below = y - area.Top < 44;
        double tip = below ? y + 5 : y - 5, tail = below ? y + 22 : y - 22;
        double textX = Inside(area, x);
        canvas.Line(textX + (x - textX) * 0.3, tail, x, tip, canvas.Theme.QuietText);
        canvas.Circle(x, y, 3, canvas.Theme.Text);
        Write(canvas, area, x, below ? tail + 13 : tail - 4);
    }

    private void DrawArrow(Canvas canvas, PlotArea area, double x, double y)
    {
        double tailX = area.X.ToPixel(TailX), tailY = area.Y.ToPixel(TailY);
        if (double.IsNaN(tailX) || double.IsNaN(tailY)) return;
        // A tail beyond the axes is cut off there.
        canvas.BeginClip(area.Left, area.Top, area.Width, area.Height);
        canvas.Line(tailX, tailY, x, y, canvas.Theme.Text, ArrowWidth);
        if (ArrowHead.At(x, y, x - tailX, y - tailY, HeadLength) is { } head) canvas.Path(head, fill: canvas.Theme.Text);
        canvas.EndClip();
        // Behind the tail: the text does not lie on its arrow.
        if (Text.Length > 0) Write(canvas, area, tailX, tailY > y ? tailY + 14 : tailY - 5);
    }

    private void Write(Canvas canvas, PlotArea area, double x, double baseLine) => canvas.Text(
        TextWidth.Fit(Text, Typeface.TickSize, area.Width), Inside(area, x), Math.Clamp(baseLine, area.Top + 12, area.Bottom - 4),
        "middle", halo: true);

    private double Inside(PlotArea area, double x)
    {
        double half = TextWidth.Of(TextWidth.Fit(Text, Typeface.TickSize, area.Width), Typeface.TickSize) / 2;
        return Math.Clamp(x, area.Left + half + 2, Math.Max(area.Left + half + 2, area.Right - half - 2));
    }
}
