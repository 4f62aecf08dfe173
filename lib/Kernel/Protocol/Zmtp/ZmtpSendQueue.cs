using System.Threading.Channels;

namespace Course.Kernel.Protocol.Zmtp;

/// <summary>
/// What waits to be written to one peer. Whoever sends never waits: what the system takes at once is written on the spot, the rest by a task of the
/// queue's own, several small messages at a time.
/// </summary>
internal sealed class ZmtpSendQueue(Stream stream)
{
    // Small frames are gathered up to this size; larger ones are written from where they are.
    private const int BufferBytes = 1 << 16;

    private readonly Channel<Outgoing> _waiting = Channel.CreateUnbounded<Outgoing>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _used;
    private long _waitingBytes;

    /// <summary>The bytes that have not been handed to the system yet.</summary>
    public long WaitingBytes => Interlocked.Read(ref _waitingBytes);

    public void Add(IReadOnlyList<ReadOnlyMemory<byte>> frames) => Add(new Outgoing(frames, IsCommand: false));

    public void Add(ZmtpCommand command) => Add(new Outgoing([command.ToBody()], IsCommand: true));

    /// <summary>Nothing more will come; <see cref="RunAsync"/> ends when everything is written.</summary>
    public void Complete() => _waiting.Writer.TryComplete();

    /// <summary>Writes until <see cref="Complete"/> or until the connection breaks.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellation))
        {
            while (_waiting.Reader.TryRead(out var message))
            {
                await WriteAsync(message, cancellation);
                Interlocked.Add(ref _waitingBytes, -message.Bytes);
            }

            await FlushAsync(cancellation);
        }
    }

    private void Add(Outgoing message)
    {
        Interlocked.Add(ref _waitingBytes, message.Bytes);
        if (!_waiting.Writer.TryWrite(message))
            Interlocked.Add(ref _waitingBytes, -message.Bytes);
    }

    private async ValueTask WriteAsync(Outgoing message, CancellationToken cancellation)
    {
        for (var i = 0; i < message.Frames.Count; i++)
        {
            var body = message.Frames[i];
            if (BufferBytes - _used < ZmtpFrame.LongestHeader + Math.Min(body.Length, BufferBytes / 2))
                await FlushAsync(cancellation);
            _used += ZmtpFrame.WriteHeader(_buffer.AsSpan(_used), body.Length, more: i + 1 < message.Frames.Count, message.IsCommand);
            if (body.Length <= BufferBytes - _used)
            {
                body.CopyTo(_buffer.AsMemory(_used));
                _used += body.Length;
                continue;
            }

            await FlushAsync(cancellation);
            await stream.WriteAsync(body, cancellation);
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (_used > 0)
            await stream.WriteAsync(_buffer.AsMemory(0, _used), cancellation);
        _used = 0;
    }

    private sealed record Outgoing(IReadOnlyList<ReadOnlyMemory<byte>> Frames, bool IsCommand)
    {
        public long Bytes { get; } = Frames.Sum(frame => (long)frame.Length + ZmtpFrame.LongestHeader);
    }
}
