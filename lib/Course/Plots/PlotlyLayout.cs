using Course.Plots.Drawing;
using Course.Plots.Traces;

namespace Course.Plots;

/// <summary>Writes the members of the layout object: title, size, axes, legend, shapes, remarks, pictures and the theme.</summary>
internal static class PlotlyLayout
{
    /// <param name="json">Inside the layout object.</param>
    /// <param name="page">What is shown.</param>
    /// <param name="controls">Pixels below the plot for buttons and sliders.</param>
    public static void Write(PlotlyWriter json, Page page, int controls = 0)
    {
        WriteTitle(json, page);
        json.WriteNumber("width", page.Width);
        json.WriteNumber("height", page.Height + controls);
        // Every bar carries its own offset and width. Without bars the key is not part of the schema.
        if (page.Panels.Any(panel => panel.Figure.Traces.Any(trace => trace is HistogramTrace or BarTrace)))
            json.WriteString("barmode", "overlay");
        WriteLegend(json, page);
        foreach (var panel in page.Panels)
        {
            if (panel.Figure.HasSurface) WriteScene(json, panel);
            else
            {
                WriteAxis(json, "xaxis", panel);
                WriteAxis(json, "yaxis", panel);
            }
        }
        PlotlyShapes.Write(json, page);
        WriteTheme(json, page);
    }

    /// <summary>Places the plots of several panels, as the drawing does; Plotly would not line them up.</summary>
    /// <remarks>One plot Plotly places better than we can, because it knows the font.</remarks>
    public static void Place(Page page)
    {
        if (page.Panels.Count == 1) return;
        foreach (var drawing in new PageLayout(page).Panels)
        {
            var area = drawing.Area;
            drawing.Panel.Place = new(area.Left / page.Width, area.Right / page.Width, 1 - area.Bottom / page.Height, 1 - area.Top / page.Height);
        }
    }

    private static void WriteTitle(PlotlyWriter json, Page page)
    {
        if (page.Title is null) return;
        json.WriteStartObject("title");
        json.WriteString("text", PlotlyJson.Text(page.Title));
        if (page.Panels.Count > 1)
        {
            json.WriteNumber("y", 1 - (PageLayout.Outer + Typeface.TitleSize / 2) / page.Height);
            json.WriteString("yanchor", "middle");
        }
        json.WriteEndObject();
    }

    private static void WriteLegend(PlotlyWriter json, Page page)
    {
        int entries = page.LegendEntries;
        json.WriteBoolean("showlegend", entries > 0);
        if (entries == 0) return;
        json.WriteStartObject("legend");
        json.WriteString("itemsizing", "constant");   // else small points have keys that cannot be told apart
        // Six or more stand in a column at the right, Plotly's own place.
        if (entries < 6)
        {
            json.WriteString("orientation", "h");
            var place = page.Panels[0].Place;
            double titleOfPanel = page.Panels[0].Title is null ? 0 : (Typeface.LabelSize + 12) / page.Height;
            json.WriteNumber("x", place?.Left ?? 0);
            json.WriteNumber("y", place is null ? 1 : place.Top + titleOfPanel);
            json.WriteString("yanchor", "bottom");
        }
        json.WriteEndObject();
    }

