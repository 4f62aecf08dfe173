using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>One thing drawn in a figure. A kind of trace knows its extent, its JSON, its drawing and its words; nothing else does.</summary>
internal abstract class Trace(string? name, string color)
{
    /// <summary>Width of a legend entry's mark when it is a line or a band, and height of any, in pixels.</summary>
    public const double WideKey = 22, KeyHeight = 12;

    /// <summary>Width of the legend entry's mark in pixels.</summary>
    public virtual double KeyWidth => KeyHeight;

    /// <summary>What the legend calls it; null keeps it out of the legend.</summary>
    public string? Name { get; } = name;

    /// <summary>"#rrggbb" of the light page.</summary>
    public string Color { get; } = color;

    /// <summary>"line", "points" …</summary>
    public abstract string Kind { get; }

    /// <summary>How many values were given.</summary>
    public abstract int PointCount { get; }

    /// <summary>Colours of values, which a colour bar explains; null for a trace of one colour.</summary>
    public virtual ColorRange? Colors => null;

    /// <summary>Whether its name belongs into the legend; not where it stands below the axis.</summary>
    public virtual bool IsListed => true;

    /// <summary>Adds the data's extent to the axes. The frame is still being made: only its categories and logs are known.</summary>
    public abstract void Extend(Bounds x, Bounds y, Frame frame);

    /// <summary>Writes the trace as one object of Plotly's data array.</summary>
    public abstract void WriteJson(PlotlyWriter json, Panel panel);

    /// <summary>Writes the trace without a point: it keeps its axes, and its name in the legend. Plotly drops one with empty arrays.</summary>
    public void WriteEmpty(PlotlyWriter json, Panel panel)
    {
        json.WriteStartObject();
        WriteHead(json, "scatter", panel);
        json.WriteNumbers("x", [double.NaN]);
        json.WriteNumbers("y", [double.NaN]);
        json.WriteEndObject();
    }

    /// <summary>Draws the trace into the plot area, which clips it.</summary>
    public abstract void Draw(Canvas canvas, PlotArea area);

    /// <summary>Draws the legend's mark into <see cref="KeyWidth"/> × <see cref="KeyHeight"/> around a centre.</summary>
    public abstract void DrawKey(Canvas canvas, double centreX, double centreY);

    /// <summary>What it shows, in words.</summary>
    public abstract string Describe();

    /// <summary>Type, name, legend entry and axes, which all kinds have.</summary>
    protected void WriteHead(PlotlyWriter json, string type, Panel panel)
    {
        json.WriteString("type", type);
        if (Name is not null) json.WriteString("name", PlotlyJson.Text(Name));
        bool several = panel.Page.Panels.Count > 1;
        // One entry of the legend shows and hides the traces of its name in all panels.
        if (several && Name is not null) json.WriteString("legendgroup", Name);
        json.WriteBoolean("showlegend", panel.ListedTraces.Contains(this));
        if (panel.Number == 0) return;
        if (type == "surface")
        {
            json.WriteString("scene", "scene" + panel.Suffix);
            return;
        }
        json.WriteString("xaxis", "x" + panel.Suffix);
        json.WriteString("yaxis", "y" + panel.Suffix);
    }

    /// <summary>Whether this trace's colour bar is shown: a panel has one.</summary>
    protected bool HasBar(Panel panel) => panel.BarTrace == this;
}
