using System.Buffers;
using System.Text;
using Course.Kernel.Protocol.Messages;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Tests.Protocol;

/// <summary>Whatever arrives, a parser says no or yes; it never throws something else, and never reads on for ever.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 50_000;

    [Fact]
    public void Mutated_streams_of_frames_are_read_or_refused()
    {
        var random = new Random(20260801);
        byte[][] seeds =
        [
            [.. RawPeer.Greeting(), .. RawPeer.Ready("DEALER", "identity"), .. RawPeer.Frame(1, [1, 2, 3]), .. RawPeer.Frame(0, new byte[300])],
            [.. RawPeer.Greeting(), .. RawPeer.Ready("SUB"), .. RawPeer.Command("SUBSCRIBE", 1, 2), .. RawPeer.Command("PING", 0, 1, 7),
                .. RawPeer.Frame(0, [1])],
        ];
        var refused = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var bytes = new ReadOnlySequence<byte>(Mutate(seeds[i % seeds.Length], random));
            try
            {
                if (!ZmtpGreeting.TryRead(ref bytes))
                    continue;
                while (ZmtpFrame.TryRead(ref bytes, 1000, out var frame))
                {
                    if (!frame.IsCommand)
                        continue;
                    var command = ZmtpCommand.Read(frame.Body);
                    if (command.Name == ZmtpCommand.Ready)
                        command.ReadReady();
                    else if (command.Name == ZmtpCommand.Ping)
                        command.ToPong();
                }
            }
            catch (ZmtpException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, Rounds / 10, Rounds);
    }

    [Fact]
    public void Mutated_messages_are_read_or_dropped_with_a_reason()
    {
        var random = new Random(20260802);
        // Without a key the signature does not keep the mutations from the parser of JSON.
        var codec = new MessageCodec(new MessageSigner(""), TimeProvider.System);
        byte[][] seed =
        [
            "id"u8.ToArray(), "<IDS|MSG>"u8.ToArray(), [],
            "{\"msg_id\":\"1\",\"msg_type\":\"execute_request\",\"session\":\"s\",\"version\":\"5.4\"}"u8.ToArray(),
            "{}"u8.ToArray(), "{\"k\":[1,2.5e3,null,true]}"u8.ToArray(),
            Encoding.UTF8.GetBytes("{\"code\":\"1 + \\ud83d\\ude00 é\",\"silent\":false,\"n\":3}"),
        ];
        var dropped = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var frames = seed.Select(frame => new ReadOnlyMemory<byte>(frame)).ToList();
            var at = random.Next(frames.Count);
            switch (random.Next(4))
            {
                case 0: frames.RemoveAt(at); break;
                case 1: frames.Insert(at, frames[random.Next(frames.Count)]); break;
                default: frames[at] = Mutate(seed[at], random); break;
            }

            if (codec.Read([.. frames], out var problem) is { } message)
                Assert.NotEmpty(message.Type + message.Content.Flag("silent", true) + message.Content.Number("n"));
            else
                Assert.NotEmpty(problem);
            dropped += problem.Length > 0 ? 1 : 0;
        }

        Assert.InRange(dropped, Rounds / 10, Rounds);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                case 1 when at < bytes.Count: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, random.Next(bytes.Count - at + 1)); break;
                case 3: bytes.Insert(at, (byte)random.Next(256)); break;
                default: bytes.AddRange(bytes.Take(random.Next(64)).ToArray()); break;
            }
        }

        return [.. bytes];
    }
}
