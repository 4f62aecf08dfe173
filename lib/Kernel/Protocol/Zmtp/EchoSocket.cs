namespace Course.Kernel.Protocol.Zmtp;

/// <summary>
/// A REP that answers every message with itself: Jupyter's heartbeat. The envelope goes back unread, so that a DEALER, which makes none,
/// is answered as a REQ is.
/// </summary>
internal sealed class EchoSocket(ZmtpEndpoint endpoint, Action<string> log) : ZmtpListener(endpoint, ZmtpSocketType.Reply, log)
{
    protected override void Received(ZmtpConnection connection, ReadOnlyMemory<byte>[] frames) => connection.Send(frames);
}
