using System.Collections.Concurrent;
using System.Text;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Tests.Protocol;

public sealed class ZmtpSocketTests
{
    private static readonly ZmtpEndpoint AnyPort = ZmtpEndpoint.Of("tcp", "127.0.0.1", 0);
    private readonly LogLines _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_router_tells_who_sent_and_sends_to_whom_is_named()
    {
        await using var router = Echoing();
        using var named = await RawPeer.OpenAsync(router.Endpoint, "DEALER", "me");
        using var unnamed = await RawPeer.OpenAsync(router.Endpoint, "DEALER");
        await named.SendMessageAsync([1], [], [2, 3]);
        await unnamed.SendMessageAsync([4]);
        Assert.Equal([[1], [], [2, 3]], await named.ReadMessageAsync());
        Assert.Equal([[4]], await unnamed.ReadMessageAsync());
    }

    [Fact]
    public async Task A_peer_that_reconnects_under_its_name_takes_the_place_of_its_old_connection()
    {
        await using var router = Echoing();
        using var old = await RawPeer.OpenAsync(router.Endpoint, "DEALER", "me");
        await old.SendMessageAsync([1]);
        Assert.Equal([[1]], await old.ReadMessageAsync());
        using var next = await RawPeer.OpenAsync(router.Endpoint, "DEALER", "me");
        Assert.Empty(await old.ReadToEndAsync());
        await next.SendMessageAsync([2]);
        Assert.Equal([[2]], await next.ReadMessageAsync());
    }

    [Fact]
    public async Task A_message_of_100_MB_passes_both_ways_and_many_small_ones_in_order()
    {
        await using var heartbeat = Started(new EchoSocket(AnyPort, _log.Add));
        using var peer = await RawPeer.OpenAsync(heartbeat.Endpoint, "REQ");
        var large = new byte[100_000_000];
        new Random(1).NextBytes(large);
        var sending = peer.SendMessageAsync([], large);
        var answer = await peer.ReadMessageAsync();
        await sending;
        Assert.Empty(answer[0]);
        Assert.True(large.AsSpan().SequenceEqual(answer[1]));

        var many = Task.Run(
            async () =>
            {
                for (var i = 0; i < 2000; i++)
                    await peer.SendMessageAsync([], BitConverter.GetBytes(i));
            },
            Cancellation);
        for (var i = 0; i < 2000; i++)
            Assert.Equal(BitConverter.GetBytes(i), (await peer.ReadMessageAsync())[1]);
        await many;
    }

