using System.Text.Json.Nodes;

namespace Course.Kernel.Execution;

/// <summary>
/// What a front end asks of the code that runs cells. There are two implementations with one contract: <see cref="ScriptCellSession"/>
/// runs the cells in this process, <see cref="NotebookProcess"/> passes everything on to a process of its own in which the former does the
/// work. Whoever improves completion, inspection or interrupts does it in the former; the wire knows only this interface.
/// </summary>
/// <remarks>
/// One cell runs at a time; everything else may be asked while it runs, from any thread. Positions are UTF-16 indexes into the code.
/// </remarks>
internal interface ICellSession : IAsyncDisposable
{
    /// <summary>
    /// Runs one cell; what it shows goes to <paramref name="listener"/> in order. From the moment this returns its task,
    /// <see cref="Interrupt"/> stops the cell, even if it has not begun.
    /// </summary>
    /// <returns>Why it failed, or null if it ended well. An interrupted cell gives a failure too.</returns>
    Task<CellFailure?> ExecuteAsync(CellRequest request, ICellListener listener, CancellationToken cancellation = default);

    /// <summary>The value of an expression (Jupyter's <c>user_expressions</c>); it shows nothing and counts as no cell.</summary>
    Task<Evaluation> EvaluateAsync(string expression, CancellationToken cancellation = default);

    /// <summary>What could stand at the cursor.</summary>
    Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation = default);

    /// <summary>What is known about the name at the cursor.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cursor">A position in or right after the name.</param>
    /// <param name="detail">0 for signature and summary, 1 for everything.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    Task<Inspection> InspectAsync(string code, int cursor, int detail, CancellationToken cancellation = default);

    /// <summary>Whether the code could be run as it stands, which a console asks when somebody presses Enter.</summary>
    Task<Completeness> CheckCompletenessAsync(string code, CancellationToken cancellation = default);

    /// <summary>Stops the running cell, if there is one; the state of earlier cells survives. Returns at once.</summary>
    void Interrupt();
}

/// <summary>Whoever runs a cell: sees what it shows and answers what it asks.</summary>
internal interface ICellListener
{
    /// <summary>The cell has shown something. Events come one after the other, and also after the cell if it left tasks behind.</summary>
    void Seen(CellEvent happening);

    /// <summary>The cell wants a line from the person in front of the notebook.</summary>
    /// <returns>The line without its end.</returns>
    /// <exception cref="NotSupportedException">There is nobody to ask; the message says so.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    Task<string> ReadLineAsync(InputPrompt prompt, CancellationToken cancellation);
}

/// <summary>A question to the person in front of the notebook.</summary>
/// <param name="Text">What stands before the input field; may be empty.</param>
/// <param name="IsPassword">The answer must not be shown.</param>
internal sealed record InputPrompt(string Text, bool IsPassword);

/// <summary>The value of an expression as a mime bundle, or why there is none; one of the two is null.</summary>
internal sealed record Evaluation(JsonObject? Data, CellFailure? Failure);

/// <summary>The texts that could replace the code from <paramref name="Start"/> to <paramref name="End"/>.</summary>
internal sealed record Completions(int Start, int End, IReadOnlyList<CompletionItem> Items)
{
    public static Completions None(int cursor) => new(cursor, cursor, []);
}

/// <param name="Text">What is inserted.</param>
/// <param name="Kind">In the words of Jupyter's front ends: function, class, property, keyword, …; null if not known.</param>
/// <param name="Signature">For functions: what follows the name; null otherwise.</param>
internal sealed record CompletionItem(string Text, string? Kind = null, string? Signature = null);

/// <summary>What is known about a name as a mime bundle; null if nothing is.</summary>
internal sealed record Inspection(JsonObject? Data);

/// <param name="Status">One of the four below.</param>
/// <param name="Indent">What the next line should start with if the code is incomplete.</param>
internal sealed record Completeness(string Status, string Indent = "")
{
    public const string Complete = "complete";
    public const string Incomplete = "incomplete";
    public const string Invalid = "invalid";
    public const string Unknown = "unknown";
}
