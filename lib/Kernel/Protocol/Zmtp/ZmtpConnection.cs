using System.Buffers;
using System.IO.Pipelines;

namespace Course.Kernel.Protocol.Zmtp;

/// <summary>One ZMTP 3.0 connection with the NULL mechanism, from either side.</summary>
internal sealed class ZmtpConnection : IAsyncDisposable
{
    private const int ReadBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly string _type;
    private readonly byte[] _identity;
    private readonly TimeProvider _clock;
    private readonly PipeReader _reader;
    private readonly ZmtpSendQueue _sending;
    private readonly CancellationTokenSource _closed = new();
    private Task _writing = Task.CompletedTask;

    /// <param name="stream">The connected socket; closed together with this.</param>
    /// <param name="type">The own <see cref="ZmtpSocketType"/>.</param>
    /// <param name="identity">The own identity; may be empty.</param>
    /// <param name="name">How log lines name the peer.</param>
    /// <param name="clock">Measures the time limits; null for the system's.</param>
    public ZmtpConnection(Stream stream, string type, byte[] identity, string name, TimeProvider? clock = null)
    {
        _stream = stream;
        _type = type;
        _identity = identity;
        _clock = clock ?? TimeProvider.System;
        Name = name;
        _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadBytes, minimumReadSize: 4096));
        _sending = new ZmtpSendQueue(stream);
    }

    public string Name { get; }

    /// <summary>What the peer calls itself, once the handshake is done; often empty.</summary>
    public byte[] PeerIdentity { get; private set; } = [];

    /// <summary>The bytes that the peer has not taken yet.</summary>
    public long WaitingBytes => _sending.WaitingBytes;

    /// <summary>Greets and exchanges READY.</summary>
    /// <exception cref="ZmtpException">The peer does something else, or nothing in time.</exception>
    public async Task HandshakeAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(ZmtpLimits.Handshake, _clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closed.Token, limit.Token);
        try
        {
            await _stream.WriteAsync(ZmtpGreeting.Own(), time.Token);
            await ReadUntilAsync(ZmtpGreeting.TryRead, time.Token);
            _writing = Task.Run(WriteAsync, CancellationToken.None);
            _sending.Add(ZmtpCommand.ReadyAs(_type, _identity));
            ZmtpCommand command = default;
            await ReadUntilAsync(TryReadCommand, time.Token);

            if (command.Name == ZmtpCommand.Error)
                throw new ZmtpException("refused the connection");
            if (command.Name != ZmtpCommand.Ready)
                throw new ZmtpException($"sent {command.Name} where READY belongs");
            var (type, identity) = command.ReadReady();
            if (!ZmtpSocketType.Fits(_type, type))
            {
                _sending.Add(ZmtpCommand.ErrorFor("Invalid socket type"));
                throw new ZmtpException($"is a socket of type {type}, which does not fit {_type}");
            }

            PeerIdentity = identity;

            bool TryReadCommand(ref ReadOnlySequence<byte> bytes)
            {
                if (!ZmtpFrame.TryRead(ref bytes, ZmtpLimits.CommandBytes, out var frame))
                    return false;
                command = frame.IsCommand ? ZmtpCommand.Read(frame.Body) : throw new ZmtpException("sent a message before the handshake");
                return true;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && !_closed.IsCancellationRequested)
        {
            throw new ZmtpException($"did not finish the handshake within {ZmtpLimits.Handshake.TotalSeconds} s");
        }
    }

    /// <summary>Hands over messages and commands as they come, until the peer closes the connection.</summary>
    /// <exception cref="ZmtpException">The peer violates the protocol or a limit.</exception>
    public async Task ReceiveAsync(Action<ReadOnlyMemory<byte>[]> message, Action<ZmtpCommand> command, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closed.Token);
        List<ReadOnlyMemory<byte>> frames = [];
        var size = 0L;
        var withinMessage = false;
        while (true)
        {
            var result = await ReadAsync(withinMessage, stop.Token);
            var bytes = result.Buffer;
            while (ZmtpFrame.TryRead(ref bytes, Math.Min(ZmtpLimits.FrameBytes, ZmtpLimits.MessageBytes - size), out var frame))
            {
                if (frame.IsCommand)
                {
                    Answer(ZmtpCommand.Read(frame.Body), command);
                    continue;
                }

                if (frames.Count == ZmtpLimits.MessageFrames)
                    throw new ZmtpException($"sent a message of more than {ZmtpLimits.MessageFrames} frames");
                frames.Add(frame.Body.ToArray());
                size += frame.Body.Length;
                if (frame.More)
                    continue;
                message([.. frames]);
                frames.Clear();
                size = 0;
            }

            withinMessage = frames.Count > 0 || !bytes.IsEmpty;
            _reader.AdvanceTo(bytes.Start, bytes.End);
            if (result.IsCompleted)
                return;
        }
    }

    /// <summary>Sends a message; never waits.</summary>
    /// <param name="frames">Not to be changed afterwards.</param>
    /// <param name="isSpareable">The peer can live without it: it is dropped when much is waiting already.</param>
    /// <returns>False if the message was dropped.</returns>
    public bool Send(IReadOnlyList<ReadOnlyMemory<byte>> frames, bool isSpareable = false)
    {
        if (_closed.IsCancellationRequested)
            return false;
        if (isSpareable && WaitingBytes > ZmtpLimits.SpareableQueueBytes)
            return false;
        if (WaitingBytes > ZmtpLimits.QueueBytes)
        {
            Close();
            return false;
        }

        _sending.Add(frames);
        return true;
    }

    public void Send(ZmtpCommand command) => _sending.Add(command);

    /// <summary>Ends the connection at once; what waits is lost.</summary>
    public void Close()
    {
        _closed.Cancel();
        _stream.Close();
    }

    /// <summary>Ends the connection after what waits has been written, if the peer reads.</summary>
    public async ValueTask DisposeAsync()
    {
        _sending.Complete();
        await Task.WhenAny(_writing, Task.Delay(ZmtpLimits.Linger));
        Close();
        await _reader.CompleteAsync();
    }

    private delegate bool TryTake(ref ReadOnlySequence<byte> bytes);

    private async Task ReadUntilAsync(TryTake tryTake, CancellationToken cancellation)
    {
        while (true)
        {
            var result = await _reader.ReadAsync(cancellation);
            var bytes = result.Buffer;
            if (tryTake(ref bytes))
            {
                _reader.AdvanceTo(bytes.Start);
                return;
            }

            _reader.AdvanceTo(bytes.Start, bytes.End);
            if (result.IsCompleted)
                throw new ZmtpException("closed the connection within the handshake");
        }
    }

    private async ValueTask<ReadResult> ReadAsync(bool withinMessage, CancellationToken cancellation)
    {
        if (_reader.TryRead(out var ready))
            return ready;
        // Silence between messages is honest, so only the rest of one has a time limit.
        if (!withinMessage)
            return await _reader.ReadAsync(cancellation);

        using var limit = new CancellationTokenSource(ZmtpLimits.Stall, _clock);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await _reader.ReadAsync(time.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ZmtpException($"stopped in the middle of a message for {ZmtpLimits.Stall.TotalSeconds} s");
        }
    }

    private void Answer(ZmtpCommand received, Action<ZmtpCommand> command)
    {
        if (received.Name == ZmtpCommand.Ping)
            _sending.Add(received.ToPong());
        else
            command(received);
    }

    private async Task WriteAsync()
    {
        try
        {
            await _sending.RunAsync(_closed.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The reading side sees the same end and says why.
            Close();
        }
    }
}
