namespace Course.Plots.Raster;

/// <summary>How much of each pixel a shape covers, exactly but for the arithmetic: every edge adds the signed area at its right.</summary>
/// <remarks>
/// The method of font rasterisers with signed areas (R. Levien's <i>font-rs</i>, 2016, after D. Turner's FreeType): edges are added in any
/// order, then one sum along each row gives the covered share. Pieces of one orientation that overlap are their union.
/// </remarks>
internal sealed class CoverageMask
{
    private readonly int _width, _height, _stride;
    private readonly float[] _changes;
    private double _left, _right;   // of what was added since the last Take
    private int _top, _bottom;

    public CoverageMask(int width, int height)
    {
        (_width, _height, _stride) = (width, height, width + 2);
        _changes = new float[_stride * height];
        Forget();
    }

    /// <summary>Adds a polygon with its corners in one order round; the last is joined to the first.</summary>
    public void Add(ReadOnlySpan<(double X, double Y)> corners)
    {
        for (int i = 0; i < corners.Length; i++)
        {
            var (a, b) = (corners[i], corners[i + 1 == corners.Length ? 0 : i + 1]);
            AddEdge(a.X, a.Y, b.X, b.Y);
        }
    }

    /// <summary>Gives every pixel that is covered, with the covered share, and empties the mask.</summary>
    public void Take(Action<int, int, float> paint)
    {
        int first = Math.Clamp((int)Math.Floor(_left), 0, _width), last = Math.Clamp((int)Math.Ceiling(_right), 0, _width);
        for (int y = Math.Max(0, _top); y < Math.Min(_height, _bottom); y++)
        {
            var row = _changes.AsSpan(y * _stride, _stride);
            float covered = 0;
            for (int x = first; x < last; x++)
            {
                covered += row[x];
                float share = Math.Min(1, Math.Abs(covered));
                if (share > 1 / 512f) paint(x, y, share);
            }
            row.Clear();
        }
        Forget();
    }

    private void Forget() => (_left, _right, _top, _bottom) = (double.MaxValue, double.MinValue, int.MaxValue, int.MinValue);

    private void AddEdge(double x0, double y0, double x1, double y1)
    {
        if (y0 == y1 || !double.IsFinite(x0 + y0 + x1 + y1)) return;
        // Beyond the left side an edge counts as one along it, for all of its height; beyond the right side it covers nothing here.
        foreach (double side in (ReadOnlySpan<double>)[0, _width])
        {
            if (!(x0 < side && x1 > side || x0 > side && x1 < side)) continue;
            double y = y0 + (side - x0) / (x1 - x0) * (y1 - y0);
            AddEdge(x0, y0, side, y);
            AddEdge(side, y, x1, y1);
            return;
        }
        AddInside(Math.Clamp(x0, 0, _width), y0, Math.Clamp(x1, 0, _width), y1);
    }

    private void AddInside(double x0, double y0, double x1, double y1)
    {
        float direction = y0 < y1 ? 1 : -1;
        if (direction < 0) (x0, y0, x1, y1) = (x1, y1, x0, y0);
        double slope = (x1 - x0) / (y1 - y0), x = y0 < 0 ? x0 - y0 * slope : x0;
        int top = Math.Max(0, (int)Math.Floor(y0)), bottom = Math.Min(_height, (int)Math.Ceiling(y1));
        (_left, _right) = (Math.Min(_left, Math.Min(x0, x1)), Math.Max(_right, Math.Max(x0, x1) + 1));
        (_top, _bottom) = (Math.Min(_top, top), Math.Max(_bottom, bottom));
        for (int row = top; row < bottom; row++)
        {
            double height = Math.Min(row + 1, y1) - Math.Max(row, y0), next = Math.Clamp(x + slope * height, 0, _width);
            AddRow(row * _stride, direction * (float)height, (float)Math.Min(x, next), (float)Math.Max(x, next));
            x = next;
        }
    }

    /// <summary>Within a row an edge goes from one x to another: each pixel gets the change of the area at its right.</summary>
    private void AddRow(int at, float height, float from, float to)
    {
        int first = (int)from, end = (int)MathF.Ceiling(to);
        if (end <= first + 1)
        {
            float middle = (from + to) / 2 - first;
            _changes[at + first] += height * (1 - middle);
            _changes[at + first + 1] += height * middle;
            return;
        }
        // The covered share of a pixel that the edge crosses, pixel by pixel; what a pixel adds is its share less those before it.
        float step = height / (to - from), before = 0;
        for (int column = first; column < end; column++)
        {
            float enter = Math.Max(from, column), leave = Math.Min(to, column + 1);
            // Up to here the edge has gone (leave − from) of its way; within this pixel the area at its right is a trapezium.
            float share = step * ((leave - enter) * (column + 1 - (enter + leave) / 2) + (enter - from));
            _changes[at + column] += share - before;
            before = share;
        }
        _changes[at + end] += height - before;
    }
}
