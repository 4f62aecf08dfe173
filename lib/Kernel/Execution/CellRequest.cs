namespace Course.Kernel.Execution;

/// <summary>Asks a notebook process to run one cell.</summary>
/// <param name="Number">The execution count that the cell gets, which error messages name.</param>
/// <param name="Code">The cell's text.</param>
internal sealed record CellRequest(int Number, string Code)
{
    /// <summary>Compile the cell and do not run it; later cells see what it declares.</summary>
    public bool CompilesOnly { get; init; }

    /// <summary>Tell at the end where the time went, by a <see cref="TimeSpent"/>.</summary>
    public bool IsTimed { get; init; }
}
