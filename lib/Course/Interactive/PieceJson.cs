using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Course.Interactive;

/// <summary>Writes what the scripts of the pieces read.</summary>
internal static class PieceJson
{
    /// <summary>An object as text that may stand inside a script element: the default encoder lets no "&lt;" through.</summary>
    public static string Object(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Many numbers, as base64 of their little-endian bytes.</summary>
    public static void WriteFloats(this Utf8JsonWriter json, string name, ReadOnlySpan<float> values, WeightFormat format)
    {
        json.WriteStartObject(name);
        json.WriteNumber("bits", format == WeightFormat.Float16 ? 16 : 32);
        if (format == WeightFormat.Float16)
        {
            var halves = new Half[values.Length];
            for (int i = 0; i < halves.Length; i++) halves[i] = (Half)values[i];
            json.WriteBase64String("data", MemoryMarshal.AsBytes<Half>(halves));
        }
        else
            json.WriteBase64String("data", MemoryMarshal.AsBytes(values));
        json.WriteEndObject();
    }

    /// <summary>A short list of numbers.</summary>
    public static void WriteArray(this Utf8JsonWriter json, string name, params IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    public static void WriteArray(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
