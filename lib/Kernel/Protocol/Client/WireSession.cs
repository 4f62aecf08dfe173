using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Course.Kernel.Execution;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Protocol.Client;

/// <summary>Cells that run in a kernel at the other end of the wire, as a front end would run them.</summary>
internal sealed partial class WireSession : ICellSession
{
    private readonly KernelClient _client;
    private readonly IAsyncDisposable? _kernel;
    private volatile Running? _running;

    /// <param name="client">Disposed together with this.</param>
    /// <param name="kernel">The kernel itself, if it is to end together with this.</param>
    public WireSession(KernelClient client, IAsyncDisposable? kernel)
    {
        _client = client;
        _kernel = kernel;
        client.Published += Published;
        client.Asked += question => _ = AnswerAsync(question);
    }

    public async Task<CellFailure?> ExecuteAsync(CellRequest request, ICellListener listener, CancellationToken cancellation = default)
    {
        var running = new Running(Guid.NewGuid().ToString(), listener, cancellation);
        _running = running;
        try
        {
            var reply = await _client.Shell("execute_request", json =>
            {
                json.WriteString("code", request.Code);
                json.WriteBoolean("silent", false);
                json.WriteBoolean("store_history", true);
                json.WriteBoolean("allow_stdin", true);
                json.WriteBoolean("stop_on_error", true);
            }, running.Id).WaitAsync(cancellation);
            await running.Idle.Task.WaitAsync(cancellation);
            return Failure(reply.Content);
        }
        catch (IOException e)
        {
            return CellFailure.Stopped(CellFailure.ProcessEnded, e.Message);
        }
    }

    public async Task<Evaluation> EvaluateAsync(string expression, CancellationToken cancellation = default)
    {
        const string Name = "value";
        var reply = await AskAsync("execute_request", json =>
        {
            json.WriteString("code", "");
            json.WriteBoolean("silent", true);
            json.WriteStartObject("user_expressions");
            json.WriteString(Name, expression);
            json.WriteEndObject();
        }, cancellation);
        var value = reply.GetProperty("user_expressions").GetProperty(Name);
        return Failure(value) is { } failure ? new Evaluation(null, failure) : new Evaluation(Bundle(value), null);
    }

    public async Task<Completions> CompleteAsync(string code, int cursor, CancellationToken cancellation = default)
    {
        var reply = await AskAsync("complete_request", json => Position(json, code, cursor), cancellation);
        var (start, end) = (reply.Number("cursor_start") ?? 0, reply.Number("cursor_end") ?? 0);
        return new Completions(CodePoints.Units(code, start), CodePoints.Units(code, end),
            [.. reply.GetProperty("matches").EnumerateArray().Select(match => new CompletionItem(match.GetString()!))]);
    }

    public async Task<Inspection> InspectAsync(string code, int cursor, int detail, CancellationToken cancellation = default)
    {
        var reply = await AskAsync("inspect_request", json =>
        {
            Position(json, code, cursor);
            json.WriteNumber("detail_level", detail);
        }, cancellation);
        return new Inspection(reply.Flag("found", false) ? Bundle(reply) : null);
    }

    public async Task<Completeness> CheckCompletenessAsync(string code, CancellationToken cancellation = default)
    {
        var reply = await AskAsync("is_complete_request", json => json.WriteString("code", code), cancellation);
        return new Completeness(reply.Text("status", Completeness.Unknown), reply.Text("indent"));
    }

    public void Interrupt() => _ = _client.Control("interrupt_request", static _ => { });

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        if (_kernel is not null)
            await _kernel.DisposeAsync();
    }

    private async Task<JsonElement> AskAsync(string type, Action<Utf8JsonWriter> content, CancellationToken cancellation) =>
        (await _client.Shell(type, content).WaitAsync(cancellation)).Content;

    private static void Position(Utf8JsonWriter json, string code, int cursor)
    {
        json.WriteString("code", code);
        json.WriteNumber("cursor_pos", CodePoints.Count(code, cursor));
    }

    private void Published(JupyterMessage message)
    {
        // Of somebody else, or of an earlier cell: this front end shows what its own running cell causes.
        if (_running is not { } running || message.Parent.Text("msg_id") != running.Id)
            return;
        if (message.Type == "status" && message.Content.Text("execution_state") == "idle")
            running.Idle.TrySetResult();
        else if (Event(message) is { } happening)
            running.Listener.Seen(happening);
    }

    private static CellEvent? Event(JupyterMessage message)
    {
        var content = message.Content;
        return message.Type switch
        {
            "stream" => new StreamWritten(content.Text("name"), content.Text("text")),
            "display_data" => new ValueDisplayed(DisplayId(content), Bundle(content)),
            "update_display_data" => new DisplayUpdated(DisplayId(content), Bundle(content)),
            "execute_result" => new ResultProduced(Bundle(content)),
            "clear_output" => new OutputCleared(content.Flag("wait", false)),
            _ => null,
        };
    }

    private static JsonObject Bundle(JsonElement content) => JsonObject.Create(content.GetProperty("data"))!;

    private static string DisplayId(JsonElement content) => content.TryGetProperty("transient", out var transient) ? transient.Text("display_id") : "";

    private static CellFailure? Failure(JsonElement reply)
    {
        if (reply.Text("status") == "ok")
            return null;
        var (name, message) = (reply.Text("ename", reply.Text("status")), reply.Text("evalue", "the kernel did not run the cell"));
        var traceback = reply.TryGetProperty("traceback", out var lines) && lines.ValueKind == JsonValueKind.Array
            ? lines.EnumerateArray().Select(line => line.ToString()).ToList()
            : [];
        if (name == CellFailure.CompilationError)
            return new CellFailure(name, message, [.. traceback.Select(Problem)], traceback);

        var place = traceback.Select(line => OwnLine().Match(line)).FirstOrDefault(match => match.Success);
        int? number = place is null ? null : int.Parse(place.Groups["line"].Value, CultureInfo.InvariantCulture);
        var text = name == CellFailure.ProcessEnded ? message : $"{name}: {message}";
        return new CellFailure(name, message, [new CellProblem(number, null, text)], traceback);
    }

    private static CellProblem Problem(string line) => PlacedProblem().Match(line) is { Success: true } placed
        ? new CellProblem(
            int.Parse(placed.Groups["line"].Value, CultureInfo.InvariantCulture), int.Parse(placed.Groups["column"].Value, CultureInfo.InvariantCulture),
            placed.Groups["text"].Value)
        : new CellProblem(null, null, line);

    private async Task AnswerAsync(JupyterMessage question)
    {
        if (_running is not { } running)
            return;
        try
        {
            var prompt = new InputPrompt(question.Content.Text("prompt"), question.Content.Flag("password", false));
            _client.Answer(question, await running.Listener.ReadLineAsync(prompt, running.Cancellation));
        }
        catch (NotSupportedException)
        {
            // Nobody will ever answer, and the kernel would wait for ever.
            Interrupt();
        }
        catch (OperationCanceledException)
        {
            // Whoever runs the cell has given up.
        }
    }

    [GeneratedRegex(@"^line (?<line>\d+), column (?<column>\d+): (?<text>.*)$", RegexOptions.Singleline)]
    private static partial Regex PlacedProblem();

    [GeneratedRegex(@"^   cell \d+, line (?<line>\d+)")]
    private static partial Regex OwnLine();

    private sealed record Running(string Id, ICellListener Listener, CancellationToken Cancellation)
    {
        public TaskCompletionSource Idle { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
