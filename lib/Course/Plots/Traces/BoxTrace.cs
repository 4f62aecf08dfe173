using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>A sample as a box from the first quartile to the third, a line at the median, whiskers to the fences, and outliers.</summary>
internal sealed class BoxTrace : Trace, ICategorical
{
    private const double BoxWidth = 0.55, FillOpacity = 0.35, Stroke = 1.8, OutlierSize = 5;

    private readonly double[] _sorted;
    private readonly Quartiles? _quartiles;

    public BoxTrace(string name, string color, Series values) : base(name, color)
    {
        _sorted = values.SortedFinite();
        _quartiles = _sorted.Length > 0 ? Quartiles.Of(_sorted) : null;
        Categories = [name];
    }

    public override string Kind => "box";

    public override int PointCount => _sorted.Length;

    public override bool IsListed => false;

    public IReadOnlyList<string> Categories { get; }

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        if (_sorted.Length == 0) return;
        xBounds.Include(-0.5);
        xBounds.Include(frame.Categories.Count - 0.5);
        yBounds.Include(_sorted);
        yBounds.Pad(0.05);
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        json.WriteStartObject();
        WriteHead(json, "box", panel);
        if (_quartiles is not null)
        {
            json.WriteNumbers("x", [panel.Frame.PlaceOf(Name!)]);
            json.WriteNumbers("q1", [_quartiles.First]);
            json.WriteNumbers("median", [_quartiles.Median]);
            json.WriteNumbers("q3", [_quartiles.Third]);
            json.WriteNumbers("lowerfence", [_quartiles.LowerFence]);
            json.WriteNumbers("upperfence", [_quartiles.UpperFence]);
            // Plotly takes an empty list of points for a box without values.
            if (_quartiles.Outliers.Length > 0)
            {
                json.WriteStartArray("y");
                json.WriteNumbers(null, _quartiles.Outliers);
                json.WriteEndArray();
                json.WriteString("boxpoints", "outliers");
            }
            json.WriteString("orientation", "v");
        }
        json.WriteNumber("width", BoxWidth);
        string ink = panel.Page.Theme.Ink(Color);
        json.WriteString("fillcolor", PlotlyJson.Rgba(ink, FillOpacity));
        json.WriteStartObject("line");
        json.WriteString("color", ink);
        json.WriteNumber("width", Stroke);
        json.WriteEndObject();
        if (_quartiles?.Outliers.Length > 0)
        {
            json.WriteStartObject("marker");
            json.WriteNumber("size", OutlierSize);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        if (_quartiles is null) return;
        string ink = canvas.Theme.Ink(Color);
        double place = area.Frame.PlaceOf(Name!), centre = area.X.ToPixel(place);
        double left = area.X.ToPixel(place - BoxWidth / 2), right = area.X.ToPixel(place + BoxWidth / 2), quarter = (right - left) / 4;
        double first = area.Y.ToEdge(_quartiles.First), third = area.Y.ToEdge(_quartiles.Third), median = area.Y.ToEdge(_quartiles.Median);
        double lower = area.Y.ToEdge(_quartiles.LowerFence), upper = area.Y.ToEdge(_quartiles.UpperFence);
        canvas.Rect(Math.Min(left, right), Math.Min(first, third), Math.Abs(right - left), Math.Abs(first - third), ink, FillOpacity);
        var lines = new PathData().MoveTo(left, first).LineTo(right, first).LineTo(right, third).LineTo(left, third).Close()
            .MoveTo(centre, first).LineTo(centre, lower).MoveTo(centre, third).LineTo(centre, upper)
            .MoveTo(centre - quarter, lower).LineTo(centre + quarter, lower).MoveTo(centre - quarter, upper).LineTo(centre + quarter, upper);
        canvas.Path(lines, stroke: ink, width: Stroke);
        canvas.Line(left, median, right, median, ink, Stroke + 1);
        canvas.OpenGroup(fill: ink);
        foreach (double outlier in _quartiles.Outliers)
            if (area.Y.ToPixel(outlier) is var y && area.Contains(centre, y, OutlierSize)) canvas.Circle(centre, y, OutlierSize / 2);
        canvas.CloseGroup();
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY)
    {
        // Its name stands below the axis.
    }

    public override string Describe() => _quartiles is null ? "without finite values"
        : $"of {_sorted.Length} values: median {FigureText.Number(_quartiles.Median)}, quartiles {FigureText.Number(_quartiles.First)} and "
        + $"{FigureText.Number(_quartiles.Third)}, {FigureText.Span(_sorted)}, {_quartiles.Outliers.Length} outliers";
}
