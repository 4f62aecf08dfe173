namespace Course.Plots.Drawing;

/// <summary>Lines of equal value in a grid: marching squares (W. Lorensen and H. Cline, 1987, in the plane), segments joined to lines.</summary>
/// <remarks>The crossing of an edge is found by linear interpolation. A saddle is decided by the mean of its four corners. Cells with a
/// corner that is not finite have no line.</remarks>
internal static class Isolines
{
    /// <summary>The lines at a level, in data units; a closed one ends at its first point.</summary>
    public static List<List<(double X, double Y)>> At(ValueGrid grid, double level)
    {
        // Every edge of the grid is met by at most one line, which at most two cells share.
        var next = new Dictionary<int, (int A, int B)>();
        for (int row = 0; row + 1 < grid.Rows; row++)
            for (int column = 0; column + 1 < grid.Columns; column++)
                AddCell(grid, level, row, column, next);
        return Join(grid, level, next);
    }

    // Edges are numbered by the crossing at their lower left: 2n to the right of it, 2n + 1 upward.
    private static void AddCell(ValueGrid grid, double level, int row, int column, Dictionary<int, (int, int)> next)
    {
        double a = grid[row, column], b = grid[row, column + 1], c = grid[row + 1, column + 1], d = grid[row + 1, column];
        if (!double.IsFinite(a + b + c + d)) return;
        int at = row * grid.Columns + column;
        int bottom = 2 * at, left = 2 * at + 1, right = 2 * (at + 1) + 1, top = 2 * (at + grid.Columns);
        int corners = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
        bool high = (a + b + c + d) / 4 >= level;
        switch (corners)
        {
            case 1 or 14: Link(left, bottom); break;
            case 2 or 13: Link(bottom, right); break;
            case 3 or 12: Link(left, right); break;
            case 4 or 11: Link(right, top); break;
            case 6 or 9: Link(bottom, top); break;
            case 7 or 8: Link(left, top); break;
            case 5 when high: Link(left, top); Link(bottom, right); break;
            case 5: Link(left, bottom); Link(right, top); break;
            case 10 when high: Link(left, bottom); Link(right, top); break;
            case 10: Link(left, top); Link(bottom, right); break;
        }

        void Link(int from, int to)
        {
            Add(from, to);
            Add(to, from);
        }

        void Add(int from, int to) => next[from] = next.TryGetValue(from, out var known) ? (known.Item1, to) : (to, -1);
    }

    private static List<List<(double X, double Y)>> Join(ValueGrid grid, double level, Dictionary<int, (int A, int B)> next)
    {
        var lines = new List<List<(double, double)>>();
        // Open lines first, from an end; what is left then are rings.
        foreach (int start in next.Where(pair => pair.Value.B < 0).Select(pair => pair.Key).Concat(next.Keys).ToArray())
        {
            if (!next.ContainsKey(start)) continue;
            var line = new List<(double, double)>();
            int edge = start, before = -1;
            while (next.Remove(edge, out var neighbours))
            {
                line.Add(Crossing(grid, level, edge));
                int onward = neighbours.A == before ? neighbours.B : neighbours.A;
                (before, edge) = (edge, onward);
            }
            if (edge == start && line.Count > 2) line.Add(line[0]);
            lines.Add(line);
        }
        return lines;
    }

    private static (double, double) Crossing(ValueGrid grid, double level, int edge)
    {
        int row = edge / 2 / grid.Columns, column = edge / 2 % grid.Columns;
        bool upward = edge % 2 == 1;
        double from = grid[row, column], to = upward ? grid[row + 1, column] : grid[row, column + 1];
        double share = (level - from) / (to - from);
        return upward
            ? (grid.X[column], grid.Y[row] + share * (grid.Y[row + 1] - grid.Y[row]))
            : (grid.X[column] + share * (grid.X[column + 1] - grid.X[column]), grid.Y[row]);
    }
}
