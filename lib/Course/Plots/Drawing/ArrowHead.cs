namespace Course.Plots.Drawing;

/// <summary>The filled head of an arrow.</summary>
internal static class ArrowHead
{
    private const double HalfWidth = 0.36;   // of its length

    /// <summary>A triangle with its tip at (x, y), pointing along (dx, dy), in pixels; null for a direction of no length.</summary>
    public static PathData? At(double x, double y, double dx, double dy, double length)
    {
        double norm = Math.Sqrt(dx * dx + dy * dy);
        if (!(norm > 1e-9) || !double.IsFinite(norm)) return null;
        (dx, dy) = (dx / norm * length, dy / norm * length);
        return PathData.Polygon((x, y), (x - dx - dy * HalfWidth, y - dy + dx * HalfWidth), (x - dx + dy * HalfWidth, y - dy - dx * HalfWidth));
    }
}
