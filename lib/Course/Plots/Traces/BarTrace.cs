using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>One bar for each category.</summary>
internal sealed class BarTrace(string? name, string color, string[] categories, Series heights) : Trace(name, color), ICategorical
{
    public override string Kind => "bars";

    public override int PointCount => heights.Count;

    public IReadOnlyList<string> Categories => categories;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        if (heights.Count == 0) return;
        xBounds.Include(-0.5);
        xBounds.Include(frame.Categories.Count - 0.5);
        yBounds.Include(heights.Span);
        if (!yBounds.IsEmpty) yBounds.StandOnZero();
        yBounds.Pad(0.05);
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        var (left, width) = panel.Frame.Slot(this);
        json.WriteStartObject();
        WriteHead(json, "bar", panel);
        json.WriteNumbers("x", Array.ConvertAll(categories, category => (double)panel.Frame.PlaceOf(category)));
        json.WriteNumbers("y", heights.Span);
        json.WriteNumber("width", width);
        json.WriteNumber("offset", left);
        json.WriteTexts("hovertext", categories);
        json.WriteString("hoverinfo", "text+y");
        json.WriteStartObject("marker");
        json.WriteString("color", panel.Page.Theme.Ink(Color));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        var (left, width) = area.Frame.Slot(this);
        canvas.OpenGroup(fill: canvas.Theme.Ink(Color), fillOpacity: 0.9);
        for (int i = 0; i < categories.Length; i++)
        {
            if (!double.IsFinite(heights[i]) || area.Y.Log && heights[i] <= 0) continue;
            double start = area.Frame.PlaceOf(categories[i]) + left;
            double a = area.X.ToEdge(start), b = area.X.ToEdge(start + width), top = area.Y.ToEdge(heights[i]), foot = area.Y.ToEdge(0);
            canvas.Rect(Math.Min(a, b) + 0.5, Math.Min(top, foot), Math.Max(Math.Abs(b - a) - 1, 0.5), Math.Abs(foot - top));
        }
        canvas.CloseGroup();
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY) =>
        canvas.Rect(centreX - KeyHeight / 2, centreY - KeyHeight / 2, KeyHeight, KeyHeight, canvas.Theme.Ink(Color), 0.9);

    public override string Describe() => $"for {categories.Length} categories: {FigureText.Span(heights.Span)}";
}
