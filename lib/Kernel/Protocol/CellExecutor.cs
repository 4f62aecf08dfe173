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

    /// <summary>The number of the last cell that counted; 0 before the first.</summary>
    public int Count { get; private set; }

    /// <summary>Stops the running cell.</summary>
    public void Interrupt() => session.Interrupt();

    /// <param name="request">The request.</param>
    /// <param name="takeWaiting">Takes the requests that wait behind this one.</param>
    public async Task ExecuteAsync(JupyterMessage request, Func<IReadOnlyList<JupyterMessage>> takeWaiting)
    {
        iopub.SetExecuting(request);
        var isBusy = false;
        IReadOnlyList<JupyterMessage> aborted = [];
        try
        {
            var cell = new Cell(this, request);
            // Before anybody hears of it: the session works meanwhile, and an interrupt from a front end that sees a cell begin finds it there.
            var running = string.IsNullOrWhiteSpace(cell.Code) ? Task.FromResult<CellFailure?>(null) : session.ExecuteAsync(new CellRequest(cell.Number, cell.Code), cell);
            iopub.Busy(request);
            isBusy = true;
            cell.Announce();
            aborted = await FinishAsync(cell, running, takeWaiting);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Code that is no Unicode text, or a session that cannot be started: whoever asked must not wait for ever.
            if (!isBusy)
                iopub.Busy(request);
            reply(request, json => Replies.Failed(json, CellFailure.Stopped(e.GetType().ToString(), e.Message)));
        }
        finally
        {
            iopub.SetExecuting(null);
            iopub.Idle(request);
        }

        foreach (var waiting in aborted)
            Abort(waiting);
    }

    private async Task<IReadOnlyList<JupyterMessage>> FinishAsync(Cell cell, Task<CellFailure?> running, Func<IReadOnlyList<JupyterMessage>> takeWaiting)
    {
        var request = cell.Request;
        var failure = await running;
        if (cell.Counts)
            history.Add(cell.Number, cell.Code, cell.Result?["text/plain"]?.ToString());

        IReadOnlyList<JupyterMessage> aborted = [];
        if (failure is not null)
        {
            if (request.Content.Flag("stop_on_error", true))
            {
                await Task.Delay(AbortWindow);
                aborted = takeWaiting();
            }

            iopub.Publish("error", request, json => Replies.Error(json, failure));
        }

        var expressions = failure is null ? await EvaluateAsync(request.Content) : [];
        reply(request, json =>
        {
            if (failure is null)
                Replies.Ok(json);
            else
                Replies.Failed(json, failure);
            json.WriteNumber("execution_count", cell.Number);
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

    /// <summary>One running cell: what it shows is published, what it asks goes to the front end that runs it, both once its beginning has been told.</summary>
    private sealed class Cell : ICellListener
    {
        private readonly CellExecutor _owner;
        private readonly bool _isSilent;
        private readonly bool _allowsInput;
        private readonly List<JsonObject> _pages = [];
        private readonly Lock _gate = new();
        private readonly TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private List<CellEvent>? _early = [];

        public Cell(CellExecutor owner, JupyterMessage request)
        {
            (_owner, Request) = (owner, request);
            var content = request.Content;
            Code = content.Text("code");
            _isSilent = content.Flag("silent", false);
            _allowsInput = content.Flag("allow_stdin", true);
            Counts = !_isSilent && content.Flag("store_history", true) && !string.IsNullOrWhiteSpace(Code);
            Number = owner.Count + 1;
            if (Counts)
                owner.Count = Number;
        }

        public JupyterMessage Request { get; }

        public string Code { get; }

        public int Number { get; }

        /// <summary>Whether it uses its number up and is remembered.</summary>
        public bool Counts { get; }

        public IReadOnlyList<JsonObject> Pages => _pages;

        public JsonObject? Result { get; private set; }

        /// <summary>Publishes that it runs, and what it has shown since.</summary>
        public void Announce()
        {
            lock (_gate)
            {
                if (!_isSilent)
                {
                    _owner.Publish("execute_input", Request, json =>
                    {
                        json.WriteString("code", Code);
                        json.WriteNumber("execution_count", Number);
                    });
                }

                foreach (var happening in _early!)
                    Show(happening);
                _early = null;
            }

            _announced.SetResult();
        }

        public void Seen(CellEvent happening)
        {
            lock (_gate)
            {
                if (_early is { } early)
                    early.Add(happening);
                else
                    Show(happening);
            }
        }

        public async Task<string> ReadLineAsync(InputPrompt prompt, CancellationToken cancellation)
        {
            if (!_allowsInput)
                throw new NotSupportedException("The cell asks for input, but whoever runs it does not accept questions (allow_stdin is false).");
            await _announced.Task;
            return await _owner.AskAsync(Request, prompt, cancellation);
        }

        private void Show(CellEvent happening)
        {
            if (happening is PageShown page)
                _pages.Add(page.Data);
            if (happening is ResultProduced result)
            {
                Result = result.Data;
                if (_isSilent)
                    return;
            }

            _owner.Publish(happening, Request, Number);
        }
    }

    private void Publish(CellEvent happening, JupyterMessage request, int number) => iopub.Publish(happening, request, number);

    private void Publish(string type, JupyterMessage request, Action<Utf8JsonWriter> content) => iopub.Publish(type, request, content);

    private Task<string> AskAsync(JupyterMessage request, InputPrompt prompt, CancellationToken cancellation) =>
        stdin.AskAsync(request, prompt, cancellation);
}
