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

    public static void Write<T>(Stream pipe, T message, JsonTypeInfo<T> type) => Write(pipe, JsonSerializer.SerializeToUtf8Bytes(message, type));

    public static void Write(Stream pipe, byte[] json)
    {
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

    /// <summary>
    /// Waits for the next message. Not asynchronous: pipes are not, and a read that only looks so would wake a thread of the pool, which wakes another one.
    /// </summary>
    /// <returns>The next message, or null at the end of the stream, also where it ends within a message.</returns>
    public static T? Read<T>(Stream pipe, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            Span<byte> prefix = stackalloc byte[Prefix];
            pipe.ReadExactly(prefix);
            var json = new byte[BinaryPrimitives.ReadInt32LittleEndian(prefix)];
            pipe.ReadExactly(json);
            return JsonSerializer.Deserialize(json, type);
        }
        catch (Exception e) when (e is EndOfStreamException or IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
