using Course.Plots.Traces;

namespace Course.Plots;

// Values and directions over the plane.
public sealed partial class Figure
{
    /// <summary>Adds a heatmap.</summary>
    /// <param name="values">[rows, columns] in row-major order; the first row is at the lowest y. NaN is left blank.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="x">Centre of each column, rising; empty for 0, 1, …</param>
    /// <param name="y">Centre of each row, rising; empty for 0, 1, …</param>
    /// <param name="scale">Colours; null for <see cref="ColorScale.Viridis"/>.</param>
    /// <param name="valueTitle">Title of the colour bar.</param>
    /// <param name="low">Value of the scale's low end; null fits the data.</param>
    /// <param name="high">Value of the scale's high end; null fits the data.</param>
    /// <exception cref="ArgumentException">Numbers that do not fit together, or centres that do not rise.</exception>
    public Figure Heatmap(
        Series values, int rows, int columns, Series x = default, Series y = default, ColorScale? scale = null, string? valueTitle = null,
            double? low = null, double? high = null)
    {
        if (Traces.Any(trace => trace is HeatmapTrace))
            throw new ArgumentException("The figure has a heatmap already; two would cover each other.");
        var grid = ValueGrid.Checked("heatmap", values, rows, columns, x, y);
        return With(new HeatmapTrace(grid, ColorRange.Checked(values.Span, scale, valueTitle, low, high)));
    }

    /// <summary>Adds a heatmap.</summary>
    /// <param name="values">[rows, columns]; the first row is at the lowest y. NaN is left blank.</param>
    /// <param name="scale">Colours; null for <see cref="ColorScale.Viridis"/>.</param>
    /// <param name="valueTitle">Title of the colour bar.</param>
    /// <param name="low">Value of the scale's low end; null fits the data.</param>
    /// <param name="high">Value of the scale's high end; null fits the data.</param>
    public Figure Heatmap(double[,] values, ColorScale? scale = null, string? valueTitle = null, double? low = null, double? high = null) =>
        Heatmap(Series.Of(values.Cast<double>()), values.GetLength(0), values.GetLength(1), scale: scale, valueTitle: valueTitle, low: low,
            high: high);

    /// <summary>Adds lines of equal value, or coloured bands between them.</summary>
    /// <param name="values">[rows, columns] in row-major order; the first row is at the lowest y. Cells with a NaN have no line.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="x">Place of each column, rising; empty for 0, 1, …</param>
    /// <param name="y">Place of each row, rising; empty for 0, 1, …</param>
    /// <param name="levels">About how many, 1 to 200; they are round numbers.</param>
    /// <param name="filled">Bands instead of lines.</param>
    /// <param name="scale">Colours; null for <see cref="ColorScale.Viridis"/>.</param>
    /// <param name="valueTitle">Title of the colour bar.</param>
    /// <param name="low">Value of the scale's low end; null fits the data.</param>
    /// <param name="high">Value of the scale's high end; null fits the data.</param>
    /// <param name="color">"#rrggbb": lines all of this colour and without a bar, for example over a heatmap.</param>
    /// <param name="name">What the legend calls lines of one colour.</param>
    /// <exception cref="ArgumentException">Numbers that do not fit together, places that do not rise, or bands of one colour.</exception>
    public Figure Contour(Series values, int rows, int columns, Series x = default, Series y = default, int levels = 10, bool filled = false,
        ColorScale? scale = null, string? valueTitle = null, double? low = null, double? high = null, string? color = null,
        string? name = null)
    {
        if (levels is < 1 or > 200) throw new ArgumentException($"{levels} levels were asked for; use 1 to 200.");
        if (filled && color is not null) throw new ArgumentException("Bands of one colour could not be told apart: give a color or filled.");
        var grid = ValueGrid.Checked("contour", values, rows, columns, x, y);
        var range = ColorRange.Checked(values.Span, scale, valueTitle, low, high);
        return With(new ContourTrace(grid, range, levels, filled, name, color is null ? null : CheckedColor(color)));
    }

    /// <summary>Adds a surface: to be turned in three dimensions where Plotly is, from above with light and shade elsewhere.</summary>
    /// <param name="heights">[rows, columns] in row-major order; the first row is at the lowest y. NaN is a hole.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="x">Place of each column, rising; empty for 0, 1, …</param>
    /// <param name="y">Place of each row, rising; empty for 0, 1, …</param>
    /// <param name="scale">Colours; null for <see cref="ColorScale.Viridis"/>.</param>
    /// <param name="heightTitle">Title of the colour bar and of the third axis.</param>
    /// <exception cref="ArgumentException">Numbers that do not fit together, places that do not rise, or a figure with other traces.</exception>
    public Figure Surface(
        Series heights, int rows, int columns, Series x = default, Series y = default, ColorScale? scale = null, string? heightTitle = null)
    {
        var grid = ValueGrid.Checked("surface", heights, rows, columns, x, y);
        return With(new SurfaceTrace(grid, ColorRange.Checked(heights.Span, scale, heightTitle, null, null)));
    }

