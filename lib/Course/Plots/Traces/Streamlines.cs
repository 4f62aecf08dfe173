namespace Course.Plots.Traces;

/// <summary>Lines along a field that keep their distance from each other.</summary>
/// <remarks>
/// The plane is covered by small cells, and a line ends where it would enter a cell that a line has taken, so lines are about evenly spaced
/// (the idea of B. Jobard and W. Lefer, 1997). Lines start in free cells in the order of a Halton sequence, and follow the field in both
/// directions by steps of the midpoint rule, with the field's direction only: its speed does not matter.
/// </remarks>
internal sealed class Streamlines
{
    private const double Step = 0.004, Shortest = 0.12, Longest = 3;   // of the width of the plane

    private readonly ValueGrid _u, _v;
    private readonly int _cells;
    private readonly bool[] _taken;
    private readonly double _x, _y, _width, _height;

    /// <param name="u">Speed along x.</param>
    /// <param name="v">Speed along y, at the same places.</param>
    /// <param name="cells">Cells along each side: lines are at least a cell apart.</param>
    public Streamlines(ValueGrid u, ValueGrid v, int cells)
    {
        (_u, _v, _cells, _taken) = (u, v, cells, new bool[cells * cells]);
        (_x, _y, _width, _height) = (u.X[0], u.Y[0], u.X[^1] - u.X[0], u.Y[^1] - u.Y[0]);
    }

    /// <summary>The lines, in data units, along the field.</summary>
    public List<List<(double X, double Y)>> Draw()
    {
        var lines = new List<List<(double, double)>>();
        for (int i = 1; i <= 4 * _cells * _cells; i++)
        {
            double x = Halton(i, 2), y = Halton(i, 3);
            if (_taken[Cell(x, y)]) continue;
            var mine = new HashSet<int> { Cell(x, y) };
            var back = Follow(x, y, -1, mine);
            back.Reverse();
            List<(double X, double Y)> line = [.. back, (x, y), .. Follow(x, y, +1, mine)];
            if (line.Count * Step < Shortest) continue;
            foreach (int cell in mine) _taken[cell] = true;
            // Every third point is near enough for a smooth line.
            lines.Add(line.Where((_, at) => at % 3 == 0 || at == line.Count - 1).Select(p => (_x + p.X * _width, _y + p.Y * _height)).ToList());
        }
        return lines;
    }

    /// <summary>Goes from a place of the unit square along the field, or against it, to the edge, a taken cell or a place without
    /// direction.</summary>
    private List<(double X, double Y)> Follow(double x, double y, int sign, HashSet<int> mine)
    {
        var line = new List<(double, double)>();
        int cell = Cell(x, y);
        // A line may go through its own cells, as around a vortex, but not for ever.
        int inOwn = 0;
        for (int i = 0; i < Longest / Step; i++)
        {
            if (Direction(x, y) is not var (dx, dy)) break;
            double half = sign * Step / 2;
            if (Direction(x + half * dx, y + half * dy) is not var (middleX, middleY)) break;
            (x, y) = (x + sign * Step * middleX, y + sign * Step * middleY);
            if (!(x is >= 0 and <= 1 && y is >= 0 and <= 1)) break;
            if (Cell(x, y) is var entered && entered != cell)
            {
                if (_taken[entered]) break;
                inOwn = mine.Add(entered) ? 0 : inOwn + 1;
                if (inOwn > 2) break;
                cell = entered;
            }
            line.Add((x, y));
        }
        return line;
    }

    private (double, double)? Direction(double x, double y)
    {
        var (column, row) = (ValueGrid.Locate(_u.X, _x + x * _width), ValueGrid.Locate(_u.Y, _y + y * _height));
        double u = _u.Between(column, row) / _width, v = _v.Between(column, row) / _height, speed = Math.Sqrt(u * u + v * v);
        return speed > 0 && double.IsFinite(speed) ? (u / speed, v / speed) : null;
    }

    private int Cell(double x, double y) =>
        Math.Min((int)(y * _cells), _cells - 1) * _cells + Math.Min((int)(x * _cells), _cells - 1);

    /// <summary>The i-th number of the Halton sequence of a base: i's digits behind the point, in reverse.</summary>
    private static double Halton(int i, int radix)
    {
        double value = 0, share = 1.0 / radix;
        for (; i > 0; i /= radix, share /= radix) value += i % radix * share;
        return value;
    }
}
