using Course.Plots.Traces;

namespace Course.Plots.Drawing;

/// <summary>Draws one figure of a page, from the back to the front.</summary>
internal sealed class PanelDrawing(Panel panel)
{
    public const double TargetOpacity = 0.13;

    // More separate circles make a drawing too heavy for a page; a picture of them does not.
    private const int MostCircles = 3000;

    private readonly AxesDrawing _axes = new(panel);
    private ColorBarDrawing? _bar;
    private Frame _frame = panel.Frame;

    public Panel Panel => panel;

    public PlotArea Area { get; private set; } = null!;

    /// <summary>Room above the plot for the panel's title; the highest tick label reaches half its height beyond the plot.</summary>
    public double TopRoom => panel.Title is not null ? Typeface.LabelSize + 12 : panel.Number == 0 && panel.Page.Panels.Count == 1 ? 0 : 6;

    /// <summary>Room at the right. The last tick label reaches half its width beyond the plot.</summary>
    public double RightRoom => Math.Max(12, _bar?.Width ?? 0);

    /// <summary>Leaves out the names of the axes.</summary>
    public void HideTitles() => _axes.ShowTitles = false;

    public void MeasureBar(double height)
    {
        if (panel.BarTrace is { } trace) _bar = new ColorBarDrawing(trace.Colors!, height);
    }

    public double MeasureLeft(double height) => _axes.MeasureLeft(_frame, height);

    public double MeasureBottom(double width) => _axes.MeasureBottom(_frame, width);

    public void Place(double left, double top, double right, double bottom)
    {
        if (panel.Figure.EqualAspect) _frame = panel.Frame.WithEqualUnits(right - left, bottom - top);
        Area = new PlotArea(panel.Figure, _frame, left, top, right, bottom);
    }

    public void Draw(Canvas canvas)
    {
        var figure = panel.Figure;
        if (panel.Title is string title)
            canvas.Text(TextWidth.Fit(title, Typeface.LabelSize, Area.Width), (Area.Left + Area.Right) / 2, Area.Top - 8, "middle",
                Typeface.LabelSize, bold: true);
        _axes.DrawGrid(canvas, Area);
        canvas.BeginClip(Area.Left, Area.Top, Area.Width, Area.Height);
        foreach (var target in figure.Targets) DrawTarget(canvas, target);
        DrawTraces(canvas);
        foreach (var rule in figure.Rules) rule.Draw(canvas, Area);
        canvas.EndClip();
        _axes.DrawAxes(canvas, Area);
        foreach (var rule in figure.Rules) rule.DrawLabel(canvas, Area);
        foreach (var annotation in figure.Annotations) annotation.Draw(canvas, Area);
        _bar?.Draw(canvas, Area);
        if (_frame.IsEmpty) DrawSentence(canvas, Frame.EmptySentence(figure));
    }

    private void DrawTraces(Canvas canvas)
    {
        bool crowded = panel.Figure.Traces.Where(trace => trace is ScatterTrace).Sum(trace => trace.PointCount) > MostCircles;
        PointCloud? cloud = null;
        foreach (var trace in panel.Figure.Traces)
        {
            if (crowded && trace is ScatterTrace points)
            {
                // Points of several traces in a row are one picture.
                points.AddTo(cloud ??= new(Area), canvas.Theme);
                continue;
            }
            cloud?.Draw(canvas);
            cloud = null;
            trace.Draw(canvas, Area);
        }
        cloud?.Draw(canvas);
    }

    private void DrawTarget(Canvas canvas, TargetRange target)
    {
        double low = Area.Y.ToEdge(target.Low), high = Area.Y.ToEdge(target.High);
        canvas.Rect(Area.Left, Math.Min(low, high), Area.Width, Math.Abs(high - low), canvas.Theme.Ink(TargetRange.Color), TargetOpacity);
    }

    private void DrawSentence(Canvas canvas, string sentence)
    {
        var lines = TextWidth.Wrap(sentence, Typeface.LabelSize, Area.Width - 20, most: 4);
        double y = (Area.Top + Area.Bottom) / 2 - (lines.Count - 1) * 9;
        foreach (string line in lines)
        {
            canvas.Text(line, (Area.Left + Area.Right) / 2, y, "middle", Typeface.LabelSize, canvas.Theme.QuietText, halo: true);
            y += 18;
        }
    }
}
