using System.Text.Json;
using Course.Plots.Svg;

namespace Course.Plots.Traces;

/// <summary>One thing drawn in a figure. A kind of trace knows its extent, its JSON, its SVG and its words; nothing else does.</summary>
internal abstract class Trace(string? name, string color)
{
    /// <summary>Width of a legend entry's mark when it is a line or a band, and height of any, in pixels.</summary>
    public const double WideKey = 22, KeyHeight = 12;

    /// <summary>Width of the legend entry's mark in pixels.</summary>
    public virtual double KeyWidth => KeyHeight;

    /// <summary>What the legend calls it; null keeps it out of the legend.</summary>
    public string? Name { get; } = name;

    /// <summary>"#rrggbb".</summary>
    public string Color { get; } = color;

    /// <summary>"line", "points" …</summary>
    public abstract string Kind { get; }

    /// <summary>How many values were given.</summary>
    public abstract int PointCount { get; }

    /// <summary>Adds the data's extent to the axes. The frame is still being made: only its categories and logs are known.</summary>
    public abstract void Extend(Bounds x, Bounds y, Frame frame);

    /// <summary>Writes the trace as one object, or several, of Plotly's data array.</summary>
    public abstract void WriteJson(Utf8JsonWriter json, Frame frame);

    /// <summary>Draws the trace into the plot area, which clips it.</summary>
    public abstract void Draw(SvgCanvas svg, PlotArea area);

    /// <summary>Draws the legend's mark into <see cref="KeyWidth"/> × <see cref="KeyHeight"/> around a centre.</summary>
    public abstract void DrawKey(SvgCanvas svg, double centreX, double centreY);

    /// <summary>What it shows, in words.</summary>
    public abstract string Describe();

    /// <summary>Type, name and legend entry, which all kinds have.</summary>
    protected void WriteHead(Utf8JsonWriter json, string type, Frame frame)
    {
        json.WriteString("type", type);
        if (Name is not null) json.WriteString("name", PlotlyJson.Text(Name));
        json.WriteBoolean("showlegend", Name is not null && frame.Legend);
    }
}