    private static void WriteAxis(PlotlyWriter json, string name, Panel panel)
    {
        bool isX = name == "xaxis";
        var (axis, frame) = (isX ? panel.Figure.X : panel.Figure.Y, panel.Frame);
        var (range, log) = isX ? (frame.X, frame.XLog) : (frame.Y, frame.YLog);
        bool labelled = isX ? panel.LabelsX : panel.LabelsY;
        json.WriteStartObject(name + panel.Suffix);
        // Among several plots the room below the ticks is what PageLayout leaves, less than Plotly would take.
        if (labelled) json.WriteTitle(axis.Title, isX && panel.Place is not null ? 3 : null);
        else json.WriteBoolean("showticklabels", false);
        json.WriteString("type", log ? "log" : "linear");
        // Plotly gives the range of a log axis in powers of ten.
        double low = log ? Math.Log10(range.Low) : range.Low, high = log ? Math.Log10(range.High) : range.High;
        json.WriteNumbers("range", axis.Reversed ? [high, low] : [low, high]);
        if (isX && frame.Categories.Count > 0)
        {
            json.WriteNumbers("tickvals", Series.Steps(frame.Categories.Count).Span);
            json.WriteTexts("ticktext", frame.Categories);
        }
        // Plotly's grid would lie over pictures.
        if (panel.Figure.Traces.Any(trace => trace is PictureTrace)) json.WriteBoolean("showgrid", false);
        if (!isX && panel.Figure.EqualAspect) json.WriteString("scaleanchor", "x" + panel.Suffix);
        if (panel.Place is not null) WritePlace(json, isX, panel, panel.Place);
        json.WriteEndObject();
    }

    private static void WritePlace(PlotlyWriter json, bool isX, Panel panel, PanelPlace place)
    {
        json.WriteString("anchor", (isX ? "y" : "x") + panel.Suffix);
        json.WriteNumbers("domain", isX ? [place.Left, place.Right] : [place.Bottom, place.Top]);
        json.WriteBoolean("automargin", false);
        if (panel.Number > 0 && (isX ? panel.SharesX : panel.SharesY)) json.WriteString("matches", isX ? "x" : "y");
    }

    private static void WriteScene(PlotlyWriter json, Panel panel)
    {
        var figure = panel.Figure;
        json.WriteStartObject("scene" + panel.Suffix);
        WriteSceneAxis("xaxis", figure.X.Title ?? "x");
        WriteSceneAxis("yaxis", figure.Y.Title ?? "y");
        WriteSceneAxis("zaxis", panel.BarTrace?.Colors?.Title ?? "z");
        if (panel.Place is { } place)
        {
            json.WriteStartObject("domain");
            json.WriteNumbers("x", [place.Left, place.Right]);
            json.WriteNumbers("y", [place.Bottom, place.Top]);
            json.WriteEndObject();
        }
        json.WriteEndObject();

        void WriteSceneAxis(string name, string title)
        {
            json.WriteStartObject(name);
            json.WriteTitle(title);
            json.WriteString("gridcolor", panel.Page.Theme.AxisLine);
            json.WriteEndObject();
        }
    }

    private static void WriteTheme(PlotlyWriter json, Page page)
    {
        var theme = page.Theme;
        bool single = page.Panels.Count == 1;
        json.WriteStartObject("template");
        json.WriteStartObject("layout");
        json.WriteStartObject("margin");   // Plotly's own leave a third of a small figure empty
        json.WriteNumber("l", single ? 64 : 0);
        json.WriteNumber("r", single ? 24 : 0);
        json.WriteNumber("t", single ? 72 : 0);
        json.WriteNumber("b", single ? 56 : 0);
        json.WriteEndObject();
        json.WriteString("paper_bgcolor", theme.Background);
        json.WriteString("plot_bgcolor", theme.Background);
        json.WriteStartObject("font");
        json.WriteString("family", Typeface.Font);
        json.WriteString("color", theme.Text);
        json.WriteNumber("size", Typeface.TickSize);
        json.WriteEndObject();
        json.WriteStartArray("colorway");
        for (int i = 0; i < Palette.Count; i++) json.WriteStringValue(theme.Ink(Palette.Color(i)));
        json.WriteEndArray();
        foreach (string axis in (string[])["xaxis", "yaxis"])
        {
            json.WriteStartObject(axis);
            json.WriteString("gridcolor", theme.Grid);
            json.WriteString("linecolor", theme.AxisLine);
            json.WriteBoolean("showline", true);
            json.WriteBoolean("zeroline", false);
            json.WriteBoolean("automargin", true);
            json.WriteString("ticks", "outside");
            json.WriteString("exponentformat", "power");   // not 10µ
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
