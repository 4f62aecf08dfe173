using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Course.Plots;

/// <summary>Writes a figure in Plotly's schema, with the ranges that the SVG has too.</summary>
internal static class PlotlyJson
{
    public static string Write(Figure figure)
    {
        var frame = Frame.Of(figure);
        using var buffer = new MemoryStream();
        // The relaxed encoder leaves letters such as β readable; the JSON never goes into an HTML page unescaped by us.
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (var target in figure.Targets) PlotlyLayout.WriteTargetKey(json, target);
            foreach (var trace in figure.Traces) trace.WriteJson(json, frame);
            json.WriteEndArray();
            PlotlyLayout.Write(json, figure, frame);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Text as Plotly reads it: it takes a few HTML tags in any text, so p(x&lt;1) would lose its end.</summary>
    public static string Text(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>"#rrggbb" with an opacity.</summary>
    public static string Rgba(string color, double opacity)
    {
        int rgb = int.Parse(color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"rgba({rgb >> 16}, {rgb >> 8 & 255}, {rgb & 255}, {opacity})");
    }

    /// <summary>An array of numbers; NaN and ±∞, which JSON does not have, become null, which Plotly leaves out.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string? name, ReadOnlySpan<double> values)
    {
        if (name is null) json.WriteStartArray();
        else json.WriteStartArray(name);
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) json.WriteNullValue();
            // A number that came from a float is written as the float's few digits, not as the double's seventeen.
            else if ((float)value == value) json.WriteNumberValue((float)value);
            else json.WriteNumberValue(value);
        }
        json.WriteEndArray();
    }

    public static void WriteTitle(this Utf8JsonWriter json, string? title)
    {
        if (title is null) return;
        json.WriteStartObject("title");
        json.WriteString("text", Text(title));
        json.WriteEndObject();
    }
}
