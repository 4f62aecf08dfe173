namespace Course.Kernel.Execution;

/// <summary>Why a cell did not end well.</summary>
/// <param name="Name">The exception's type, or <see cref="CompilationError"/>.</param>
/// <param name="Message">The exception's message, or the first problem that the compiler found.</param>
/// <param name="Problems">One entry for an exception; every error of the cell if it does not compile.</param>
/// <param name="Traceback">What a notebook shows under the cell, line by line, the cell's own lines first.</param>
internal sealed record CellFailure(
    string Name,
    string Message,
    IReadOnlyList<CellProblem> Problems,
    IReadOnlyList<string> Traceback)
{
    public const string CompilationError = "CompilationError";

    /// <summary>The name of a failure that took the whole process with it.</summary>
    public const string ProcessEnded = "ProcessEnded";

    public static CellFailure DoesNotCompile(IReadOnlyList<CellProblem> problems) =>
        new(CompilationError, problems[0].Message, problems, [.. problems.Select(p => p.ToString())]);
}

/// <summary>One thing that is wrong, and where in the cell (from 1; null where it has no place).</summary>
internal sealed record CellProblem(int? Line, int? Column, string Message)
{
    /// <summary>"line 2, column 5: …", without the parts that are not known.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (null, _) => Message,
        (int line, null) => $"line {line}: {Message}",
        (int line, int column) => $"line {line}, column {column}: {Message}",
    };
}
