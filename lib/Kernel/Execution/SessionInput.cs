namespace Course.Kernel.Execution;

/// <summary>
/// Where the code that is running now gets its input from: the person in front of the notebook. Found like
/// <see cref="SessionOutput"/>, through the execution context or, on threads without one, as the only one of the process.
/// </summary>
internal sealed class SessionInput(Func<InputPrompt, Task<string>> ask)
{
    private static readonly AsyncLocal<SessionInput?> Ambient = new();

    /// <inheritdoc cref="SessionOutput.OfProcess"/>
    public static SessionInput? OfProcess { get; set; }

    public static SessionInput? Current => Ambient.Value ?? OfProcess;

    /// <inheritdoc cref="SessionOutput.Enter"/>
    public void Enter() => Ambient.Value = this;

    /// <summary>Asks and waits.</summary>
    /// <exception cref="NotSupportedException">There is nobody to ask.</exception>
    public Task<string> ReadLineAsync(InputPrompt prompt) => ask(prompt);

    /// <summary>Asks for the code that is running now.</summary>
    /// <exception cref="NotSupportedException">There is nobody to ask.</exception>
    public static Task<string> AskAsync(InputPrompt prompt) =>
        Current?.ReadLineAsync(prompt) ?? throw new NotSupportedException("No cell is running here, so there is nobody to ask for input.");
}
