using System.Diagnostics;
using System.Text.Json;
using Course.Kernel.Execution;
using Course.Kernel.Protocol.Messages;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Protocol;

/// <summary>
/// A Jupyter kernel on the wire (messaging specification 5.4): five sockets, and three tasks that answer. Cells run one after the other on
/// one; what may be asked while a cell runs (completion, inspection, …) has a second; the control channel a third, so that an interrupt or
/// a shutdown never waits for either. The heartbeat is echoed by its socket.
/// </summary>
internal sealed class KernelServer : IAsyncDisposable
{
    private readonly ICellSession _session;
    private readonly Action<string> _log;
    private readonly MessageCodec _codec;
    private readonly RouterSocket _shell;
    private readonly RouterSocket _control;
    private readonly StdinChannel _stdin;
    private readonly PublisherSocket _publisher;
    private readonly EchoSocket _heartbeat;
    private readonly IopubChannel _iopub;
    private readonly ExecutionHistory _history = new();
    private readonly CellExecutor _executor;
    private readonly RequestQueue _cells;
    private readonly RequestQueue _questions;
    private readonly RequestQueue _commands;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _shutDown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private long _lastHeard = Stopwatch.GetTimestamp();

    /// <summary>Listens; <see cref="Start"/> begins to answer.</summary>
    /// <param name="connection">Where to listen and how to sign.</param>
    /// <param name="session">Runs the cells; not disposed here.</param>
    /// <param name="log">Receives a line for everything that went wrong.</param>
    /// <exception cref="CourseException">A port is taken.</exception>
    public KernelServer(ConnectionFile connection, ICellSession session, Action<string> log)
    {
        _session = session;
        _log = log;
        _codec = new MessageCodec(new MessageSigner(connection.Key), TimeProvider.System);
        _cells = new RequestQueue(request => _executor!.ExecuteAsync(request, _cells!.TakeAll), log);
        _questions = new RequestQueue(request => AnswerAsync(request, _shell!), log);
        _commands = new RequestQueue(request => AnswerAsync(request, _control!), log);

        _shell = new RouterSocket(connection.Endpoint(connection.ShellPort), frames => Received(frames, "shell", AddToShell), log);
        _control = new RouterSocket(connection.Endpoint(connection.ControlPort), frames => Received(frames, "control", _commands.Add), log);
        _stdin = new StdinChannel(connection.Endpoint(connection.StdinPort), _codec, log);
        _publisher = new PublisherSocket(connection.Endpoint(connection.IopubPort), log);
        _heartbeat = new EchoSocket(connection.Endpoint(connection.HeartbeatPort), log);
        _iopub = new IopubChannel(_publisher, _codec);
        _executor = new CellExecutor(session, _iopub, _stdin, _history, (request, content) => Reply(_shell, request, content));
        Connection = connection with
        {
            ShellPort = _shell.Endpoint.Port,
            ControlPort = _control.Endpoint.Port,
            StdinPort = _stdin.Socket.Endpoint.Port,
            IopubPort = _publisher.Endpoint.Port,
            HeartbeatPort = _heartbeat.Endpoint.Port,
        };
    }

    /// <summary>With the ports that were chosen where none were given.</summary>
    public ConnectionFile Connection { get; }

    /// <summary>Done when a front end has asked for the end and has been answered.</summary>
    public Task ShutDown => _shutDown.Task;

    /// <summary>How long nobody has asked anything; zero while a cell runs.</summary>
    public TimeSpan Quiet => _iopub.IsExecuting ? TimeSpan.Zero : Stopwatch.GetElapsedTime(Volatile.Read(ref _lastHeard));

    public void Start()
    {
        // Subscribers first: nobody should miss the first answer.
        _publisher.Start();
        _heartbeat.Start();
        _stdin.Socket.Start();
        _control.Start();
        _shell.Start();
        _running = Task.WhenAll(
            Task.Run(() => _cells.RunAsync(_stop.Token)), Task.Run(() => _questions.RunAsync(_stop.Token)), Task.Run(() => _commands.RunAsync(_stop.Token)));
        _iopub.Starting();
    }

