using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace Course.Kernel.Protocol.Zmtp;

/// <summary>A ROUTER: every message that comes is preceded by who sent it, and every message that goes by whom it is for.</summary>
internal sealed class RouterSocket : ZmtpListener
{
    private readonly Action<ReadOnlyMemory<byte>[]> _received;
    private readonly ConcurrentDictionary<string, ZmtpConnection> _byIdentity = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ZmtpConnection, byte[]> _identities = new();
    private int _lastAnonymous;

    /// <param name="endpoint">Where to listen.</param>
    /// <param name="received">Receives messages, the sender's identity first; called by several threads.</param>
    /// <param name="log">Receives a line for everything that went wrong.</param>
    public RouterSocket(ZmtpEndpoint endpoint, Action<ReadOnlyMemory<byte>[]> received, Action<string> log)
        : base(endpoint, ZmtpSocketType.Router, log) => _received = received;

    /// <summary>Sends a message to the peer that its first frame names.</summary>
    public void Send(IReadOnlyList<ReadOnlyMemory<byte>> frames)
    {
        if (!_byIdentity.TryGetValue(Key(frames[0].Span), out var connection) || !connection.Send([.. frames.Skip(1)]))
            Log("a message was dropped: whom it is for is gone");
    }

    protected override void Opened(ZmtpConnection connection)
    {
        var identity = connection.PeerIdentity.Length > 0 ? connection.PeerIdentity : Anonymous();
        _identities[connection] = identity;
        // A front end that reconnects keeps its identity, often before its old connection has been found dead: the new one is the one that lives.
        var key = Key(identity);
        _byIdentity.TryGetValue(key, out var old);
        _byIdentity[key] = connection;
        old?.Close();
    }

    protected override void Received(ZmtpConnection connection, ReadOnlyMemory<byte>[] frames) => _received([_identities[connection], .. frames]);

    protected override void Closed(ZmtpConnection connection)
    {
        if (_identities.TryRemove(connection, out var identity))
            _byIdentity.TryRemove(new KeyValuePair<string, ZmtpConnection>(Key(identity), connection));
    }

    private static string Key(ReadOnlySpan<byte> identity) => Convert.ToHexString(identity);

    private byte[] Anonymous()
    {
        var identity = new byte[1 + sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(identity.AsSpan(1), Interlocked.Increment(ref _lastAnonymous));
        return identity;
    }
}
