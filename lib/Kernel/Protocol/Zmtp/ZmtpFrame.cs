using System.Buffers;
using System.Buffers.Binary;

namespace Course.Kernel.Protocol.Zmtp;

/// <summary>
/// One frame of ZMTP 3 (RFC 23, "Framing"): a byte of flags, the length in one byte or eight (big endian), the body.
/// </summary>
/// <param name="More">Other frames of the same message follow.</param>
/// <param name="IsCommand">Meant for the protocol itself and not for whoever uses the socket.</param>
/// <param name="Body">A view of the bytes that have come; valid until the reader advances.</param>
internal readonly record struct ZmtpFrame(bool More, bool IsCommand, ReadOnlySequence<byte> Body)
{
    /// <summary>The most bytes that stand before a body.</summary>
    public const int LongestHeader = 9;

    private const byte MoreFlag = 1;
    private const byte LongFlag = 2;
    private const byte CommandFlag = 4;
    private const int LongestShortBody = byte.MaxValue;

    /// <summary>Takes one frame off the front of what has come.</summary>
    /// <param name="bytes">What has come; afterwards what follows the frame.</param>
    /// <param name="limit">The longest body accepted, looked at before the body has come.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>False if more bytes are needed.</returns>
    /// <exception cref="ZmtpException">The flags make no sense, or the frame is longer than allowed.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> bytes, long limit, out ZmtpFrame frame)
    {
        frame = default;
        var reader = new SequenceReader<byte>(bytes);
        if (!reader.TryRead(out var flags))
            return false;
        if ((flags & ~(MoreFlag | LongFlag | CommandFlag)) != 0)
            throw new ZmtpException($"sent a frame with the reserved flags 0x{flags:X2}");
        var isCommand = (flags & CommandFlag) != 0;
        var more = (flags & MoreFlag) != 0;
        if (isCommand && more)
            throw new ZmtpException("sent a command in several frames");

        long length;
        if ((flags & LongFlag) != 0)
        {
            if (!reader.TryReadBigEndian(out length))
                return false;
        }
        else
        {
            if (!reader.TryRead(out var shortLength))
                return false;
            length = shortLength;
        }

        if (isCommand)
            limit = Math.Min(limit, ZmtpLimits.CommandBytes);
        if (length < 0 || length > limit)
            throw new ZmtpException($"announced a {(isCommand ? "command" : "frame")} of {(ulong)length} bytes, more than the {limit} allowed");
        if (reader.Remaining < length)
            return false;

        frame = new ZmtpFrame(more, isCommand, reader.UnreadSequence.Slice(0, length));
        bytes = reader.UnreadSequence.Slice(length);
        return true;
    }

    /// <summary>Writes what stands before a body.</summary>
    /// <param name="header">At least <see cref="LongestHeader"/> bytes.</param>
    /// <param name="length">The body's length.</param>
    /// <param name="more">Other frames of the same message follow.</param>
    /// <param name="isCommand">The frame is a command.</param>
    /// <returns>The bytes written.</returns>
    public static int WriteHeader(Span<byte> header, long length, bool more, bool isCommand = false)
    {
        var flags = (byte)((more ? MoreFlag : 0) | (isCommand ? CommandFlag : 0));
        if (length <= LongestShortBody)
        {
            header[0] = flags;
            header[1] = (byte)length;
            return 2;
        }

        header[0] = (byte)(flags | LongFlag);
        BinaryPrimitives.WriteInt64BigEndian(header[1..], length);
        return LongestHeader;
    }
}
