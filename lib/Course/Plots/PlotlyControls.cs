namespace Course.Plots;

/// <summary>Writes the button that plays an animation and the slider that walks through it, as members of the layout.</summary>
internal static class PlotlyControls
{
    /// <summary>What a frame is called inside the JSON; labels may occur twice.</summary>
    public static string FrameName(int index) => $"{index}";

    public static void Write(PlotlyWriter json, FigureTheme theme, IReadOnlyList<string> labels, string prefix, int milliseconds)
    {
        json.WriteStartArray("updatemenus");
        json.WriteStartObject();
        json.WriteString("type", "buttons");
        json.WriteString("direction", "left");
        json.WriteBoolean("showactive", false);
        Place(json, x: 0, top: 52);
        json.WriteString("bgcolor", theme.Background);
        json.WriteString("bordercolor", theme.AxisLine);
        json.WriteStartArray("buttons");
        WriteButton(json, "▶", milliseconds, play: true);
        WriteButton(json, "❚❚", 0, play: false);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();

        json.WriteStartArray("sliders");
        json.WriteStartObject();
        json.WriteNumber("active", 0);
        Place(json, x: 0.16, top: 40);
        json.WriteNumber("len", 0.84);
        json.WriteString("bgcolor", theme.Muted);
        json.WriteString("activebgcolor", theme.AxisLine);
        json.WriteString("bordercolor", theme.AxisLine);
        json.WriteString("tickcolor", theme.AxisLine);
        json.WriteStartObject("currentvalue");
        json.WriteString("prefix", PlotlyJson.Text(prefix));
        json.WriteEndObject();
        json.WriteStartArray("steps");
        for (int i = 0; i < labels.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("label", PlotlyJson.Text(labels[i]));
            json.WriteString("method", "animate");
            json.WriteStartArray("args");
            json.WriteStartArray();
            json.WriteStringValue(FrameName(i));
            json.WriteEndArray();
            WriteOptions(json, 0, fromCurrent: false);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Place(PlotlyWriter json, double x, int top)
    {
        json.WriteNumber("x", x);
        json.WriteNumber("y", 0);
        json.WriteString("xanchor", "left");
        json.WriteString("yanchor", "top");
        json.WriteStartObject("pad");
        json.WriteNumber("t", top);
        json.WriteEndObject();
    }

    private static void WriteButton(PlotlyWriter json, string label, int milliseconds, bool play)
    {
        json.WriteStartObject();
        json.WriteString("label", label);
        json.WriteString("method", "animate");
        json.WriteStartArray("args");
        // No name plays all frames; a list without a frame stops.
        if (play) json.WriteNullValue();
        else
        {
            json.WriteStartArray();
            json.WriteNullValue();
            json.WriteEndArray();
        }
        WriteOptions(json, milliseconds, fromCurrent: play);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOptions(PlotlyWriter json, int milliseconds, bool fromCurrent)
    {
        json.WriteStartObject();
        json.WriteString("mode", "immediate");
        json.WriteBoolean("fromcurrent", fromCurrent);
        json.WriteStartObject("frame");
        json.WriteNumber("duration", milliseconds);
        // Heatmaps, bars and boxes only change when all is drawn again.
        json.WriteBoolean("redraw", true);
        json.WriteEndObject();
        json.WriteStartObject("transition");
        json.WriteNumber("duration", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
