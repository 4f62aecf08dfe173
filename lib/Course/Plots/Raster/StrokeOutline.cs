namespace Course.Plots.Raster;

/// <summary>Adds the area of a stroked line to a mask: a rectangle for each piece and a disc for each joint.</summary>
internal static class StrokeOutline
{
    /// <param name="mask">Where to.</param>
    /// <param name="points">The line.</param>
    /// <param name="width">Of the stroke.</param>
    /// <param name="roundEnds">Discs at both ends too.</param>
    public static void Add(CoverageMask mask, ReadOnlySpan<(double X, double Y)> points, double width, bool roundEnds)
    {
        double half = width / 2;
        Span<(double, double)> corners = stackalloc (double, double)[4];
        for (int i = 0; i < points.Length; i++)
        {
            bool end = i == 0 || i == points.Length - 1;
            // Joints of thin lines cannot be seen.
            if (end ? roundEnds : width > 1.2) AddDisc(mask, points[i].X, points[i].Y, half);
            if (i == 0) continue;
            var ((x0, y0), (x1, y1)) = (points[i - 1], points[i]);
            double dx = x1 - x0, dy = y1 - y0, length = Math.Sqrt(dx * dx + dy * dy);
            if (!(length > 1e-9)) continue;
            (dx, dy) = (dx / length * half, dy / length * half);
            (corners[0], corners[1], corners[2], corners[3]) = ((x0 + dy, y0 - dx), (x1 + dy, y1 - dx), (x1 - dy, y1 + dx), (x0 - dy, y0 + dx));
            mask.Add(corners);
        }
    }

    /// <summary>Adds a disc.</summary>
    public static void AddDisc(CoverageMask mask, double x, double y, double radius)
    {
        int sides = Math.Clamp((int)(radius * 5), 8, 90);
        Span<(double, double)> corners = stackalloc (double, double)[sides];
        for (int i = 0; i < sides; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / sides);
            corners[i] = (x + radius * cos, y + radius * sin);
        }
        mask.Add(corners);
    }

    /// <summary>Cuts a line into dashes.</summary>
    /// <param name="points">The line.</param>
    /// <param name="dash">Length of a dash.</param>
    /// <param name="gap">Length of a gap.</param>
    public static IEnumerable<(double X, double Y)[]> Dashes(IReadOnlyList<(double X, double Y)> points, double dash, double gap)
    {
        var current = new List<(double, double)> { points[0] };
        double left = dash;
        bool drawing = true;
        for (int i = 1; i < points.Count; i++)
        {
            var ((x, y), (endX, endY)) = (points[i - 1], points[i]);
            double length = Math.Sqrt((endX - x) * (endX - x) + (endY - y) * (endY - y)), done = 0;
            while (length - done > left)
            {
                done += left;
                var cut = (x + (endX - x) * done / length, y + (endY - y) * done / length);
                current.Add(cut);
                if (drawing) yield return [.. current];
                current = [cut];
                drawing = !drawing;
                left = drawing ? dash : gap;
            }
            left -= length - done;
            current.Add((endX, endY));
        }
        if (drawing && current.Count > 1) yield return [.. current];
    }
}
