using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Course.Kernel.Execution;

/// <summary>
/// Messages over a pipe: four bytes of length (little endian), then JSON. Not lines: a reader of lines looks at every byte of a picture
/// of 100 MB twice.
/// </summary>
internal static class WorkerChannel
{
    private const int Prefix = sizeof(int);

    public static void Write<T>(Stream pipe, T message, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, type);
        Span<byte> length = stackalloc byte[Prefix];
        BinaryPrimitives.WriteInt32LittleEndian(length, json.Length);
        // One write for small messages: each costs the reader a wake-up.
        if (json.Length < 4096)
        {
            pipe.Write([.. length, .. json]);
            return;
        }

        pipe.Write(length);
        pipe.Write(json);
    }

    /// <returns>The next message, or null at the end of the stream, also where it ends within a message.</returns>
    public static async Task<T?> ReadAsync<T>(Stream pipe, JsonTypeInfo<T> type, CancellationToken cancellation = default)
        where T : class
    {
        try
        {
            var prefix = new byte[Prefix];
            await pipe.ReadExactlyAsync(prefix, cancellation);
            var json = new byte[BinaryPrimitives.ReadInt32LittleEndian(prefix)];
            await pipe.ReadExactlyAsync(json, cancellation);
            return JsonSerializer.Deserialize(json, type);
        }
        catch (Exception e) when (e is EndOfStreamException or IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
