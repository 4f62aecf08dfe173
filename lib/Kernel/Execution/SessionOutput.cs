namespace Course.Kernel.Execution;

/// <summary>
/// Where the code that is running now sends what it shows. The place travels with the execution context, so tasks and
/// threads that a cell starts write to their own session even if several sessions live in one process (as in tests).
/// </summary>
internal sealed class SessionOutput(Action<CellEvent> publish)
{
    private static readonly AsyncLocal<SessionOutput?> Ambient = new();
    private readonly Lock _gate = new();

    /// <summary>
    /// The output of threads that carry no execution context, such as the worker threads of a library. A process that
    /// runs one notebook sets it; a process with several sessions leaves it null.
    /// </summary>
    public static SessionOutput? OfProcess { get; set; }

    public static SessionOutput? Current => Ambient.Value ?? OfProcess;

    /// <summary>Makes this the output of the calling asynchronous flow; the change ends with the async method that called it.</summary>
    public void Enter() => Ambient.Value = this;

    public void Publish(CellEvent happening)
    {
        // Cells print from many threads; listeners see one event after the other.
        lock (_gate)
            publish(happening);
    }
}
