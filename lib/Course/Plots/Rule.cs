using Course.Plots.Drawing;

namespace Course.Plots;

/// <summary>A straight line across the whole figure at one value, with a name at its end.</summary>
internal sealed record Rule(double Value, bool Vertical, string? Name, string? Color, bool Dashed)
{
    private const double Stroke = 1.5;

    public bool IsDrawable(Frame frame) => Vertical ? frame.HasPlace(Value, frame.Y.High) : frame.HasPlace(frame.X.High, Value);

    public void Draw(Canvas canvas, PlotArea area)
    {
        double at = Vertical ? area.X.ToPixel(Value) : area.Y.ToPixel(Value);
        if (double.IsNaN(at)) return;
        if (Vertical) canvas.Line(at, area.Top, at, area.Bottom, Ink(canvas.Theme), Stroke, Dashed);
        else canvas.Line(area.Left, at, area.Right, at, Ink(canvas.Theme), Stroke, Dashed);
    }

    public void DrawLabel(Canvas canvas, PlotArea area)
    {
        double at = Vertical ? area.X.ToPixel(Value) : area.Y.ToPixel(Value);
        if (Name is null || double.IsNaN(at)) return;
        if (Vertical && (at < area.Left || at > area.Right) || !Vertical && (at < area.Top || at > area.Bottom)) return;
        string text = TextWidth.Fit(Name, Typeface.TickSize, area.Width - 8);
        double width = TextWidth.Of(text, Typeface.TickSize);
        // On the side of the line that has room.
        bool before = Vertical && at + width + 8 > area.Right;
        double x = Vertical ? (before ? at - 5 : at + 5) : area.Right - 5;
        double y = Vertical ? area.Top + 14 : at - area.Top < 20 ? at + 15 : at - 5;
        canvas.Text(text, Vertical && !before ? x : Math.Max(x, area.Left + width + 2), y, Vertical && !before ? "start" : "end",
            fill: Ink(canvas.Theme), halo: true);
    }

    public void WriteShape(PlotlyWriter json, Panel panel)
    {
        var (value, across) = Vertical ? ("x", "y") : ("y", "x");
        json.WriteStartObject();
        json.WriteString("type", "line");
        json.WriteString(value + "ref", value + panel.Suffix);
        json.WriteNumber(value + "0", Value);
        json.WriteNumber(value + "1", Value);
        // "domain": from end to end of that axis.
        json.WriteString(across + "ref", $"{across}{panel.Suffix} domain");
        json.WriteNumber(across + "0", 0);
        json.WriteNumber(across + "1", 1);
        json.WriteStartObject("line");
        json.WriteString("color", Ink(panel.Page.Theme));
        json.WriteNumber("width", Stroke);
        if (Dashed) json.WriteString("dash", "dash");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public void WriteLabel(PlotlyWriter json, Panel panel)
    {
        if (Name is null) return;
        var (value, across) = Vertical ? ("x", "y") : ("y", "x");
        bool log = Vertical ? panel.Frame.XLog : panel.Frame.YLog;
        json.WriteStartObject();
        json.WriteString("text", PlotlyJson.Text(Name));
        json.WriteBoolean("showarrow", false);
        json.WriteString(value + "ref", value + panel.Suffix);
        json.WriteNumber(value, log ? Math.Log10(Value) : Value);
        json.WriteString(across + "ref", $"{across}{panel.Suffix} domain");
        json.WriteNumber(across, 1);
        json.WriteString("xanchor", Vertical ? "left" : "right");
        json.WriteString("yanchor", Vertical ? "top" : "bottom");
        json.WriteStartObject("font");
        json.WriteString("color", Ink(panel.Page.Theme));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private string Ink(FigureTheme theme) => Color is null ? theme.QuietText : theme.Ink(Color);
}
