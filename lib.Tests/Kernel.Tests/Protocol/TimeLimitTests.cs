using System.IO.Pipelines;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Tests.Protocol;

/// <summary>A peer that says nothing, or stops in the middle, loses its connection; one that is only quiet does not.</summary>
public sealed class TimeLimitTests : IAsyncDisposable
{
    private static readonly TimeSpan OneMoment = TimeSpan.FromMilliseconds(1);

    private readonly HandClock _clock = new();
    private readonly Pipe _toKernel = new();
    private readonly ZmtpConnection _connection;

    public TimeLimitTests() =>
        _connection = new ZmtpConnection(new OneWay(_toKernel.Reader.AsStream()), ZmtpSocketType.Router, [], "peer", _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handshake_has_a_time_limit(bool greets)
    {
        var handshake = _connection.HandshakeAsync(Cancellation);
        if (greets)
            await SendAsync(RawPeer.Greeting());
        await _clock.PassAsync(ZmtpLimits.Handshake - OneMoment, Cancellation);
        Assert.False(handshake.IsCompleted);
        await _clock.PassAsync(OneMoment, Cancellation);
        Assert.Equal("did not finish the handshake within 30 s", (await Assert.ThrowsAsync<ZmtpException>(() => handshake)).Message);
    }

    [Fact]
    public async Task The_rest_of_a_message_has_a_time_limit()
    {
        await ShakeHandsAsync();
        var receiving = _connection.ReceiveAsync(static _ => { }, static _ => { }, Cancellation);
        // The head of a frame of 5 bytes, and two of them.
        await SendAsync([0, 5, 1, 2]);
        await _clock.PassAsync(ZmtpLimits.Stall, Cancellation);
        Assert.Equal("stopped in the middle of a message for 60 s", (await Assert.ThrowsAsync<ZmtpException>(() => receiving)).Message);
    }

    [Fact]
    public async Task Between_messages_a_peer_may_be_silent_for_ever()
    {
        await ShakeHandsAsync();
        var received = new TaskCompletionSource();
        var receiving = _connection.ReceiveAsync(_ => received.TrySetResult(), static _ => { }, Cancellation);
        await SendAsync([0, 1, 1]);
        await received.Task;
        Assert.Equal(0, _clock.Waiting);
        await _toKernel.Writer.CompleteAsync();
        await receiving;
    }

    private async Task ShakeHandsAsync()
    {
        await SendAsync([.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER")]);
        await _connection.HandshakeAsync(Cancellation);
    }

    private async Task SendAsync(byte[] bytes) => await _toKernel.Writer.WriteAsync(bytes, Cancellation);

    /// <summary>What the peer sends can be read; what is sent to it is lost.</summary>
    private sealed class OneWay(Stream reading) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => reading.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            reading.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
        }
    }
}
