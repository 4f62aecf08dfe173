namespace Course.Kernel.Commands;

/// <summary>How the cells of a notebook are run; the default is all of them, for as long as they take, in a process beside the runner.</summary>
internal sealed record RunOptions
{
    /// <summary>A cell tagged so may take so many times as long as the others.</summary>
    public const int SlowFactor = 10;

    public static RunOptions Default { get; } = new();

    public CellSelection Cells { get; init; } = CellSelection.All;

    public NotebookParameters Parameters { get; init; } = NotebookParameters.None;

    /// <summary>For each cell; null for ever.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Through the Jupyter protocol, as a front end would, instead of a pipe.</summary>
    public bool OverWire { get; init; }

    /// <summary>A cell that fails does not keep the later ones from running, as long as the process lives and the cell has ended.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Outputs go into the notebooks themselves, and no book is made.</summary>
    public bool InPlace { get; init; }

    /// <summary>Most bytes that an executed notebook may have where outputs go into the notebooks themselves; null for any size.</summary>
    public long? MaxSize { get; init; }

    /// <summary>The cells are compiled, one against the other, and not run; there are no outputs and no book.</summary>
    public bool CompilesOnly { get; init; }
}
