using System.Text.Json;

namespace Course.Kernel.Protocol.Messages;

/// <summary>Reads fields as the protocol wants it: what is missing or of another type has its default, what nobody knows is ignored.</summary>
internal static class JsonFields
{
    public static string Text(this JsonElement json, string field, string missing = "") =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : missing;

    public static bool Flag(this JsonElement json, string field, bool missing) =>
        json.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : missing;

    public static int? Number(this JsonElement json, string field) =>
        json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
