namespace Course.Plots.Drawing;

/// <summary>The path of a polyline: a gap where a point has no place, and no more points than pixels can show.</summary>
internal static class LinePath
{
    public static PathData Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, PlotArea area)
    {
        var path = new PathData();
        // Of the points of one pixel column (a long loss curve has thousands) the first, lowest, highest and last draw the same picture.
        bool thin = x.Length > 4 * area.Width;
        bool drawing = false;
        for (int i = 0; i < x.Length;)
        {
            double px = area.X.ToPixel(x[i]), py = area.Y.ToPixel(y[i]);
            if (double.IsNaN(px) || double.IsNaN(py))
            {
                drawing = false;
                i++;
                continue;
            }
            if (drawing) path.LineTo(px, py);
            else if (Alone(x, y, i, area)) path.Dot(px, py);
            else path.MoveTo(px, py);
            drawing = true;
            i = thin ? SkipColumn(path, x, y, i, px, py, area) : i + 1;
        }
        return path;
    }

    /// <summary>Writes what must be seen of the points after i in i's pixel column, and returns the first point beyond it.</summary>
    private static int SkipColumn(
        PathData path, ReadOnlySpan<double> x, ReadOnlySpan<double> y, int i, double px, double py, PlotArea area)
    {
        double column = Math.Floor(px), low = py, high = py, last = py;
        int next = i + 1;
        for (; next < x.Length; next++)
        {
            double nextX = area.X.ToPixel(x[next]), nextY = area.Y.ToPixel(y[next]);
            if (double.IsNaN(nextY) || Math.Floor(nextX) != column) break;   // NaN != column as well
            (low, high, last) = (Math.Min(low, nextY), Math.Max(high, nextY), nextY);
        }
        if (next == i + 1) return next;
        if (low != py) path.LineTo(px, low);
        if (high != py) path.LineTo(px, high);
        path.LineTo(px, last);
        return next;
    }

    private static bool Alone(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int i, PlotArea area) =>
        i + 1 == x.Length || double.IsNaN(area.X.ToPixel(x[i + 1])) || double.IsNaN(area.Y.ToPixel(y[i + 1]));
}
