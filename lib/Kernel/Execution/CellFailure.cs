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

    /// <summary>The name of a failure that the runner caused, because the cell took too long.</summary>
    public const string TimedOut = "TimedOut";

    /// <summary>The cell was stopped on request.</summary>
    public static CellFailure Interrupted { get; } = Stopped("Interrupted", "The cell was interrupted; what earlier cells declared is still there.");

    /// <summary>A failure that no line of the cell is to blame for.</summary>
    public static CellFailure Stopped(string name, string message) => new(name, message, [new CellProblem(null, null, message)], [message]);

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
