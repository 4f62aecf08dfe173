using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Course.Kernel.Protocol.Zmtp;

/// <summary>A command: a name and what follows it (RFC 23, "Commands"; SUBSCRIBE, CANCEL, PING and PONG come from RFC 37, ZMTP 3.1).</summary>
internal readonly record struct ZmtpCommand(string Name, byte[] Data)
{
    public const string Ready = "READY";
    public const string Error = "ERROR";
    public const string Subscribe = "SUBSCRIBE";
    public const string Cancel = "CANCEL";
    public const string Ping = "PING";
    public const string Pong = "PONG";

    private const string SocketTypeProperty = "Socket-Type";
    private const string IdentityProperty = "Identity";

    // A PING carries two bytes of time to live, then at most 16 of context, which the PONG repeats.
    private const int PingTimeBytes = 2;
    private const int PingContextBytes = 16;

    /// <exception cref="ZmtpException">There is no name.</exception>
    public static ZmtpCommand Read(in ReadOnlySequence<byte> body)
    {
        var bytes = body.ToArray();
        if (bytes.Length == 0 || bytes[0] == 0 || bytes[0] > bytes.Length - 1)
            throw new ZmtpException("sent a command without a name");
        return new ZmtpCommand(Encoding.ASCII.GetString(bytes, 1, bytes[0]), bytes[(1 + bytes[0])..]);
    }

    public byte[] ToBody() => [(byte)Name.Length, .. Encoding.ASCII.GetBytes(Name), .. Data];

    /// <summary>What both sides send after the greeting.</summary>
    public static ZmtpCommand ReadyAs(string socketType, ReadOnlySpan<byte> identity)
    {
        var data = new ArrayBufferWriter<byte>();
        WriteProperty(data, SocketTypeProperty, Encoding.ASCII.GetBytes(socketType));
        WriteProperty(data, IdentityProperty, identity);
        return new ZmtpCommand(Ready, data.WrittenSpan.ToArray());
    }

    public static ZmtpCommand ErrorFor(string reason)
    {
        var text = Encoding.ASCII.GetBytes(reason.Length > byte.MaxValue ? reason[..byte.MaxValue] : reason);
        return new ZmtpCommand(Error, [(byte)text.Length, .. text]);
    }

    /// <summary>The answer to this PING.</summary>
    /// <exception cref="ZmtpException">The PING is malformed.</exception>
    public ZmtpCommand ToPong() => Data.Length is >= PingTimeBytes and <= PingTimeBytes + PingContextBytes
        ? new ZmtpCommand(Pong, Data[PingTimeBytes..])
        : throw new ZmtpException("sent a malformed PING");

    /// <summary>The properties of READY that matter here; both are empty where they are missing.</summary>
    /// <exception cref="ZmtpException">The properties are malformed.</exception>
    public (string SocketType, byte[] Identity) ReadReady()
    {
        var (type, identity) = ("", Array.Empty<byte>());
        ReadOnlySpan<byte> rest = Data;
        while (!rest.IsEmpty)
        {
            var nameLength = rest[0];
            if (rest.Length < 1 + nameLength + sizeof(int))
                throw new ZmtpException("sent a malformed READY");
            var name = Encoding.ASCII.GetString(rest.Slice(1, nameLength));
            var valueLength = BinaryPrimitives.ReadUInt32BigEndian(rest[(1 + nameLength)..]);
            rest = rest[(1 + nameLength + sizeof(int))..];
            if (valueLength > rest.Length)
                throw new ZmtpException("sent a malformed READY");
            // Names ignore case.
            if (name.Equals(SocketTypeProperty, StringComparison.OrdinalIgnoreCase))
                type = Encoding.ASCII.GetString(rest[..(int)valueLength]);
            else if (name.Equals(IdentityProperty, StringComparison.OrdinalIgnoreCase))
                identity = rest[..(int)valueLength].ToArray();
            rest = rest[(int)valueLength..];
        }

        if (identity.Length > ZmtpLimits.IdentityBytes)
            throw new ZmtpException($"has an identity of {identity.Length} bytes, more than the {ZmtpLimits.IdentityBytes} of ZMTP");
        // Such identities are those that a ROUTER makes up for peers without one.
        if (identity is [0, ..])
            throw new ZmtpException("has an identity that begins with a zero byte, which ZMTP reserves");
        return (type, identity);
    }

    private static void WriteProperty(ArrayBufferWriter<byte> data, string name, ReadOnlySpan<byte> value)
    {
        data.Write([(byte)name.Length]);
        data.Write(Encoding.ASCII.GetBytes(name));
        BinaryPrimitives.WriteInt32BigEndian(data.GetSpan(sizeof(int)), value.Length);
        data.Advance(sizeof(int));
        data.Write(value);
    }
}
