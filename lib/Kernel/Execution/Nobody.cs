namespace Course.Kernel.Execution;

/// <summary>Runs cells for their own sake.</summary>
internal sealed class Nobody : ICellListener
{
    public static readonly Nobody Listens = new();

    public void Seen(CellEvent happening)
    {
    }

    public Task<string> ReadLineAsync(InputPrompt prompt, CancellationToken cancellation) => throw new NotSupportedException("Nobody is there to answer.");
}
