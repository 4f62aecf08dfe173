using Course.Plots.Display;

namespace Course.Plots;

/// <summary>
/// Several figures in rows and columns, lined up, with one legend for all. Immutable; every call returns a new grid.
/// </summary>
/// <remarks>
/// The figures' titles stand above them. A line that several figures have, of one name and colour, is listed once.
/// <code>
/// new FigureGrid([prior, likelihood, posterior], columns: 3).WithTitle("Bayes' rule").WithSharedX()
/// </code>
/// </remarks>
[TypeFormatterSource(typeof(ChartFormatterSource), PreferredMimeTypes = [PlotlyMimeType, "image/svg+xml", "text/plain"])]
public sealed class FigureGrid : Chart
{
    private readonly Figure[] _figures;
    private readonly int _columns;
    private bool _sharedX, _sharedY;

    /// <summary>Lines up figures.</summary>
    /// <param name="figures">1 to 64, row by row.</param>
    /// <param name="columns">How many stand side by side; 0 chooses: up to 3, more for more than 9 figures.</param>
    /// <exception cref="ArgumentException">No figures, too many, or a negative number of columns.</exception>
    public FigureGrid(IEnumerable<Figure> figures, int columns = 0)
    {
        _figures = figures.ToArray();
        if (_figures.Length is 0 or > 64) throw new ArgumentException($"A grid holds 1 to 64 figures, not {_figures.Length}.");
        if (columns < 0) throw new ArgumentException($"{columns} columns were asked for; use 1 or more, or 0 to choose.");
        _columns = Math.Min(_figures.Length, columns > 0 ? columns : _figures.Length switch
        {
            4 => 2, <= 9 => 3, _ => (int)Math.Ceiling(Math.Sqrt(_figures.Length)),
        });
        int rows = (_figures.Length + _columns - 1) / _columns;
        // Plots of a readable size on a page of a readable width.
        Width = _columns == 1 ? 720 : Math.Clamp(_columns * 330, 720, 1200);
        Height = Math.Clamp(rows * (_columns == 1 ? 300 : 290) + 60, 300, 2400);
        Theme = _figures[0].Theme;
    }

    private FigureGrid(FigureGrid other)
    {
        (_figures, _columns, _sharedX, _sharedY) = (other._figures, other._columns, other._sharedX, other._sharedY);
        (Title, Width, Height, Theme) = (other.Title, other.Width, other.Height, other.Theme);
    }

    private FigureGrid(FigureGrid other, string? title, int width, int height) : this(other) => (Title, Width, Height) = (title, width, height);

    /// <inheritdoc/>
    public override string? Title { get; }

    /// <inheritdoc/>
    public override int Width { get; }

    /// <inheritdoc/>
    public override int Height { get; }

    internal FigureTheme Theme { get; private init; }

    internal override Page Page
    {
        get
        {
            var frames = Frame.Shared(_figures, _sharedX, _sharedY);
            return new(Title, Width, Height, Theme, _columns, _figures.Select((figure, i) => new Panel(figure, frames[i],
                // Numbers stand below the lowest plot of a column, and at the left of a row.
                labelsX: !_sharedX || i + _columns >= _figures.Length, labelsY: !_sharedY || i % _columns == 0)
            {
                Title = figure.Title,
                SharesX = _sharedX,
                SharesY = _sharedY,
            }).ToArray());
        }
    }

    /// <summary>The same with another title.</summary>
    /// <param name="title">Title above all figures; null removes it.</param>
    public FigureGrid WithTitle(string? title) => new(this, title, Width, Height);

    /// <summary>The same with another size.</summary>
    /// <param name="width">Pixels of all figures together, 200 to 4000.</param>
    /// <param name="height">Pixels of all figures together, 150 to 4000.</param>
    public FigureGrid WithSize(int width, int height)
    {
        Figure.RequireSize(width, height);
        return new(this, Title, width, height);
    }

    /// <summary>The same in other colours of page, letters and axes.</summary>
    /// <param name="theme"><see cref="FigureTheme.Light"/> or <see cref="FigureTheme.Dark"/>.</param>
    public FigureGrid WithTheme(FigureTheme theme) => new(this) { Theme = theme };

    /// <summary>The same with one range of x for all figures, written below each column once.</summary>
    /// <exception cref="ArgumentException">Log axes beside linear ones, or bars or boxes of different names.</exception>
    public FigureGrid WithSharedX()
    {
        var frames = _figures.Select(Frame.Of).ToArray();
        if (frames.Any(frame => frame.XLog != frames[0].XLog || !frame.Categories.SequenceEqual(frames[0].Categories)))
            throw new ArgumentException("The figures' x axes are of different kinds, so they cannot share a range.");
        return new(this) { _sharedX = true };
    }

    /// <summary>The same with one range of y for all figures, written at the left of each row once.</summary>
    /// <exception cref="ArgumentException">Log axes beside linear ones.</exception>
    public FigureGrid WithSharedY()
    {
        if (_figures.Any(figure => figure.Y.Log != _figures[0].Y.Log))
            throw new ArgumentException("The figures' y axes are of different kinds, so they cannot share a range.");
        return new(this) { _sharedY = true };
    }

    /// <summary>What the figures show, in text.</summary>
    public override string ToString()
    {
        int rows = (_figures.Length + _columns - 1) / _columns;
        string shared = (_sharedX, _sharedY) switch { (true, true) => ", one range of x and y", (true, _) => ", one range of x",
            (_, true) => ", one range of y", _ => "" };
        return $"Grid {(Title is null ? "" : $"'{Title}' ")}of {rows} × {_columns} figures{shared}\n"
            + string.Join('\n', Page.Panels.Select(panel => FigureText.Describe(panel.Figure, panel.Frame)));
    }

    private protected override void WriteJson(PlotlyWriter json) => PlotlyJson.WriteStill(json, Page);
}
