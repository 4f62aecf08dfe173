namespace Course.Plots;

/// <summary>Colours for the values of one trace: a scale, the values of its ends, and what its bar is called.</summary>
internal sealed record ColorRange(ColorScale Scale, double Low, double High, string? Title)
{
    public static ColorRange Checked(ReadOnlySpan<double> values, ColorScale? scale, string? title, double? low, double? high)
    {
        double least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) continue;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }
        if (least > most) least = most = 0;
        double bottom = low ?? least, top = high ?? most;
        if (!double.IsFinite(bottom) || !double.IsFinite(top) || low >= high)
            throw new ArgumentException($"The colours' range from {bottom} to {top} is empty.");
        if (bottom >= top) (bottom, top) = low is null ? (top - 1, top) : (bottom, bottom + 1);
        return new(scale ?? ColorScale.Viridis, bottom, top, title);
    }

    /// <summary>Place of a value on the scale: 0 to 1 between the ends.</summary>
    public double Place(double value) => (value - Low) / (High - Low);

    /// <summary>Colour of a value as "#rrggbb".</summary>
    public string Hex(double value) => Scale.Hex(Place(value));

    /// <summary>Colour of a value.</summary>
    public Rgb Rgb(double value)
    {
        var (r, g, b) = Scale.At(Place(value));
        return new(r, g, b);
    }

    /// <summary>Writes scale, ends and bar.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="values">"z" for values of cells, "c" for colours of marks.</param>
    /// <param name="shown">Whether the bar is shown.</param>
    /// <param name="panel">Where the trace stands.</param>
    public void WriteJson(PlotlyWriter json, string values, bool shown, Panel panel)
    {
        json.WriteNumber(values + "min", Low);
        json.WriteNumber(values + "max", High);
        json.WriteStartArray("colorscale");
        for (int i = 0; i < Scale.PointCount; i++)
        {
            double at = i / (Scale.PointCount - 1.0);
            json.WriteStartArray();
            json.WriteNumberValue(at);
            json.WriteStringValue(Scale.Hex(at));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteBoolean("showscale", shown);
        if (!shown) return;
        json.WriteStartObject("colorbar");
        json.WriteTitle(Title);
        json.WriteNumber("thickness", Drawing.ColorBarDrawing.Strip);
        if (panel.Place is { } place)
        {
            json.WriteNumber("x", place.Right + Drawing.ColorBarDrawing.Gap / 2 / panel.Page.Width);
            json.WriteNumber("y", (place.Bottom + place.Top) / 2);
            json.WriteNumber("len", place.Top - place.Bottom);
        }
        json.WriteEndObject();
    }
}
