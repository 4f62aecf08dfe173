using System.Globalization;
using System.Text;

namespace Course.Plots;

/// <summary>Writes a page in Plotly's schema, with the ranges that the drawing has too.</summary>
internal static class PlotlyJson
{
    public static string Write(Action<PlotlyWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new PlotlyWriter(buffer))
        {
            write(json);
            json.Flush();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static void WriteStill(PlotlyWriter json, Page page)
    {
        PlotlyLayout.Place(page);
        json.WriteStartObject();
        WriteData(json, page);
        json.WriteStartObject("layout");
        PlotlyLayout.Write(json, page);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteData(PlotlyWriter json, Page page)
    {
        json.WriteStartArray("data");
        foreach (var panel in page.Panels)
        {
            foreach (var target in panel.ListedTargets) PlotlyShapes.WriteTargetKey(json, target, panel);
            foreach (var trace in panel.Figure.Traces)
            {
                if (trace.PointCount > 0) trace.WriteJson(json, panel);
                else trace.WriteEmpty(json, panel);
            }
            if (panel.Figure.Traces.Count == 0) PlotlyShapes.WriteAxesKey(json, panel);
        }
        json.WriteEndArray();
    }

    /// <summary>Text as Plotly reads it: it takes a few HTML tags in any text, so p(x&lt;1) would lose its end.</summary>
    public static string Text(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>"#rrggbb" with an opacity.</summary>
    public static string Rgba(string color, double opacity)
    {
        var (r, g, b) = Rgb.Parse(color);
        return string.Create(CultureInfo.InvariantCulture, $"rgba({r}, {g}, {b}, {opacity})");
    }
}
