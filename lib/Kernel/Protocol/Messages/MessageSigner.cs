using System.Security.Cryptography;
using System.Text;

namespace Course.Kernel.Protocol.Messages;

/// <summary>
/// Signs messages with HMAC-SHA256 and tells genuine ones from forged and repeated ones. Without a key nothing is signed and everything
/// is genuine, as the protocol has it.
/// </summary>
internal sealed class MessageSigner(string key)
{
    /// <summary>
    /// How many signatures are remembered. A signature covers a fresh message id, so that the same one twice is the same message twice;
    /// after so many others (weeks of work) an old one would be let through, which is the price of bounded memory.
    /// </summary>
    public const int RememberedSignatures = 1 << 16;

    private const int HashBytes = 32;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    private bool Signs => _key.Length > 0;

    /// <returns>Lower-case hexadecimal digits; nothing without a key.</returns>
    public byte[] Sign(ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        if (!Signs)
            return [];
        Span<byte> hash = stackalloc byte[HashBytes];
        Hash(parts, hash);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash));
    }

    /// <summary>Whether the signature is that of the parts, compared in constant time, and has not come before.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Check(ReadOnlySpan<byte> signature, ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        if (!Signs)
            return null;
        if (!CryptographicOperations.FixedTimeEquals(Sign(parts), signature))
            return "its signature is wrong";

        // Only genuine signatures are remembered: nobody without the key can fill the memory.
        var text = Encoding.ASCII.GetString(signature);
        lock (_gate)
        {
            if (!_seen.Add(text))
                return "it came before (a replay)";
            _order.Enqueue(text);
            if (_order.Count > RememberedSignatures)
                _seen.Remove(_order.Dequeue());
        }

        return null;
    }

    private void Hash(ReadOnlySpan<ReadOnlyMemory<byte>> parts, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
            hmac.AppendData(part.Span);
        hmac.GetHashAndReset(hash);
    }
}
