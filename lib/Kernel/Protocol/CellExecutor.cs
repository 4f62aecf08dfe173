using System.Text.Json;
using System.Text.Json.Nodes;
using Course.Kernel.Execution;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Protocol;

/// <summary>Carries out <c>execute_request</c>s, one after the other.</summary>
internal sealed class CellExecutor(
    ICellSession session, IopubChannel iopub, StdinChannel stdin, ExecutionHistory history, Action<JupyterMessage, Action<Utf8JsonWriter>> reply)
{
    /// <summary>
    /// After a failure: what a front end sent in one go with the failing cell (Run All) may still be on its way, and is to be aborted
    /// too. Nothing is told before this time is over, so nothing that arrives in it can be an answer to the failure.
    /// </summary>
    private static readonly TimeSpan AbortWindow = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private bool _isAnnounced;
    private bool _interruptWanted;

    /// <summary>The number of the last cell that counted; 0 before the first.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Stops the running cell. A front end that sees a cell begin may ask at once, before the session has been given the cell: the wish
    /// waits for that moment.
    /// </summary>
    public void Interrupt()
    {
        lock (_gate)
        {
            _interruptWanted = _isAnnounced;
            if (!_isAnnounced)
                session.Interrupt();
        }
    }

    /// <param name="request">The request.</param>
    /// <param name="takeWaiting">Takes the requests that wait behind this one.</param>
    public async Task ExecuteAsync(JupyterMessage request, Func<IReadOnlyList<JupyterMessage>> takeWaiting)
    {
        lock (_gate)
            (_isAnnounced, _interruptWanted) = (true, false);
        iopub.SetExecuting(request);
        iopub.Busy(request);
        IReadOnlyList<JupyterMessage> aborted = [];
        try
        {
            aborted = await RunAsync(request, takeWaiting);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Code that is no Unicode text, or a session that cannot be started: whoever asked must not wait for ever.
            reply(request, json => Replies.Failed(json, CellFailure.Stopped(e.GetType().ToString(), e.Message)));
        }
        finally
        {
            lock (_gate)
                _isAnnounced = false;
            iopub.SetExecuting(null);
            iopub.Idle(request);
        }

        foreach (var waiting in aborted)
            Abort(waiting);
    }

    private async Task<IReadOnlyList<JupyterMessage>> RunAsync(JupyterMessage request, Func<IReadOnlyList<JupyterMessage>> takeWaiting)
    {
        var content = request.Content;
        var code = content.Text("code");
        var silent = content.Flag("silent", false);
        var counts = !silent && content.Flag("store_history", true) && !string.IsNullOrWhiteSpace(code);
        var number = Count + 1;
        if (counts)
            Count = number;
        if (!silent)
        {
            iopub.Publish("execute_input", request, json =>
            {
                json.WriteString("code", code);
                json.WriteNumber("execution_count", number);
            });
        }

        var cell = new Cell(this, request, number, silent, content.Flag("allow_stdin", true));
        var failure = string.IsNullOrWhiteSpace(code) ? null : await HandOver(new CellRequest(number, code), cell);
        if (counts)
            history.Add(number, code, cell.Result?["text/plain"]?.ToString());

        IReadOnlyList<JupyterMessage> aborted = [];
        if (failure is not null)
        {
            if (content.Flag("stop_on_error", true))
            {
                await Task.Delay(AbortWindow);
                aborted = takeWaiting();
            }

            iopub.Publish("error", request, json => Replies.Error(json, failure));
        }

        var expressions = failure is null ? await EvaluateAsync(content) : [];
        reply(request, json =>
        {
            if (failure is null)
                Replies.Ok(json);
            else
                Replies.Failed(json, failure);
            json.WriteNumber("execution_count", number);
            json.WriteStartObject("user_expressions");
            foreach (var (name, evaluation) in expressions)
            {
                json.WriteStartObject(name);
                Replies.Evaluated(json, evaluation);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartArray("payload");
            foreach (var page in cell.Pages)
            {
                json.WriteStartObject();
                json.WriteString("source", "page");
                json.WritePropertyName("data");
                page.WriteTo(json);
                json.WriteNumber("start", 0);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return aborted;
    }

    private Task<CellFailure?> HandOver(CellRequest cell, ICellListener listener)
    {
        lock (_gate)
        {
            // The session knows of the cell when this call returns, whatever it still waits for.
            var running = session.ExecuteAsync(cell, listener);
            _isAnnounced = false;
            if (_interruptWanted)
                session.Interrupt();
            return running;
        }
    }

    private async Task<List<(string Name, Evaluation Value)>> EvaluateAsync(JsonElement content)
    {
        List<(string, Evaluation)> values = [];
        if (!content.TryGetProperty("user_expressions", out var expressions) || expressions.ValueKind != JsonValueKind.Object)
            return values;
        foreach (var expression in expressions.EnumerateObject())
        {
            if (expression.Value.ValueKind == JsonValueKind.String)
                values.Add((expression.Name, await session.EvaluateAsync(expression.Value.GetString()!)));
        }

        return values;
    }

    private void Abort(JupyterMessage request)
    {
        iopub.Busy(request);
        reply(request, static json => json.WriteString("status", "aborted"));
        iopub.Idle(request);
    }

    /// <summary>One running cell: what it shows is published, what it asks goes to the front end that runs it.</summary>
    private sealed class Cell(CellExecutor owner, JupyterMessage request, int number, bool silent, bool allowsInput) : ICellListener
    {
        private readonly List<JsonObject> _pages = [];

        public IReadOnlyList<JsonObject> Pages => _pages;

        public JsonObject? Result { get; private set; }

        public void Seen(CellEvent happening)
        {
            if (happening is PageShown page)
                _pages.Add(page.Data);
            if (happening is ResultProduced result)
            {
                Result = result.Data;
                if (silent)
                    return;
            }

            owner.Publish(happening, request, number);
        }

        public Task<string> ReadLineAsync(InputPrompt prompt, CancellationToken cancellation) => allowsInput
            ? owner.AskAsync(request, prompt, cancellation)
            : throw new NotSupportedException("The cell asks for input, but whoever runs it does not accept questions (allow_stdin is false).");
    }

    private void Publish(CellEvent happening, JupyterMessage request, int number) => iopub.Publish(happening, request, number);

    private Task<string> AskAsync(JupyterMessage request, InputPrompt prompt, CancellationToken cancellation) =>
        stdin.AskAsync(request, prompt, cancellation);
}
