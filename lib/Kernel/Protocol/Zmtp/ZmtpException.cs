namespace Course.Kernel.Protocol.Zmtp;

/// <summary>The peer does not speak ZMTP 3, or not as it should. The message ends a sentence that begins with the peer's name.</summary>
internal sealed class ZmtpException(string message) : Exception(message);
