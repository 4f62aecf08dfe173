using System.Text.Json;
using Course.Plots.Svg;
using Course.Plots.Traces;

namespace Course.Plots;

/// <summary>Writes the layout object: title, size, axes, legend, target bands, remarks and the light template.</summary>
internal static class PlotlyLayout
{
    public static void Write(Utf8JsonWriter json, Figure figure, Frame frame)
    {
        json.WriteStartObject("layout");
        json.WriteTitle(figure.Title);
        json.WriteNumber("width", figure.Width);
        json.WriteNumber("height", figure.Height);
        // Every bar carries its own offset and width. Without bars the key is not part of the schema.
        if (figure.Traces.Any(trace => trace is HistogramTrace or BarTrace)) json.WriteString("barmode", "overlay");
        WriteLegend(json, figure);
        WriteAxis(json, "xaxis", figure.X, frame.X, frame.XLog, frame.Categories);
        WriteAxis(json, "yaxis", figure.Y, frame.Y, frame.YLog, []);
        WriteTargets(json, figure, frame);
        WriteAnnotations(json, figure, frame);
        WriteTemplate(json);
        json.WriteEndObject();
    }

    /// <summary>The name of a target band: shapes have no legend entry in the Plotly of older renderers, so a trace without points lends
    /// its.</summary>
    public static void WriteTargetKey(Utf8JsonWriter json, TargetRange target)
    {
        json.WriteStartObject();
        json.WriteString("type", "scatter");
        json.WriteString("mode", "markers");
        json.WriteString("name", PlotlyJson.Text(target.Name));
        json.WriteBoolean("showlegend", true);
        json.WriteNumbers("x", [double.NaN]);
        json.WriteNumbers("y", [double.NaN]);
        json.WriteStartObject("marker");
        json.WriteString("symbol", "square");
        json.WriteNumber("size", 12);
        json.WriteString("color", PlotlyJson.Rgba(TargetRange.Color, 2 * SvgFigure.TargetOpacity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLegend(Utf8JsonWriter json, Figure figure)
    {
        int entries = figure.Targets.Count + (figure.Legend ? figure.Traces.Count(trace => trace.Name is not null) : 0);
        json.WriteBoolean("showlegend", entries > 0);
        if (entries == 0) return;
        json.WriteStartObject("legend");
        json.WriteString("itemsizing", "constant");   // else small points have keys that cannot be told apart
        // Six or more stand in a column at the right, Plotly's own place.
        if (entries < 6)
        {
            json.WriteString("orientation", "h");
            json.WriteNumber("x", 0);
            json.WriteNumber("y", 1);
            json.WriteString("yanchor", "bottom");
        }
        json.WriteEndObject();
    }

    private static void WriteAxis(
        Utf8JsonWriter json, string name, Axis axis, (double Low, double High) range, bool log, IReadOnlyList<string> categories)
    {
        json.WriteStartObject(name);
        json.WriteTitle(axis.Title);
        json.WriteString("type", log ? "log" : "linear");
        // Plotly gives the range of a log axis in powers of ten.
        double low = log ? Math.Log10(range.Low) : range.Low, high = log ? Math.Log10(range.High) : range.High;
        json.WriteNumbers("range", axis.Reversed ? [high, low] : [low, high]);
        if (categories.Count > 0)
        {
            json.WriteNumbers("tickvals", Series.Steps(categories.Count).Span);
            json.WriteStartArray("ticktext");
            foreach (string category in categories) json.WriteStringValue(PlotlyJson.Text(category));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteTargets(Utf8JsonWriter json, Figure figure, Frame frame)
    {
        if (figure.Targets.Count == 0) return;
        json.WriteStartArray("shapes");
        foreach (var target in figure.Targets)
        {
            json.WriteStartObject();
            json.WriteString("type", "rect");
            json.WriteString("layer", "below");
            json.WriteString("xref", "paper");
            json.WriteNumber("x0", 0);
            json.WriteNumber("x1", 1);
            // An open end reaches the frame; otherwise data units, on a log axis too (of shapes, unlike remarks and ranges).
            json.WriteString("yref", "y");
            json.WriteNumber("y0", double.IsInfinity(target.Low) ? frame.Y.Low : target.Low);
            json.WriteNumber("y1", double.IsInfinity(target.High) ? frame.Y.High : target.High);
            json.WriteString("fillcolor", PlotlyJson.Rgba(TargetRange.Color, SvgFigure.TargetOpacity));
            json.WriteStartObject("line");
            json.WriteNumber("width", 0);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, Figure figure, Frame frame)
    {
        var remarks = figure.Annotations.Where(remark => double.IsFinite(remark.X) && double.IsFinite(remark.Y)
            && !(frame.XLog && remark.X <= 0) && !(frame.YLog && remark.Y <= 0)).ToArray();
        if (remarks.Length == 0 && !frame.IsEmpty) return;
        json.WriteStartArray("annotations");
        foreach (var remark in remarks)
        {
            json.WriteStartObject();
            json.WriteNumber("x", frame.XLog ? Math.Log10(remark.X) : remark.X);
            json.WriteNumber("y", frame.YLog ? Math.Log10(remark.Y) : remark.Y);
            json.WriteString("text", PlotlyJson.Text(remark.Text));
            json.WriteBoolean("showarrow", true);
            json.WriteNumber("arrowhead", 2);
            json.WriteEndObject();
        }
        if (frame.IsEmpty)
        {
            json.WriteStartObject();
            json.WriteString("xref", "paper");
            json.WriteString("yref", "paper");
            json.WriteNumber("x", 0.5);
            json.WriteNumber("y", 0.5);
            json.WriteString("text", PlotlyJson.Text(Frame.EmptySentence(figure)));
            json.WriteBoolean("showarrow", false);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTemplate(Utf8JsonWriter json)
    {
        json.WriteStartObject("template");
        json.WriteStartObject("layout");
        json.WriteStartObject("margin");   // Plotly's own leave a third of a small figure empty
        json.WriteNumber("l", 64);
        json.WriteNumber("r", 24);
        json.WriteNumber("t", 72);
        json.WriteNumber("b", 56);
        json.WriteEndObject();
        json.WriteString("paper_bgcolor", Theme.Background);
        json.WriteString("plot_bgcolor", Theme.Background);
        json.WriteStartObject("font");
        json.WriteString("family", Theme.Font);
        json.WriteString("color", Theme.Text);
        json.WriteNumber("size", Theme.TickSize);
        json.WriteEndObject();
        json.WriteStartArray("colorway");
        for (int i = 0; i < Palette.Count; i++) json.WriteStringValue(Palette.Color(i));
        json.WriteEndArray();
        foreach (string axis in (string[])["xaxis", "yaxis"])
        {
            json.WriteStartObject(axis);
            json.WriteString("gridcolor", Theme.Grid);
            json.WriteString("linecolor", Theme.AxisLine);
            json.WriteBoolean("showline", true);
            json.WriteBoolean("zeroline", false);
            json.WriteBoolean("automargin", true);
            json.WriteString("ticks", "outside");
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
