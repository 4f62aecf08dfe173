namespace Course.Plots;

/// <summary>Values at the crossings of rows and columns, the first row at the lowest y.</summary>
internal sealed class ValueGrid
{
    private ValueGrid(double[] values, double[] x, double[] y) => (Values, X, Y) = (values, x, y);

    /// <summary>[rows, columns] in row-major order.</summary>
    public double[] Values { get; }

    /// <summary>Place of each column, rising.</summary>
    public double[] X { get; }

    /// <summary>Place of each row, rising.</summary>
    public double[] Y { get; }

    public int Rows => Y.Length;
    public int Columns => X.Length;

    public double this[int row, int column] => Values[row * X.Length + column];

    /// <param name="kind">What messages call it: "heatmap" …</param>
    /// <param name="values">[rows, columns] in row-major order.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="x">Place of each column, rising; empty for 0, 1, …</param>
    /// <param name="y">Place of each row, rising; empty for 0, 1, …</param>
    /// <exception cref="ArgumentException">Numbers that do not fit together, or places that do not rise.</exception>
    public static ValueGrid Checked(string kind, Series values, int rows, int columns, Series x, Series y)
    {
        if (rows < 0 || columns < 0 || (long)rows * columns != values.Count)
            throw new ArgumentException($"A {kind} of {rows} × {columns} cells needs {(long)rows * columns} values, but there are "
                + $"{values.Count}.");
        return new(values.Span.ToArray(), Places(kind, "x", x, columns), Places(kind, "y", y, rows));
    }

    /// <summary>Writes the places and the rows of values.</summary>
    public void WriteJson(PlotlyWriter json)
    {
        json.WriteNumbers("x", X);
        json.WriteNumbers("y", Y);
        json.WriteStartArray("z");
        for (int row = 0; row < Rows; row++) json.WriteNumbers(null, Values.AsSpan(row * Columns, Columns));
        json.WriteEndArray();
    }

    /// <summary>Value between the crossings, linear along both axes; NaN outside, and where a neighbour is NaN.</summary>
    public double Between(double x, double y) => Between(Locate(X, x), Locate(Y, y));

    /// <summary>The same at places found before.</summary>
    public double Between((int Below, double Share) column, (int Below, double Share) row)
    {
        if (column.Below < 0 || row.Below < 0) return double.NaN;
        int at = row.Below * Columns + column.Below;
        double low = Values[at] + (Values[at + 1] - Values[at]) * column.Share;
        at += Columns;
        double high = Values[at] + (Values[at + 1] - Values[at]) * column.Share;
        return low + (high - low) * row.Share;
    }

    /// <summary>The place below a number and the share of the way to the next; (−1, 0) outside.</summary>
    public static (int Below, double Share) Locate(double[] places, double at)
    {
        if (places.Length < 2 || !(at >= places[0] && at <= places[^1])) return (-1, 0);
        int found = Array.BinarySearch(places, at);
        int below = Math.Min(found >= 0 ? found : ~found - 1, places.Length - 2);
        return (below, (at - places[below]) / (places[below + 1] - places[below]));
    }

    private static double[] Places(string kind, string axis, Series given, int count)
    {
        if (given.Count == 0) return Series.Steps(count).ToArray();
        if (given.Count != count)
            throw new ArgumentException($"The {kind} has {count} cells along {axis}, but {given.Count} centres were given.");
        for (int i = 0; i < count; i++)
            if (!double.IsFinite(given[i]) || i > 0 && given[i] <= given[i - 1])
                throw new ArgumentException($"The {kind}'s centres along {axis} must rise, but number {i} is "
                    + $"{given[i]}{(i > 0 ? $" after {given[i - 1]}" : "")}.");
        return given.ToArray();
    }
}
