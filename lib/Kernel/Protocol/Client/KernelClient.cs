using System.Collections.Concurrent;
using System.Text.Json;
using Course.Kernel.Protocol.Messages;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Protocol.Client;

/// <summary>The front end's side of the wire: sends requests, gathers replies, hands on what is published.</summary>
internal sealed class KernelClient : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    private readonly MessageCodec _codec;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JupyterMessage>> _waiting = new();
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ZmtpConnection _shell;
    private readonly ZmtpConnection _control;
    private readonly ZmtpConnection _stdin;
    private readonly ZmtpConnection _iopub;

    private KernelClient(MessageCodec codec, ZmtpConnection shell, ZmtpConnection control, ZmtpConnection stdin, ZmtpConnection iopub) =>
        (_codec, _shell, _control, _stdin, _iopub) = (codec, shell, control, stdin, iopub);

    /// <summary>What the kernel publishes, in order.</summary>
    public event Action<JupyterMessage>? Published;

    /// <summary>The kernel asks for a line; <see cref="Answer"/> gives it.</summary>
    public event Action<JupyterMessage>? Asked;

    /// <summary>Connects to a kernel that listens, and returns when it answers and is heard.</summary>
    public static async Task<KernelClient> ConnectAsync(ConnectionFile connection, CancellationToken cancellation)
    {
        var codec = new MessageCodec(new MessageSigner(connection.Key), TimeProvider.System);
        // One identity on all sockets: that is how a question of the kernel finds whoever runs the cell.
        var identity = Guid.NewGuid().ToByteArray();
        identity[0] |= 1;
        var client = new KernelClient(codec,
            await OpenAsync(connection.ShellPort, ZmtpSocketType.Dealer), await OpenAsync(connection.ControlPort, ZmtpSocketType.Dealer),
            await OpenAsync(connection.StdinPort, ZmtpSocketType.Dealer), await OpenAsync(connection.IopubPort, ZmtpSocketType.Subscriber));
        await client.StartAsync(cancellation);
        return client;

        async Task<ZmtpConnection> OpenAsync(int port, string type)
        {
            var endpoint = connection.Endpoint(port);
            var own = type == ZmtpSocketType.Dealer ? identity : [];
            var opened = new ZmtpConnection(await endpoint.ConnectAsync(cancellation), type, own, $"{endpoint.Address}");
            await opened.HandshakeAsync(cancellation);
            return opened;
        }
    }

    /// <summary>Sends a request on the shell channel.</summary>
    /// <param name="type">The message type.</param>
    /// <param name="content">Writes the fields of the content.</param>
    /// <param name="id">The request's message id, which everything published about it names as its parent; null for a new one.</param>
    /// <returns>The reply; fails with an <see cref="IOException"/> if the kernel goes away first.</returns>
    public Task<JupyterMessage> Shell(string type, Action<Utf8JsonWriter> content, string? id = null) => Send(_shell, type, content, id);

    /// <summary>Sends a request on the control channel.</summary>
    /// <inheritdoc cref="Shell"/>
    public Task<JupyterMessage> Control(string type, Action<Utf8JsonWriter> content, string? id = null) => Send(_control, type, content, id);

    /// <summary>Answers the kernel's question.</summary>
    public void Answer(JupyterMessage question, string line) =>
        _stdin.Send(_codec.Write([], "input_reply", question, json => json.WriteString("value", line)));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var connection in new[] { _shell, _control, _stdin, _iopub })
            await connection.DisposeAsync();
        foreach (var waiting in _waiting.Values)
            waiting.TrySetCanceled(CancellationToken.None);
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        _ = ListenAsync(_shell, Replied);
        _ = ListenAsync(_control, Replied);
        _ = ListenAsync(_stdin, message => Asked?.Invoke(message));
        _ = ListenAsync(_iopub, message =>
        {
            _seen.TrySetResult();
            Published?.Invoke(message);
        });
        // ZMTP 3.0: a subscription is a message that begins with 1; here to everything.
        _iopub.Send([new byte[] { 1 }]);
        // A publisher keeps nothing for those who come late, so ask until what it publishes about it arrives.
        do
            await Shell("kernel_info_request", static _ => { }).WaitAsync(cancellation);
        while (await Task.WhenAny(_seen.Task, Task.Delay(Retry, cancellation)) != _seen.Task);
    }

    private Task<JupyterMessage> Send(ZmtpConnection channel, string type, Action<Utf8JsonWriter> content, string? id)
    {
        id ??= Guid.NewGuid().ToString();
        var reply = new TaskCompletionSource<JupyterMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = reply;
        channel.Send(_codec.Write([], type, null, content, id));
        return reply.Task;
    }

    private void Replied(JupyterMessage message)
    {
        if (_waiting.TryRemove(message.Parent.Text("msg_id"), out var waiting))
            waiting.TrySetResult(message);
    }

    private async Task ListenAsync(ZmtpConnection connection, Action<JupyterMessage> received)
    {
        try
        {
            await connection.ReceiveAsync(
                frames =>
                {
                    if (_codec.Read(frames, out _) is { } message)
                        received(message);
                },
                static _ => { },
                _stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or ZmtpException)
        {
            // The kernel is gone, or this side is.
        }

        foreach (var waiting in _waiting.Values)
            waiting.TrySetException(new IOException("The kernel closed the connection."));
    }
}
