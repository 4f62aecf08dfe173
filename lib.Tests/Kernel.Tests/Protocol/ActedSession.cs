using System.Globalization;
using System.Text.Json.Nodes;
using Course.Kernel.Execution;

namespace Course.Kernel.Tests.Protocol;

/// <summary>A session that acts out what the cell says, so that tests of the wire wait for no compiler.</summary>
internal sealed class ActedSession : ICellSession
{
    private readonly CancellationTokenSource _interrupt = new();

    /// <summary>Lets a cell "wait" end.</summary>
    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<CellFailure?> ExecuteAsync(CellRequest request, ICellListener listener, CancellationToken cancellation = default)
    {
        var words = request.Code.Split(' ', 2);
        var rest = words.Length > 1 ? words[1] : "";
        switch (words[0])
        {
            case "print":
                listener.Seen(new StreamWritten("stdout", rest));
                break;
            case "flood":
                var block = new string('x', 1 << 20);
                for (var i = int.Parse(rest, CultureInfo.InvariantCulture); i > 0; i--)
                    listener.Seen(new StreamWritten("stdout", block));
                listener.Seen(new StreamWritten("stderr", "enough", IsNotice: true));
                break;
            case "value":
                listener.Seen(new ResultProduced(Text(rest)));
                break;
            case "show":
                listener.Seen(new ValueDisplayed("place", Text(rest)));
                listener.Seen(new DisplayUpdated("place", Text(rest + " again")));
                listener.Seen(new OutputCleared(Wait: true));
                listener.Seen(new PageShown(Text("help")));
                break;
            case "fail":
                return CellFailure.Stopped("Failure", rest);
            case "ask":
                try
                {
                    var answer = await listener.ReadLineAsync(new InputPrompt("name? ", IsPassword: rest == "secret"), _interrupt.Token);
                    listener.Seen(new StreamWritten("stdout", "hello " + answer));
                }
                catch (Exception e) when (e is NotSupportedException or OperationCanceledException)
                {
                    return CellFailure.Stopped(e.GetType().Name, e.Message);
                }

                break;
            case "wait":
                listener.Seen(new StreamWritten("stdout", "waiting"));
                try
                {
                    await Released.Task.WaitAsync(_interrupt.Token);
                }
                catch (OperationCanceledException)
                {
                    return CellFailure.Interrupted;
                }

                break;
        }

        return null;
    }

    public Task<Evaluation> EvaluateAsync(string expression, CancellationToken cancellation = default) => Task.FromResult(
        expression == "bad" ? new Evaluation(null, CellFailure.Stopped("Bad", "no such name")) : new Evaluation(Text(expression), null));

    public Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation = default) =>
        Task.FromResult(new Completions(cursor - 1, cursor, [new CompletionItem(code[..cursor] + "!", "function", "()")]));

    public Task<Inspection> InspectAsync(string code, int cursor, int detail, CancellationToken cancellation = default) =>
        Task.FromResult(new Inspection(code == "known" ? Text($"{cursor} {detail}") : null));

    public Task<Completeness> CheckCompletenessAsync(string code, CancellationToken cancellation = default) =>
        code == "throw" ? throw new InvalidOperationException("completeness failed") : Task.FromResult(new Completeness(Completeness.Incomplete, "    "));

    public void Interrupt() => _interrupt.Cancel();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static JsonObject Text(string text) => new() { ["text/plain"] = text };
}
