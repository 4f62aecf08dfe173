using System.Threading.Channels;
using Course.Kernel.Protocol.Messages;

namespace Course.Kernel.Protocol;

/// <summary>Requests of one kind, handled in order, one at a time. A handler that fails costs a log line and nothing else.</summary>
internal sealed class RequestQueue(Func<JupyterMessage, Task> handle, Action<string> log)
{
    // A request that nothing waits before is begun by whoever brings it, up to its first wait: waking a thread takes longer.
    private readonly Channel<JupyterMessage> _waiting = Channel.CreateUnbounded<JupyterMessage>(new UnboundedChannelOptions { AllowSynchronousContinuations = true });

    public void Add(JupyterMessage request) => _waiting.Writer.TryWrite(request);

    /// <summary>Takes everything out that waits now.</summary>
    public IReadOnlyList<JupyterMessage> TakeAll()
    {
        List<JupyterMessage> taken = [];
        while (_waiting.Reader.TryRead(out var request))
            taken.Add(request);
        return taken;
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellation))
        {
            while (_waiting.Reader.TryRead(out var request))
            {
                try
                {
                    await handle(request);
                }
                catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
                {
                    log($"{request.Type} failed: {e}");
                }
            }
        }
    }
}
