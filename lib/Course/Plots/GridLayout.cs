using Course.Plots.Lettering;

namespace Course.Plots;

/// <summary>Where the images and the labels of a grid lie on its picture, in pixels.</summary>
internal sealed class GridLayout
{
    /// <summary>Height of letters with descenders, and of a line.</summary>
    public const int TextSize = 13, LineHeight = 17;

    /// <summary>Thickness of the frames around images.</summary>
    public const int BorderWidth = 3;

    private const long MostBytes = 1L << 28;
    private const int WidestRowLabel = 240, BesideText = 6;

    private readonly ImageGrid _grid;
    private readonly int[] _labelHeights;
    private readonly int _columns, _border, _left, _top;
    private readonly long _blockHeight, _blockGap;

    public GridLayout(ImageGrid grid)
    {
        _grid = grid;
        var images = grid.Sides[0].Images;
        _columns = Math.Min(grid.Columns, grid.Count);
        _border = grid.Sides.Any(side => side.Borders.Count > 0) ? BorderWidth : 0;
        _labelHeights = [.. grid.Sides.Select(side => side.Labels.Count > 0 ? LineHeight : 0)];
        RowLabels = [.. grid.RowLabels.Select(label => Pen.Fit(label, TextSize, WidestRowLabel))];
        _left = grid.Padding + (RowLabels.Count > 0 ? Math.Max(WidthOfRowLabels(grid), grid.LeastRowLabelWidth) + 2 * BesideText : 0);
        _top = grid.Padding + (grid.Title is null ? 0 : LineHeight) + (grid.ColumnLabels.Count > 0 ? LineHeight : 0);

        long cellWidth = (long)images.Width * grid.Scale + 2 * _border, cellHeight = (long)images.Height * grid.Scale + 2 * _border;
        // Rows that belong together stand close, blocks of a comparison farther apart.
        _blockGap = grid.Sides.Count > 1 ? 4L * Math.Max(grid.Padding, 1) : grid.Padding;
        _blockHeight = grid.Sides.Count * cellHeight + _labelHeights.Sum() + (grid.Sides.Count - 1L) * grid.Padding;
        long blocks = grid.Rows / grid.Sides.Count;
        long width = _left + _columns * cellWidth + (long)_columns * grid.Padding;
        long height = _top + blocks * _blockHeight + (blocks - 1) * _blockGap + grid.Padding;
        bool colored = _border > 0 || grid.Sides.Any(side => side.Images.Channels == 3);
        // The sides first: then their product cannot pass the range of long.
        if (width > MostBytes || height > MostBytes || width * height > MostBytes / (colored ? 3 : 1))
            throw new ArgumentException($"The grid would be a picture of {width} × {height} pixels; show fewer images or enlarge them less.");
        (CellWidth, CellHeight, Width, Height, Channels) = ((int)cellWidth, (int)cellHeight, (int)width, (int)height, colored ? 3 : 1);
    }

    public int Width { get; }
    public int Height { get; }
    public int Channels { get; }

    /// <summary>Size of an image with its frame.</summary>
    public int CellWidth { get; }
    public int CellHeight { get; }

    /// <summary>Frames are inside the cell.</summary>
    public int Border => _border;

    /// <summary>Shortened to what there is room for.</summary>
    public IReadOnlyList<string> RowLabels { get; }

    /// <summary>Width of the widest text before a row.</summary>
    public static int WidthOfRowLabels(ImageGrid grid) =>
        grid.RowLabels.Count == 0 ? 0 : grid.RowLabels.Max(label => Math.Min(WidestRowLabel, Pen.Measure(label, TextSize)));

    /// <summary>Top left corner of an image's cell.</summary>
    public (int X, int Y) Cell(int side, int index) => (Column(index % _columns), Row(index / _columns, side));

    /// <summary>Left end and top of the capitals of the text before a row: right-aligned, in the middle of its height.</summary>
    public (int X, int Y) RowLabel(int row)
    {
        int right = _left - BesideText, top = Row(row / _grid.Sides.Count, row % _grid.Sides.Count);
        return (right - Pen.Measure(RowLabels[row], TextSize), top + (CellHeight - TextSize * 5 / 7) / 2);
    }

    /// <summary>Left end and top of the capitals of the text above everything, and the room for it.</summary>
    public (int X, int Y, int Width) Title => (_grid.Padding + 1, _grid.Padding + 1, Width - 2 * _grid.Padding - 2);

    /// <summary>Left end and top of the capitals of a text centred over or under a column.</summary>
    public (int X, int Y) Centred(string text, int column, int top) =>
        (Column(column) + (CellWidth - Pen.Measure(text, TextSize)) / 2, top + 3);

    /// <summary>Top of the line over the columns.</summary>
    public int ColumnLabelTop => _top - LineHeight;

    private int Column(int column) => _left + column * (CellWidth + _grid.Padding);

    private int Row(int block, int side) =>
        (int)(_top + block * (_blockHeight + _blockGap) + side * ((long)CellHeight + _grid.Padding) + _labelHeights.Take(side).Sum());
}
