using Course.Plots.Traces;

namespace Course.Plots;

/// <summary>What stands on one drawing: one figure, or several in rows and columns.</summary>
internal sealed class Page
{
    public Page(string? title, int width, int height, FigureTheme theme, int columns, IReadOnlyList<Panel> panels)
    {
        (Title, Width, Height, Theme, Columns, Panels) = (title, width, height, theme, columns, panels);
        // A name and colour that several panels share is listed once.
        var listed = new HashSet<(string, string)>();
        var targets = new HashSet<string>();
        for (int i = 0; i < panels.Count; i++)
        {
            var figure = panels[i].Figure;
            (panels[i].Number, panels[i].Page) = (i, this);
            panels[i].ListedTargets = figure.Targets.Where(target => targets.Add(target.Name)).ToArray();
            panels[i].ListedTraces = figure.Legend
                ? figure.Traces.Where(trace => trace.IsListed && trace.Name is not null && listed.Add((trace.Name, trace.Color))).ToArray()
                : [];
        }
    }

    public string? Title { get; }
    public int Width { get; }
    public int Height { get; }
    public FigureTheme Theme { get; }
    public int Columns { get; }
    public int Rows => (Panels.Count + Columns - 1) / Columns;
    public IReadOnlyList<Panel> Panels { get; }

    /// <summary>How many entries the legend has.</summary>
    public int LegendEntries => Panels.Sum(panel => panel.ListedTargets.Count + panel.ListedTraces.Count);
}

/// <summary>A figure at its place on a page.</summary>
internal sealed class Panel(Figure figure, Frame frame, bool labelsX = true, bool labelsY = true)
{
    public Figure Figure { get; } = figure;
    public Frame Frame { get; } = frame;

    /// <summary>Title above the panel; null where the page's title is its own.</summary>
    public string? Title { get; init; }

    /// <summary>Whether numbers and title stand at the axis; not where a neighbour's serve.</summary>
    public bool LabelsX { get; } = labelsX;

    /// <inheritdoc cref="LabelsX"/>
    public bool LabelsY { get; } = labelsY;

    /// <summary>Whether the range is that of the first panel, and moves with it.</summary>
    public bool SharesX { get; init; }

    /// <inheritdoc cref="SharesX"/>
    public bool SharesY { get; init; }

    /// <summary>Place on the page, row by row, from 0.</summary>
    public int Number { get; set; }

    public Page Page { get; set; } = null!;

    /// <summary>Traces of this panel that the page's legend names.</summary>
    public IReadOnlyList<Trace> ListedTraces { get; set; } = [];

    /// <summary>Targets of this panel that the page's legend names.</summary>
    public IReadOnlyList<TargetRange> ListedTargets { get; set; } = [];

    public int Row => Number / Page.Columns;
    public int Column => Number % Page.Columns;

    /// <summary>"" for the first panel's axes, "2" for the second's …, as Plotly counts.</summary>
    public string Suffix => Number == 0 ? "" : $"{Number + 1}";

    /// <summary>The trace whose colours have a bar beside the plot, or null.</summary>
    public Trace? BarTrace => Figure.Traces.FirstOrDefault(trace => trace.Colors is not null && trace.PointCount > 0);

    /// <summary>Where the plot stands on the page; null leaves it to Plotly.</summary>
    public PanelPlace? Place { get; set; }
}

/// <summary>Edges of a plot, in shares of the page's size from its lower left.</summary>
internal sealed record PanelPlace(double Left, double Right, double Bottom, double Top);
