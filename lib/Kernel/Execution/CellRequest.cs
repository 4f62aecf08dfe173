namespace Course.Kernel.Execution;

/// <summary>Asks a notebook process to run one cell.</summary>
/// <param name="Number">The execution count that the cell gets, which error messages name.</param>
/// <param name="Code">The cell's text.</param>
internal sealed record CellRequest(int Number, string Code);
