using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Course.Kernel.Protocol.Messages;

/// <summary>
/// Between ZMTP frames and Jupyter messages: identities, the delimiter, the signature, then header, parent header, metadata and content
/// as JSON, then binary buffers.
/// </summary>
internal sealed class MessageCodec(MessageSigner signer, TimeProvider clock)
{
    /// <summary>The version of the messaging specification that is spoken.</summary>
    public const string ProtocolVersion = "5.4";

    private const int SignedParts = 4;

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    // The text is for programs that parse JSON, never for a page: < and ≥ need no escapes, which a figure has thousands of.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>One process, one session.</summary>
    public string Session { get; } = Guid.NewGuid().ToString();

    /// <summary>Reads a message; never throws, whatever has come.</summary>
    /// <param name="frames">What has come.</param>
    /// <param name="problem">Why there is no message; ends the sentence "A message was dropped: ".</param>
    public JupyterMessage? Read(ReadOnlyMemory<byte>[] frames, out string problem)
    {
        var delimiter = Array.FindIndex(frames, frame => frame.Span.SequenceEqual(Delimiter));
        if (delimiter < 0 || frames.Length < delimiter + 2 + SignedParts)
        {
            problem = "it lacks the delimiter or parts behind it";
            return null;
        }

        var parts = frames.AsSpan(delimiter + 2, SignedParts);
        if (signer.Check(frames[delimiter + 1].Span, parts) is { } forged)
        {
            problem = forged;
            return null;
        }

        try
        {
            var (header, parent, content) = (Object(parts[0]), Object(parts[1]), Object(parts[3]));
            var (id, type) = (header.Text("msg_id"), header.Text("msg_type"));
            problem = id.Length == 0 || type.Length == 0 ? "its header has no msg_id or msg_type" : "";
            return problem.Length > 0 ? null : new JupyterMessage(frames[..delimiter], parts[0], id, type, parent, content);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: text that is no Unicode, which JSON's escapes can spell.
            problem = $"its JSON is malformed ({e.Message})";
            return null;
        }
    }

    /// <summary>Writes a signed message.</summary>
    /// <param name="identities">Whom it is for, or the topic on which it is published.</param>
    /// <param name="type">The <c>msg_type</c>.</param>
    /// <param name="parent">What caused it; null where nothing did.</param>
    /// <param name="content">Writes the fields of the content.</param>
    /// <param name="id">The message's id, if it matters to the caller.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> Write(
        ReadOnlySpan<ReadOnlyMemory<byte>> identities, string type, JupyterMessage? parent, Action<Utf8JsonWriter> content, string? id = null)
    {
        ReadOnlyMemory<byte>[] parts =
        [
            Json(writer =>
            {
                writer.WriteString("msg_id", id ?? Guid.NewGuid().ToString());
                writer.WriteString("msg_type", type);
                writer.WriteString("session", Session);
                writer.WriteString("username", "kernel");
                writer.WriteString("date", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
                writer.WriteString("version", ProtocolVersion);
            }),
            parent?.Header ?? EmptyObject,
            EmptyObject,
            Json(content),
        ];
        return [.. identities, Delimiter, signer.Sign(parts), .. parts];
    }

    private static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static JsonElement Object(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind != JsonValueKind.Object)
            throw new JsonException($"{element.ValueKind} instead of an object");
        return reader.BytesConsumed == json.Length || json.Span[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty
            ? element
            : throw new JsonException("more than one value");
    }
}