    /// <summary>Adds an arrow at each place.</summary>
    /// <param name="x">Where the arrows begin, [N].</param>
    /// <param name="y">Where the arrows begin, [N].</param>
    /// <param name="u">How far they go along x, [N].</param>
    /// <param name="v">How far they go along y, [N].</param>
    /// <param name="scale">Length of an arrow for each unit of u and v, in data units; 0 chooses, so that arrows do not meet.</param>
    /// <param name="name">What the legend calls them.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <exception cref="ArgumentException">Different numbers of values.</exception>
    public Figure Quiver(Series x, Series y, Series u, Series v, double scale = 0, string? name = null, string? color = null)
    {
        RequireSameCount("x", x, "y", y);
        RequireSameCount("x", x, "u", u);
        RequireSameCount("x", x, "v", v);
        if (!(scale >= 0) || !double.IsFinite(scale)) throw new ArgumentException($"A scale of {scale} was asked for; use 0 (choose) or more.");
        if (scale == 0) scale = ArrowScale(x, y, u, v);
        List<double> xs = [], ys = [];
        var heads = new List<((double, double), (double, double))>();
        double longest = 0;
        for (int i = 0; i < x.Count; i++)
        {
            if (!double.IsFinite(x[i] + y[i] + u[i] + v[i])) continue;
            double tipX = x[i] + scale * u[i], tipY = y[i] + scale * v[i];
            xs.AddRange([x[i], tipX, double.NaN]);
            ys.AddRange([y[i], tipY, double.NaN]);
            heads.Add(((tipX, tipY), (x[i], y[i])));
            longest = Math.Max(longest, Math.Sqrt(u[i] * u[i] + v[i] * v[i]));
        }
        return With(new ArrowTrace("arrows", name, NextColor(color), [.. xs], [.. ys], heads, 7,
            $"{heads.Count}, the longest {FigureText.Number(longest)}"));
    }

    /// <summary>Adds lines along a field, evenly spaced.</summary>
    /// <param name="u">Speed along x, [rows, columns] in row-major order; the first row is at the lowest y.</param>
    /// <param name="v">Speed along y, [rows, columns].</param>
    /// <param name="x">Place of each column, rising, two or more.</param>
    /// <param name="y">Place of each row, rising, two or more.</param>
    /// <param name="density">How close the lines are: 1 leaves a thirtieth of the plot between them. 0.2 to 5.</param>
    /// <param name="name">What the legend calls them.</param>
    /// <param name="color">"#rrggbb"; null takes the next of the palette.</param>
    /// <exception cref="ArgumentException">Numbers that do not fit together, or places that do not rise.</exception>
    public Figure Streamlines(Series u, Series v, Series x, Series y, double density = 1, string? name = null, string? color = null)
    {
        if (!(density is >= 0.2 and <= 5)) throw new ArgumentException($"A density of {density} was asked for; use 0.2 to 5.");
        if (x.Count < 2 || y.Count < 2)
            throw new ArgumentException($"Streamlines need 2 × 2 places or more, but there are {y.Count} × {x.Count}.");
        var lines = new Streamlines(ValueGrid.Checked("field", u, y.Count, x.Count, x, y), ValueGrid.Checked("field", v, y.Count, x.Count, x, y),
            (int)Math.Round(30 * density)).Draw();
        // A head in the middle of each line, where there is most room.
        return With(new ArrowTrace("streamlines", name, NextColor(color),
            lines.SelectMany(line => line.Select(point => point.X).Append(double.NaN)).ToArray(),
            lines.SelectMany(line => line.Select(point => point.Y).Append(double.NaN)).ToArray(),
            lines.ConvertAll(line => (line[line.Count / 2], line[line.Count / 2 - 1])), 8, $"{lines.Count} through {y.Count} × {x.Count} places"));
    }

    /// <summary>Adds a picture on the axes, its first row at the top.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="left">x of its left edge.</param>
    /// <param name="right">x of its right edge.</param>
    /// <param name="bottom">y of its lower edge.</param>
    /// <param name="top">y of its upper edge.</param>
    /// <exception cref="ArgumentException">An edge that is not finite, or edges in the wrong order.</exception>
    public Figure Image(Picture picture, double left, double right, double bottom, double top)
    {
        if (!(left < right && bottom < top) || !double.IsFinite(right - left) || !double.IsFinite(top - bottom))
            throw new ArgumentException($"A picture from x = {left} to {right} and y = {bottom} to {top} has no area.");
        return With(new PictureTrace(picture, (left, right), (bottom, top)));
    }

    /// <summary>A length for arrows such that the longest reaches most of the way to the next, along x and along y.</summary>
    private static double ArrowScale(Series x, Series y, Series u, Series v)
    {
        double side = Math.Max(1, Math.Sqrt(x.Count) - 1);
        double scale = Math.Min(0.9 * Reach(x) / side / Longest(u), 0.9 * Reach(y) / side / Longest(v));
        return double.IsFinite(scale) && scale > 0 ? scale : 1;

        static double Reach(Series values)
        {
            var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
            return finite.Max() > finite.Min() ? finite.Max() - finite.Min() : double.PositiveInfinity;
        }

        static double Longest(Series values) => values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
    }
}
