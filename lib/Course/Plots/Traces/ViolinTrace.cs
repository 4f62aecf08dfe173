using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>A sample as its smoothed density, mirrored, with quartiles inside (J. Hintze and R. Nelson, 1998).</summary>
internal sealed class ViolinTrace : Trace, ICategorical
{
    private const double ViolinWidth = 0.8, InnerWidth = 0.05, FillOpacity = 0.35, Stroke = 1.8;

    // A longer sample is represented by this many of its quantiles: the shape is the same, and the page stays light.
    private const int Most = 1000;
    private const int Places = 121;

    private readonly int _count;
    private readonly double[] _sorted;
    private readonly double _bandwidth;

    public ViolinTrace(string name, string color, Series values) : base(name, color)
    {
        double[] all = values.SortedFinite();
        _count = all.Length;
        _sorted = all.Length <= Most ? all
            : Enumerable.Range(0, Most).Select(i => Quartiles.Quantile(all, (i + 0.5) / Most)).ToArray();
        _bandwidth = all.Length > 0 ? KernelDensity.Bandwidth(all) : 1;
        Categories = [name];
    }

    public override string Kind => "violin";

    public override int PointCount => _count;

    public override bool IsListed => false;

    public IReadOnlyList<string> Categories { get; }

    private double Low => _sorted[0] - 2 * _bandwidth;

    private double High => _sorted[^1] + 2 * _bandwidth;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        if (_count == 0) return;
        xBounds.Include(-0.5);
        xBounds.Include(frame.Categories.Count - 0.5);
        yBounds.Include(Low);
        yBounds.Include(High);
        yBounds.Include(_sorted);
        yBounds.Pad(0.03);
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        string ink = panel.Page.Theme.Ink(Color);
        json.WriteStartObject();
        WriteHead(json, "violin", panel);
        if (_count > 0)
        {
            json.WriteNumber("x0", panel.Frame.PlaceOf(Name!));
            json.WriteNumbers("y", _sorted);
            json.WriteNumber("bandwidth", _bandwidth);
        }
        json.WriteNumber("width", ViolinWidth);
        json.WriteBoolean("points", false);
        json.WriteStartObject("box");
        json.WriteBoolean("visible", true);
        json.WriteNumber("width", 2 * InnerWidth);
        json.WriteEndObject();
        json.WriteString("fillcolor", PlotlyJson.Rgba(ink, FillOpacity));
        json.WriteStartObject("line");
        json.WriteString("color", ink);
        json.WriteNumber("width", Stroke);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        if (_count == 0) return;
        string ink = canvas.Theme.Ink(Color);
        double place = area.Frame.PlaceOf(Name!), centre = area.X.ToPixel(place);
        double[] at = Series.Steps(Places, Low, (High - Low) / (Places - 1)).Where(value => area.Frame.HasPlace(place, value)).ToArray();
        double[] density = KernelDensity.At(at, _sorted, _bandwidth);
        double widest = density.Max();
        var outline = new List<(double, double)>();
        for (int i = 0; i < at.Length; i++) outline.Add(Corner(i, +1));
        for (int i = at.Length - 1; i >= 0; i--) outline.Add(Corner(i, -1));
        var path = PathData.Polygon(outline.ToArray());
        canvas.Path(path, fill: ink, opacity: FillOpacity);
        canvas.Path(path, stroke: ink, width: Stroke);

        var quartiles = Quartiles.Of(_sorted);
        double half = Math.Abs(area.X.ToPixel(place + InnerWidth) - centre);
        double first = area.Y.ToEdge(quartiles.First), third = area.Y.ToEdge(quartiles.Third), median = area.Y.ToEdge(quartiles.Median);
        canvas.Line(centre, area.Y.ToEdge(quartiles.LowerFence), centre, area.Y.ToEdge(quartiles.UpperFence), ink, Stroke);
        canvas.Rect(centre - half, Math.Min(first, third), 2 * half, Math.Abs(first - third), ink);
        canvas.Line(centre - half, median, centre + half, median, canvas.Theme.Background, Stroke + 0.5);

        (double, double) Corner(int i, int side) =>
            (area.X.ToPixel(place + side * density[i] / widest * ViolinWidth / 2), area.Y.ToPixel(at[i]));
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY)
    {
        // Its name stands below the axis.
    }

    public override string Describe() => _count == 0 ? "without finite values"
        : $"of {_count} values: median {FigureText.Number(Quartiles.Quantile(_sorted, 0.5))}, {FigureText.Span(_sorted)}";
}
