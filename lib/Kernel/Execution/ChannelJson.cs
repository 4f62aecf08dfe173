using System.Text.Json.Serialization;

namespace Course.Kernel.Execution;

/// <summary>
/// How requests and events look on the wire: one JSON object a line. Generated at build time, which spares every notebook
/// process the reflection at its start.
/// </summary>
[JsonSourceGenerationOptions(WriteIndented = false, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CellRequest))]
[JsonSerializable(typeof(CellEvent))]
internal sealed partial class ChannelJson : JsonSerializerContext;
