using System.Text.Json;

namespace Course.Kernel.Protocol.Messages;

/// <summary>A message that has come, its signature checked.</summary>
/// <param name="Identities">Where it came from; an answer goes back there.</param>
/// <param name="Header">The header as it came, which answers repeat as their parent.</param>
/// <param name="Id">The header's <c>msg_id</c>.</param>
/// <param name="Type">The header's <c>msg_type</c>.</param>
/// <param name="Parent">The parent header; an empty object where there is none.</param>
/// <param name="Content">An object.</param>
internal sealed record JupyterMessage(
    ReadOnlyMemory<byte>[] Identities, ReadOnlyMemory<byte> Header, string Id, string Type, JsonElement Parent, JsonElement Content)
{
    /// <summary>The type of the answer to this request.</summary>
    public string ReplyType => Type.EndsWith("_request", StringComparison.Ordinal) ? Type[..^"request".Length] + "reply" : Type + "_reply";
}
