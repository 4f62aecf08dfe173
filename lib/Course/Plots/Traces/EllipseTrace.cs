using Course.Plots.Drawing;

namespace Course.Plots.Traces;

/// <summary>The curve on which a Gaussian of two dimensions is constant: k standard deviations from its mean in every direction.</summary>
internal sealed class EllipseTrace : Trace
{
    private const double Stroke = 2, FillOpacity = 0.12;
    private const int Corners = 120;

    private readonly double[] _x = new double[Corners + 1], _y = new double[Corners + 1];
    private readonly double _meanX, _meanY, _deviations;

    /// <param name="name">What the legend calls it.</param>
    /// <param name="color">"#rrggbb".</param>
    /// <param name="mean">[2].</param>
    /// <param name="axes">Columns of a matrix A with A·Aᵀ = Σ.</param>
    /// <param name="deviations">k.</param>
    public EllipseTrace(string? name, string color, (double X, double Y) mean, (double XX, double YX, double YY) axes, double deviations)
        : base(name, color)
    {
        (_meanX, _meanY, _deviations) = (mean.X, mean.Y, deviations);
        for (int i = 0; i <= Corners; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * (i % Corners) / Corners);
            _x[i] = mean.X + deviations * axes.XX * cos;
            _y[i] = mean.Y + deviations * (axes.YX * cos + axes.YY * sin);
        }
    }

    public override string Kind => "ellipse";

    public override double KeyWidth => WideKey;

    public override int PointCount => Corners;

    public override void Extend(Bounds xBounds, Bounds yBounds, Frame frame)
    {
        xBounds.Include(_x);
        yBounds.Include(_y);
        xBounds.Pad(0.04);
        yBounds.Pad(0.05);
    }

    public override void WriteJson(PlotlyWriter json, Panel panel)
    {
        string ink = panel.Page.Theme.Ink(Color);
        json.WriteStartObject();
        WriteHead(json, "scatter", panel);
        json.WriteString("mode", "lines");
        json.WriteNumbers("x", _x);
        json.WriteNumbers("y", _y);
        json.WriteString("fill", "toself");
        json.WriteString("fillcolor", PlotlyJson.Rgba(ink, FillOpacity));
        json.WriteString("hoveron", "fills");
        json.WriteStartObject("line");
        json.WriteString("color", ink);
        json.WriteNumber("width", Stroke);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void Draw(Canvas canvas, PlotArea area)
    {
        string ink = canvas.Theme.Ink(Color);
        var path = LinePath.Of(_x, _y, area);
        canvas.Path(path, fill: ink, opacity: FillOpacity);
        canvas.Path(path, stroke: ink, width: Stroke);
    }

    public override void DrawKey(Canvas canvas, double centreX, double centreY) =>
        canvas.Line(centreX - KeyWidth / 2, centreY, centreX + KeyWidth / 2, centreY, canvas.Theme.Ink(Color), Stroke);

    public override string Describe() => $"of {FigureText.Number(_deviations)} standard deviations around "
        + $"({FigureText.Number(_meanX)}, {FigureText.Number(_meanY)}): x {FigureText.Span(_x)}, y {FigureText.Span(_y)}";
}
