using System.Runtime.InteropServices;

namespace Course.Plots.Drawing;

/// <summary>Straight strokes: stretches of points, each stretch open or closed.</summary>
internal sealed class PathData
{
    private readonly List<Step> _steps = [];

    public enum Verb : byte { Move, Line, Close }

    public ReadOnlySpan<Step> Steps => CollectionsMarshal.AsSpan(_steps);

    public bool IsEmpty => _steps.Count == 0;

    public PathData MoveTo(double x, double y) => Add(new(Verb.Move, x, y));

    public PathData LineTo(double x, double y) => Add(new(Verb.Line, x, y));

    public PathData Close() => Add(new(Verb.Close, 0, 0));

    /// <summary>A line of no length, which a stroke with round ends makes a dot.</summary>
    public PathData Dot(double x, double y) => MoveTo(x, y).LineTo(x, y);

    /// <summary>A stretch through points that are all drawable.</summary>
    public static PathData Polygon(params ReadOnlySpan<(double X, double Y)> corners)
    {
        var path = new PathData().MoveTo(corners[0].X, corners[0].Y);
        foreach (var (x, y) in corners[1..]) path.LineTo(x, y);
        return path.Close();
    }

    private PathData Add(Step step)
    {
        _steps.Add(step);
        return this;
    }

    public readonly record struct Step(Verb Verb, double X, double Y);
}