    /// <summary>Stops the running cell, as an interrupt from a front end does.</summary>
    public void Interrupt() => _executor.Interrupt();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(new IAsyncDisposable[] { _shell, _control, _stdin.Socket, _publisher, _heartbeat }.Select(s => s.DisposeAsync().AsTask()));
        // A cell may run on; it belongs to the session, whose owner ends it.
        _stdin.Dispose();
    }

    private void Received(ReadOnlyMemory<byte>[] frames, string channel, Action<JupyterMessage> add)
    {
        Volatile.Write(ref _lastHeard, Stopwatch.GetTimestamp());
        if (_codec.Read(frames, out var problem) is { } message)
            add(message);
        else
            _log($"A message on {channel} was dropped: {problem}.");
    }

    private void AddToShell(JupyterMessage message) => (message.Type == "execute_request" ? _cells : _questions).Add(message);

    private async Task AnswerAsync(JupyterMessage request, RouterSocket socket)
    {
        if (!IsKnown(request.Type))
        {
            _log($"A message of type {request.Type} was ignored.");
            return;
        }

        _iopub.Busy(request);
        try
        {
            if (await ContentAsync(request) is { } content)
                Reply(socket, request, content);
            if (request.Type == "shutdown_request")
                _iopub.Publish("shutdown_reply", request, json => ShutdownContent(json, request));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _log($"{request.Type} failed: {e}");
            var failure = CellFailure.Stopped(e.GetType().ToString(), e.Message);
            Reply(socket, request, json => Replies.Failed(json, failure));
        }
        finally
        {
            _iopub.Idle(request);
            if (request.Type == "shutdown_request")
                _shutDown.TrySetResult();
        }
    }

    private static bool IsKnown(string type) => type is
        "kernel_info_request" or "complete_request" or "inspect_request" or "is_complete_request" or "history_request" or "comm_info_request"
        or "comm_open" or "comm_msg" or "comm_close" or "interrupt_request" or "shutdown_request" or "debug_request" or "connect_request";

    /// <returns>What to answer; null for messages that have no answer.</returns>
    private async Task<Action<Utf8JsonWriter>?> ContentAsync(JupyterMessage request)
    {
        var content = request.Content;
        var code = content.Text("code");
        var cursor = CodePoints.Units(code, content.Number("cursor_pos") ?? int.MaxValue);
        switch (request.Type)
        {
            case "kernel_info_request":
                return Replies.KernelInfo;
            case "complete_request":
                var completions = await _session.CompleteAsync(code, cursor);
                return json => Replies.Completed(json, completions, code);
            case "inspect_request":
                var inspection = await _session.InspectAsync(code, cursor, content.Number("detail_level") ?? 0);
                return json => Replies.Inspected(json, inspection);
            case "is_complete_request":
                var completeness = await _session.CheckCompletenessAsync(code);
                return json => Replies.CompletenessChecked(json, completeness);
            case "history_request":
                return json => HistoryContent(json, content);
            case "connect_request":
                return ConnectContent;
            case "comm_info_request":
                return static json =>
                {
                    Replies.Ok(json);
                    json.WriteStartObject("comms");
                    json.WriteEndObject();
                };
            case "comm_open":
                // Nothing in this kernel registers a target, and an unknown one is refused by closing it again.
                _iopub.Publish("comm_close", request, json =>
                {
                    json.WriteString("comm_id", content.Text("comm_id"));
                    json.WriteStartObject("data");
                    json.WriteEndObject();
                });
                return null;
            case "interrupt_request":
                _executor.Interrupt();
                return Replies.Ok;
            case "shutdown_request":
                return json => ShutdownContent(json, request);
            case "debug_request":
                return json =>
                {
                    // The answer of the Debug Adapter Protocol, which has fields of its own.
                    json.WriteString("type", "response");
                    json.WriteNumber("request_seq", content.Number("seq") ?? 0);
                    json.WriteString("command", content.Text("command"));
                    json.WriteBoolean("success", false);
                    json.WriteString("message", "This kernel has no debugger.");
                };
            default:
                return null;
        }
    }

    private static void ShutdownContent(Utf8JsonWriter json, JupyterMessage request)
    {
        Replies.Ok(json);
        json.WriteBoolean("restart", request.Content.Flag("restart", false));
    }

    private void ConnectContent(Utf8JsonWriter json)
    {
        Replies.Ok(json);
        json.WriteNumber("shell_port", Connection.ShellPort);
        json.WriteNumber("iopub_port", Connection.IopubPort);
        json.WriteNumber("stdin_port", Connection.StdinPort);
        json.WriteNumber("control_port", Connection.ControlPort);
        json.WriteNumber("hb_port", Connection.HeartbeatPort);
    }

    private void HistoryContent(Utf8JsonWriter json, JsonElement content)
    {
        var entries = content.Text("hist_access_type") switch
        {
            "range" => _history.Range(content.Number("session") ?? 0, content.Number("start") ?? 0, content.Number("stop")),
            "search" => _history.Search(content.Text("pattern", "*"), content.Number("n"), content.Flag("unique", false)),
            _ => _history.Tail(content.Number("n") ?? int.MaxValue),
        };
        var withOutput = content.Flag("output", false);
        Replies.Ok(json);
        json.WriteStartArray("history");
        foreach (var entry in entries)
        {
            json.WriteStartArray();
            json.WriteNumberValue(ExecutionHistory.Session);
            json.WriteNumberValue(entry.Number);
            if (withOutput)
            {
                json.WriteStartArray();
                json.WriteStringValue(entry.Code);
                json.WriteStringValue(entry.Result);
                json.WriteEndArray();
            }
            else
            {
                json.WriteStringValue(entry.Code);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void Reply(RouterSocket socket, JupyterMessage request, Action<Utf8JsonWriter> content) =>
        socket.Send(_codec.Write(request.Identities, request.ReplyType, request, content));
}
