using Course.Kernel.Execution;
using Course.Kernel.Protocol.Messages;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Protocol;

/// <summary>Asks the front end that runs a cell for a line; one question at a time.</summary>
internal sealed class StdinChannel : IDisposable
{
    private readonly MessageCodec _codec;
    private readonly SemaphoreSlim _turn = new(1);
    private volatile TaskCompletionSource<string>? _pending;

    public StdinChannel(ZmtpEndpoint endpoint, MessageCodec codec, Action<string> log)
    {
        _codec = codec;
        Socket = new RouterSocket(endpoint, Received, log);

        void Received(ReadOnlyMemory<byte>[] frames)
        {
            if (codec.Read(frames, out var problem) is not { } message)
                log($"A message on stdin was dropped: {problem}.");
            else if (message.Type == "input_reply")
                _pending?.TrySetResult(message.Content.Text("value"));
            else
                log($"A message of type {message.Type} on stdin was dropped.");
        }
    }

    public RouterSocket Socket { get; }

    /// <param name="request">The request whose cell asks.</param>
    /// <param name="prompt">What it asks.</param>
    /// <param name="cancellation">The cell was interrupted.</param>
    public async Task<string> AskAsync(JupyterMessage request, InputPrompt prompt, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _pending = answer;
            // Front ends use one identity on all their sockets, which is how the question finds the one that runs the cell.
            Socket.Send(_codec.Write(request.Identities, "input_request", request, json =>
            {
                json.WriteString("prompt", prompt.Text);
                json.WriteBoolean("password", prompt.IsPassword);
            }));
            return await answer.Task.WaitAsync(cancellation);
        }
        finally
        {
            _pending = null;
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
