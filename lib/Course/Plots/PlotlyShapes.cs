using Course.Plots.Drawing;
using Course.Plots.Traces;

namespace Course.Plots;

/// <summary>Writes what stands in Plotly's layout but on the axes: targets and rules, remarks and titles of panels, pictures.</summary>
internal static class PlotlyShapes
{
    public static void Write(PlotlyWriter json, Page page)
    {
        WriteShapes(json, page);
        WriteAnnotations(json, page);
        WriteImages(json, page);
    }

    /// <summary>The name of a target band: shapes have no legend entry in the Plotly of older renderers, so a trace without points lends
    /// its.</summary>
    public static void WriteTargetKey(PlotlyWriter json, TargetRange target, Panel panel)
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
        json.WriteString("color", PlotlyJson.Rgba(panel.Page.Theme.Ink(TargetRange.Color), 2 * PanelDrawing.TargetOpacity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A trace without points, for axes that have none: Plotly leaves out axes without a trace.</summary>
    public static void WriteAxesKey(PlotlyWriter json, Panel panel)
    {
        json.WriteStartObject();
        json.WriteString("type", "scatter");
        json.WriteBoolean("showlegend", false);
        json.WriteString("xaxis", "x" + panel.Suffix);
        json.WriteString("yaxis", "y" + panel.Suffix);
        json.WriteNumbers("x", [double.NaN]);
        json.WriteNumbers("y", [double.NaN]);
        json.WriteEndObject();
    }

    private static void WriteShapes(PlotlyWriter json, Page page)
    {
        if (page.Panels.All(panel => panel.Figure.Targets.Count == 0 && panel.Figure.Rules.Count == 0)) return;
        json.WriteStartArray("shapes");
        foreach (var panel in page.Panels)
        {
            foreach (var target in panel.Figure.Targets) WriteTarget(json, target, panel);
            foreach (var rule in panel.Figure.Rules.Where(rule => rule.IsDrawable(panel.Frame))) rule.WriteShape(json, panel);
        }
        json.WriteEndArray();
    }

    private static void WriteTarget(PlotlyWriter json, TargetRange target, Panel panel)
    {
        json.WriteStartObject();
        json.WriteString("type", "rect");
        json.WriteString("layer", "below");
        json.WriteString("xref", panel.Page.Panels.Count == 1 ? "paper" : $"x{panel.Suffix} domain");
        json.WriteNumber("x0", 0);
        json.WriteNumber("x1", 1);
        // An open end reaches the frame; otherwise data units, on a log axis too (of shapes, unlike remarks and ranges).
        json.WriteString("yref", "y" + panel.Suffix);
        json.WriteNumber("y0", double.IsInfinity(target.Low) ? panel.Frame.Y.Low : target.Low);
        json.WriteNumber("y1", double.IsInfinity(target.High) ? panel.Frame.Y.High : target.High);
        json.WriteString("fillcolor", PlotlyJson.Rgba(panel.Page.Theme.Ink(TargetRange.Color), PanelDrawing.TargetOpacity));
        json.WriteStartObject("line");
        json.WriteNumber("width", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAnnotations(PlotlyWriter json, Page page)
    {
        if (page.Panels.All(panel => panel.Figure.Annotations.Count == 0 && panel.Figure.Rules.Count == 0 && panel.Title is null
            && !panel.Frame.IsEmpty)) return;
        json.WriteStartArray("annotations");
        foreach (var panel in page.Panels)
        {
            foreach (var remark in panel.Figure.Annotations.Where(remark => remark.IsDrawable(panel.Frame))) remark.WriteJson(json, panel);
            foreach (var rule in panel.Figure.Rules.Where(rule => rule.IsDrawable(panel.Frame))) rule.WriteLabel(json, panel);
            if (panel.Title is not null) WriteAcross(json, panel, panel.Title, 1, "bottom", Typeface.LabelSize);
            if (panel.Frame.IsEmpty)
                WriteAcross(json, panel, Frame.EmptySentence(panel.Figure), 0.5, "middle", Typeface.TickSize);
        }
        json.WriteEndArray();
    }

    /// <summary>A text in the middle of a panel, at a share of its height.</summary>
    private static void WriteAcross(PlotlyWriter json, Panel panel, string text, double height, string anchor, double size)
    {
        json.WriteStartObject();
        var place = panel.Place ?? new(0, 1, 0, 1);
        json.WriteString("xref", "paper");
        json.WriteString("yref", "paper");
        json.WriteNumber("x", (place.Left + place.Right) / 2);
        json.WriteNumber("y", place.Bottom + height * (place.Top - place.Bottom));
        // Else Plotly lets it grow from the nearer side of the page.
        json.WriteString("xanchor", "center");
        json.WriteString("yanchor", anchor);
        json.WriteString("text", PlotlyJson.Text(text));
        json.WriteBoolean("showarrow", false);
        json.WriteStartObject("font");
        json.WriteNumber("size", size);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteImages(PlotlyWriter json, Page page)
    {
        if (!page.Panels.Any(panel => panel.Figure.Traces.Any(trace => trace is PictureTrace))) return;
        json.WriteStartArray("images");
        foreach (var panel in page.Panels)
            foreach (var picture in panel.Figure.Traces.OfType<PictureTrace>()) picture.WriteImage(json, panel);
        json.WriteEndArray();
    }
}
