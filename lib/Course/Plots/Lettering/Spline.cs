namespace Course.Plots.Lettering;

/// <summary>Smooth strokes from few points.</summary>
internal static class Spline
{
    private const int PiecesPerCurve = 5;

    /// <summary>
    /// A quadratic B-spline: it passes the middles between control points and, when open, both ends; closed when it ends where it began.
    /// </summary>
    public static (float X, float Y)[] Through((float X, float Y)[] control)
    {
        bool closed = control[0] == control[^1];
        int last = control.Length - 1;
        var curve = new List<(float X, float Y)> { closed ? Middle(control[last - 1], control[0]) : control[0] };
        for (int i = closed ? 0 : 1; i < last; i++)
        {
            var from = curve[^1];
            var to = i + 1 == last && !closed ? control[last] : Middle(control[i], control[i + 1]);
            for (int k = 1; k <= PiecesPerCurve; k++)
            {
                float t = k / (float)PiecesPerCurve, s = 1 - t;
                curve.Add((s * s * from.X + 2 * s * t * control[i].X + t * t * to.X, s * s * from.Y + 2 * s * t * control[i].Y + t * t * to.Y));
            }
        }
        return [.. curve];
    }

    private static (float X, float Y) Middle((float X, float Y) a, (float X, float Y) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
}
