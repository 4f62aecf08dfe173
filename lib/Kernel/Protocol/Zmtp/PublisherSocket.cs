using System.Collections.Concurrent;

namespace Course.Kernel.Protocol.Zmtp;

/// <summary>
/// A PUB: sends every message to those who subscribed to a beginning of its first frame, and waits for nobody. A subscriber that reads
/// too slowly loses messages that can be spared first and is told so, and its connection in the end.
/// </summary>
internal sealed class PublisherSocket : ZmtpListener
{
    private const byte SubscribeByte = 1;
    private const byte CancelByte = 0;

    private readonly ConcurrentDictionary<ZmtpConnection, Subscriptions> _subscribers = new();

    public PublisherSocket(ZmtpEndpoint endpoint, Action<string> log)
        : base(endpoint, ZmtpSocketType.Publisher, log)
    {
    }

    /// <param name="frames">The message, its topic first; not to be changed afterwards.</param>
    /// <param name="lossNotice">
    /// Given: slow subscribers can live without the message, and instead get what this makes of the number of bytes that were lost, in their place.
    /// </param>
    public void Send(IReadOnlyList<ReadOnlyMemory<byte>> frames, Func<long, IReadOnlyList<ReadOnlyMemory<byte>>>? lossNotice = null)
    {
        foreach (var (connection, subscriptions) in _subscribers)
        {
            if (!subscriptions.Match(frames[0].Span))
                continue;
            if (subscriptions.LossNotice is { } notice && (lossNotice is null || connection.WaitingBytes < ZmtpLimits.RoomyQueueBytes))
            {
                connection.Send(notice(subscriptions.LostBytes));
                (subscriptions.LossNotice, subscriptions.LostBytes) = (null, 0);
            }

            if (lossNotice is null)
                connection.Send(frames);
            else if (subscriptions.LossNotice is not null || !connection.Send(frames, isSpareable: true))
                Lose(connection, subscriptions, frames, lossNotice);
        }
    }

    private void Lose(
        ZmtpConnection connection,
        Subscriptions subscriptions,
        IReadOnlyList<ReadOnlyMemory<byte>> frames,
        Func<long, IReadOnlyList<ReadOnlyMemory<byte>>> lossNotice)
    {
        if (subscriptions.LossNotice is null)
            Log($"{connection.Name} reads too slowly: {connection.WaitingBytes >> 20} MB wait for it, and printed text is dropped");
        subscriptions.LossNotice = lossNotice;
        foreach (var frame in frames)
            subscriptions.LostBytes += frame.Length;
    }

    protected override void Opened(ZmtpConnection connection) => _subscribers[connection] = new Subscriptions();

    protected override void Closed(ZmtpConnection connection) => _subscribers.TryRemove(connection, out _);

    // ZMTP 3.0: a subscription is a message of one frame that begins with 1 or 0.
    protected override void Received(ZmtpConnection connection, ReadOnlyMemory<byte>[] frames)
    {
        if (frames is not [{ Length: > 0 } only])
            throw new ZmtpException("sent a message to a publisher that is no subscription");
        switch (only.Span[0])
        {
            case SubscribeByte:
                _subscribers[connection].Add(only.Span[1..]);
                break;
            case CancelByte:
                _subscribers[connection].Remove(only.Span[1..]);
                break;
            default:
                throw new ZmtpException("sent a message to a publisher that is no subscription");
        }
    }

    // ZMTP 3.1: the same as commands.
    protected override void Received(ZmtpConnection connection, ZmtpCommand command)
    {
        if (command.Name == ZmtpCommand.Subscribe)
            _subscribers[connection].Add(command.Data);
        else if (command.Name == ZmtpCommand.Cancel)
            _subscribers[connection].Remove(command.Data);
    }

    /// <summary>The prefixes that one peer asked for; asked for twice, one has to be cancelled twice.</summary>
    private sealed class Subscriptions
    {
        private readonly Lock _gate = new();
        private readonly List<byte[]> _prefixes = [];

        /// <summary>What says that messages were lost, as long as there is something to say.</summary>
        public Func<long, IReadOnlyList<ReadOnlyMemory<byte>>>? LossNotice { get; set; }

        /// <summary>Bytes of the messages lost since it was last said.</summary>
        public long LostBytes { get; set; }

        public void Add(ReadOnlySpan<byte> prefix)
        {
            lock (_gate)
            {
                if (_prefixes.Count == ZmtpLimits.SubscriptionsPerConnection)
                    throw new ZmtpException($"asked for more than {ZmtpLimits.SubscriptionsPerConnection} subscriptions");
                _prefixes.Add(prefix.ToArray());
            }
        }

        public void Remove(ReadOnlySpan<byte> prefix)
        {
            lock (_gate)
            {
                for (var i = 0; i < _prefixes.Count; i++)
                {
                    if (!prefix.SequenceEqual(_prefixes[i]))
                        continue;
                    _prefixes.RemoveAt(i);
                    return;
                }
            }
        }

        public bool Match(ReadOnlySpan<byte> topic)
        {
            lock (_gate)
            {
                foreach (var prefix in _prefixes)
                {
                    if (topic.StartsWith(prefix))
                        return true;
                }

                return false;
            }
        }
    }
}
