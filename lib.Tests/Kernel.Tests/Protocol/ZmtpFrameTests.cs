using System.Buffers;
using Course.Kernel.Protocol.Zmtp;

namespace Course.Kernel.Tests.Protocol;

public sealed class ZmtpFrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(70_000)]
    public void A_frame_is_read_as_it_was_written_and_never_before_it_is_whole(int length)
    {
        var body = new byte[length];
        new Random(length).NextBytes(body);
        var header = new byte[ZmtpFrame.LongestHeader];
        byte[] bytes = [.. header.AsSpan(0, ZmtpFrame.WriteHeader(header, length, more: true)), .. body];
        Assert.Equal(RawPeer.Frame(1, body), bytes);

        foreach (var come in new[] { 0, 1, 2, bytes.Length / 2, bytes.Length - 1 }.Where(n => n < bytes.Length))
        {
            var part = new ReadOnlySequence<byte>(bytes, 0, come);
            Assert.False(ZmtpFrame.TryRead(ref part, ZmtpLimits.FrameBytes, out _));
            Assert.Equal(come, part.Length);
        }

        var all = new ReadOnlySequence<byte>([.. bytes, 7]);
        Assert.True(ZmtpFrame.TryRead(ref all, ZmtpLimits.FrameBytes, out var frame));
        Assert.Equal((true, false), (frame.More, frame.IsCommand));
        Assert.Equal(body, frame.Body.ToArray());
        Assert.Equal([7], all.ToArray());
    }

    [Theory]
    [InlineData("08 00", "reserved flags")]
    [InlineData("05 00", "command in several frames")]
    [InlineData("02 7F FF FF FF FF FF FF FF", "announced a frame of 9223372036854775807 bytes")]
    [InlineData("02 FF FF FF FF FF FF FF FF", "announced a frame of 18446744073709551615 bytes")]
    [InlineData("06 00 00 00 00 00 00 20 01", "announced a command of 8193 bytes")]
    public void What_cannot_become_a_frame_is_refused_before_its_body_comes(string hex, string message)
    {
        var bytes = new ReadOnlySequence<byte>(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        var refusal = Assert.Throws<ZmtpException>(() => ZmtpFrame.TryRead(ref bytes, ZmtpLimits.FrameBytes, out _));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ready_command_carries_type_and_identity()
    {
        var (type, identity) = ZmtpCommand.ReadyAs("DEALER", "me"u8).ReadReady();
        Assert.Equal(("DEALER", "me"), (type, System.Text.Encoding.ASCII.GetString(identity)));
        Assert.Equal(RawPeer.Ready("DEALER", "me")[2..], ZmtpCommand.ReadyAs("DEALER", "me"u8).ToBody());
    }
}
