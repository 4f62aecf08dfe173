namespace Course.Kernel.Protocol.Zmtp;

/// <summary>What a peer may ask of this process. Anybody on the machine can connect to a port, so nothing is believed before it has come.</summary>
internal static class ZmtpLimits
{
    /// <summary>Half of what an array can hold. The largest honest frames are pictures and weights in comm buffers, some 100 MB.</summary>
    public const long FrameBytes = 1L << 30;

    /// <summary>All frames of one message together, for the same reason.</summary>
    public const long MessageBytes = 1L << 30;

    /// <summary>A Jupyter message has 6 frames, its buffers and a few identities; a widget with hundreds of buffers still fits.</summary>
    public const int MessageFrames = 4096;

    /// <summary>Before and beside messages there are only commands: READY with two properties, a subscription, a ping.</summary>
    public const long CommandBytes = 8192;

    /// <summary>ZMTP: an identity is at most this long.</summary>
    public const int IdentityBytes = 255;

    /// <summary>A front end has one connection to each socket; 50 of them on one kernel are many.</summary>
    public const int ConnectionsPerSocket = 512;

    /// <summary>One subscriber asks for everything with one empty prefix; who asks for more than this is not after the kernel's messages.</summary>
    public const int SubscriptionsPerConnection = 1024;

    /// <summary>
    /// From the first byte to READY. A peer needs milliseconds, and seconds where fifty kernels start at once on two cores; libzmq gives it as long.
    /// </summary>
    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(30);

    /// <summary>Without any byte in the middle of a message the peer is gone or plays for time. Between messages it may be silent for ever.</summary>
    public static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);

    /// <summary>
    /// What may wait for a peer that reads slower than the kernel writes before messages that can be spared (printed text) are dropped for it:
    /// the time of a hiccup at full speed, and a small part of a laptop's memory.
    /// </summary>
    public const long SpareableQueueBytes = 64L << 20;

    /// <summary>So little waits again that messages which can be spared are worth sending; not much less than full would drop every other one.</summary>
    public const long RoomyQueueBytes = SpareableQueueBytes / 2;

    /// <summary>What may wait for a peer in all; beyond it the connection is closed, since what cannot be spared cannot be delivered either.</summary>
    public const long QueueBytes = 1L << 30;

    /// <summary>How long a closing socket waits for its last messages to be read: within the second that a shutdown may take.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(400);
}