    [Fact]
    public async Task The_same_works_over_a_unix_domain_socket()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Jupyter uses ipc on Unix only");
        using var folder = new TemporaryFolder();
        var endpoint = ZmtpEndpoint.Of("ipc", folder.File("hb"), 1);
        await using (var heartbeat = Started(new EchoSocket(endpoint, _log.Add)))
        {
            using var peer = await RawPeer.OpenAsync(endpoint, "REQ");
            await peer.SendMessageAsync([], [9]);
            Assert.Equal([[], [9]], await peer.ReadMessageAsync());
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_subscriber_gets_what_begins_with_what_it_asked_for_in_either_dialect()
    {
        await using var publisher = Started(new PublisherSocket(AnyPort, _log.Add));
        using var messages = await RawPeer.OpenAsync(publisher.Endpoint, "SUB");
        using var commands = await RawPeer.OpenAsync(publisher.Endpoint, "XSUB");
        await messages.SendMessageAsync([1, .. "a"u8]);
        await commands.SendAsync(RawPeer.Command("SUBSCRIBE", "b"u8.ToArray()));
        Assert.Equal("ab1", await FirstTopicAsync(publisher, messages, "ab"));
        Assert.Equal("ba1", await FirstTopicAsync(publisher, commands, "ba"));

        // Asked for more, then no longer for the first; a ping shows that the cancellation has been read.
        await messages.SendMessageAsync([1, .. "c"u8]);
        await messages.SendMessageAsync([0, .. "a"u8]);
        await commands.SendAsync(RawPeer.Command("SUBSCRIBE", "c"u8.ToArray()));
        await commands.SendAsync(RawPeer.Command("CANCEL", "b"u8.ToArray()));
        await PingAsync(messages);
        await PingAsync(commands);
        Publish(publisher, "ab2");
        Publish(publisher, "ba2");
        Publish(publisher, "c");
        Assert.Equal("c", Encoding.ASCII.GetString((await messages.ReadMessageAsync())[0]));
        Assert.Equal("c", Encoding.ASCII.GetString((await commands.ReadMessageAsync())[0]));
    }

    [Fact]
    public async Task A_subscriber_that_does_not_read_stops_nobody_and_is_told_what_it_lost_of_that_which_can_be_spared()
    {
        await using var publisher = Started(new PublisherSocket(AnyPort, _log.Add));
        using var slow = await RawPeer.OpenAsync(publisher.Endpoint, "SUB");
        using var quick = await RawPeer.OpenAsync(publisher.Endpoint, "SUB");
        foreach (var peer in new[] { slow, quick })
        {
            await peer.SendMessageAsync([1]);
            await PingAsync(peer);
        }

        var text = new byte[1 << 20];
        var count = (int)(ZmtpLimits.SpareableQueueBytes / text.Length) + 40;
        for (var i = 0; i < count; i++)
        {
            publisher.Send([text], bytes => [Encoding.ASCII.GetBytes($"lost {bytes}")]);
            Assert.Equal(text.Length, (await quick.ReadMessageAsync())[0].Length);
        }

        Assert.Contains("reads too slowly", await _log.NextAsync(), StringComparison.Ordinal);
        publisher.Send(["idle"u8.ToArray()]);
        var (received, last) = (0, text);
        for (; (last = (await slow.ReadMessageAsync())[0]).Length == text.Length; received++) { }
        Assert.InRange(received, 1, count - 1);
        Assert.Equal($"lost {(count - received) * (long)text.Length}", Encoding.ASCII.GetString(last));
        Assert.Equal("idle", Encoding.ASCII.GetString((await slow.ReadMessageAsync())[0]));

        // Once there is room again nothing is missing, nor said to be.
        publisher.Send(["more"u8.ToArray()], _ => ["lost nothing"u8.ToArray()]);
        Assert.Equal("more", Encoding.ASCII.GetString((await slow.ReadMessageAsync())[0]));
    }

    [Fact]
    public async Task A_ping_is_answered_with_its_context_and_an_unknown_command_with_nothing()
    {
        await using var heartbeat = Started(new EchoSocket(AnyPort, _log.Add));
        using var peer = await RawPeer.OpenAsync(heartbeat.Endpoint, "REQ");
        await peer.SendAsync(RawPeer.Command("NOVELTY", 1, 2, 3));
        await PingAsync(peer);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "does not speak ZMTP")]
    [InlineData("greeting of ZMTP 2", "speaks ZMTP 1, and only version 3")]
    [InlineData("greeting with CURVE", "security mechanism other than NULL")]
    [InlineData("message first", "sent a message before the handshake")]
    [InlineData("PUB", "is a socket of type PUB, which does not fit ROUTER")]
    [InlineData("zero identity", "begins with a zero byte")]
    [InlineData("malformed READY", "sent a malformed READY")]
    [InlineData("huge READY", "more than the 8192 allowed")]
    [InlineData("huge frame", "announced a frame of 72057594037927936 bytes")]
    [InlineData("endless message", "sent a message of more than 4096 frames")]
    [InlineData("malformed PING", "sent a malformed PING")]
    public async Task A_peer_that_breaks_the_protocol_is_closed_with_a_line_in_the_log_and_harms_nobody(string attack, string line)
    {
        await using var router = Echoing();
        using var honest = await RawPeer.OpenAsync(router.Endpoint, "DEALER");
        using var peer = await RawPeer.ConnectAsync(router.Endpoint);
        await peer.SendAsync(attack switch
        {
            "greeting of ZMTP 2" => RawPeer.Greeting(major: 1),
            "greeting with CURVE" => RawPeer.Greeting(mechanism: "CURVE"),
            "message first" => [.. RawPeer.Greeting(), 0, 1, 1],
            "PUB" => [.. RawPeer.Greeting(), .. RawPeer.Ready("PUB")],
            "zero identity" => [.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER", "\0x")],
            "malformed READY" => [.. RawPeer.Greeting(), .. RawPeer.Command("READY", 200, 1)],
            "huge READY" => [.. RawPeer.Greeting(), 6, 0, 0, 0, 1, 0, 0, 0, 0],
            "huge frame" => [.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER"), 2, 1, 0, 0, 0, 0, 0, 0, 0],
            "endless message" => [.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER"), .. Enumerable.Repeat<byte[]>([1, 0], 5000).SelectMany(f => f)],
            "malformed PING" => [.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER"), .. RawPeer.Command("PING", 1)],
            _ => Encoding.ASCII.GetBytes(attack),
        });
        Assert.Contains(line, await _log.NextAsync(), StringComparison.Ordinal);
        await peer.ReadToEndAsync();
        await honest.SendMessageAsync([1]);
        Assert.Equal([[1]], await honest.ReadMessageAsync());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_sentence()
    {
        await using var first = Started(new EchoSocket(AnyPort, _log.Add));
        var refusal = Assert.Throws<CourseException>(() => new EchoSocket(first.Endpoint, _log.Add));
        Assert.StartsWith("Cannot listen at 127.0.0.1:", refusal.Message, StringComparison.Ordinal);
    }

    private RouterSocket Echoing()
    {
        RouterSocket? router = null;
        router = Started(new RouterSocket(AnyPort, frames => router!.Send(frames), _log.Add));
        return router;
    }

    private static T Started<T>(T listener)
        where T : ZmtpListener
    {
        listener.Start();
        return listener;
    }

    private static void Publish(PublisherSocket publisher, string topic) => publisher.Send([Encoding.ASCII.GetBytes(topic)]);

    /// <summary>A subscription needs a moment to arrive, so this publishes until something comes.</summary>
    private static async Task<string> FirstTopicAsync(PublisherSocket publisher, RawPeer peer, string topic)
    {
        await PingAsync(peer);
        Publish(publisher, "x");
        Publish(publisher, topic + "1");
        return Encoding.ASCII.GetString((await peer.ReadMessageAsync())[0]);
    }

    private static async Task PingAsync(RawPeer peer)
    {
        await peer.SendAsync(RawPeer.Command("PING", 0, 0, 5, 6));
        var (flags, body) = await peer.ReadFrameAsync();
        Assert.Equal((4, "\u0004PONG\u0005\u0006"), (flags, Encoding.Latin1.GetString(body)));
    }
}
