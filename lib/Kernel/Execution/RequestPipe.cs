using System.Text.Json;

namespace Course.Kernel.Execution;

/// <summary>
/// The pipe on which a notebook process gets its requests, in the order in which they were sent: an interrupt comes behind the cell that it is meant for.
/// Whoever sends does not wait for the process to read: small requests fit into the pipe, the others are written by somebody else.
/// </summary>
internal sealed class RequestPipe(Stream pipe) : IAsyncDisposable
{
    /// <summary>Bytes that fit into an empty pipe on Linux and macOS; on Windows, whose pipes may be smaller, a sender waits for the reader.</summary>
    private const int Room = 1 << 14;

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _waiting = new();
    private bool _isWriting;

    public void Send(WorkerRequest request)
    {
        var message = JsonSerializer.SerializeToUtf8Bytes(request, WorkerJson.Default.WorkerRequest);
        lock (_gate)
        {
            if (!_isWriting && message.Length <= Room)
            {
                Write(message);
                return;
            }

            _waiting.Enqueue(message);
            if (_isWriting)
                return;
            _isWriting = true;
        }

        _ = Task.Run(WriteWaiting);
    }

    public ValueTask DisposeAsync() => pipe.DisposeAsync();

    private void WriteWaiting()
    {
        while (Next() is { } message)
            Write(message);
    }

    private byte[]? Next()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out var message))
                return message;
            _isWriting = false;
            return null;
        }
    }

    private void Write(byte[] message)
    {
        try
        {
            WorkerChannel.Write(pipe, message);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process is gone; its exit code says more than the broken pipe.
        }
    }
}
