using System.Buffers;

namespace Course.Kernel.Protocol.Zmtp;

/// <summary>
/// The 64 bytes with which both sides of a ZMTP 3 connection begin (RFC 23, "Version negotiation"): signature (10), version (2),
/// mechanism (20), as-server (1), filler (31).
/// </summary>
internal static class ZmtpGreeting
{
    public const int Length = 64;

    private const int SignatureLength = 10;
    private const int MajorAt = 10;
    private const int MechanismAt = 12;
    private const int MechanismLength = 20;

    /// <summary>3.0 and not 3.1: peers with a newer version then speak 3.0, which is all that is needed.</summary>
    private const byte Major = 3;

    private static ReadOnlySpan<byte> Null => "NULL"u8;

    public static byte[] Own()
    {
        var greeting = new byte[Length];
        greeting[0] = 0xFF;
        greeting[SignatureLength - 1] = 0x7F;
        greeting[MajorAt] = Major;
        Null.CopyTo(greeting.AsSpan(MechanismAt));
        return greeting;
    }

    /// <summary>Takes the peer's greeting off the front of what has come.</summary>
    /// <returns>False if more bytes are needed.</returns>
    /// <exception cref="ZmtpException">What has come cannot become a greeting any more.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> bytes)
    {
        Span<byte> greeting = stackalloc byte[Length];
        var come = (int)Math.Min(bytes.Length, Length);
        bytes.Slice(0, come).CopyTo(greeting);
        if ((come > 0 && greeting[0] != 0xFF) || (come >= SignatureLength && greeting[SignatureLength - 1] != 0x7F))
            throw new ZmtpException("does not speak ZMTP");
        if (come > MajorAt && greeting[MajorAt] < Major)
            throw new ZmtpException($"speaks ZMTP {greeting[MajorAt]}, and only version 3 is spoken here");
        if (come < Length)
            return false;

        var mechanism = greeting.Slice(MechanismAt, MechanismLength).TrimEnd((byte)0);
        if (!mechanism.SequenceEqual(Null))
            throw new ZmtpException("asks for a security mechanism other than NULL");
        bytes = bytes.Slice(Length);
        return true;
    }
}
