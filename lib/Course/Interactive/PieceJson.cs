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
    /// <param name="json">Where to.</param>
    /// <param name="name">Of the property.</param>
    /// <param name="values">Row by row.</param>
    /// <param name="format">How many bits each.</param>
    /// <param name="rows">How many rows of equal length; bytes have a scale for each.</param>
    public static void WriteFloats(this Utf8JsonWriter json, string name, ReadOnlySpan<float> values, WeightFormat format, long rows = 1)
    {
        json.WriteStartObject(name);
        switch (format)
        {
            case WeightFormat.Int8:
                json.WriteNumber("bits", 8);
                json.WriteBytes(values, (int)rows);
                break;
            case WeightFormat.Float16:
                json.WriteNumber("bits", 16);
                var halves = new Half[values.Length];
                for (int i = 0; i < halves.Length; i++) halves[i] = (Half)values[i];
                json.WriteBase64String("data", MemoryMarshal.AsBytes<Half>(halves));
                break;
            default:
                json.WriteNumber("bits", 32);
                json.WriteBase64String("data", MemoryMarshal.AsBytes(values));
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteBytes(this Utf8JsonWriter json, ReadOnlySpan<float> values, int rows)
    {
        int length = values.Length / rows;
        var (data, scales) = (new sbyte[values.Length], new float[rows]);
        for (int row = 0; row < rows; row++)
        {
            float largest = 0;
            foreach (float value in values.Slice(row * length, length)) largest = Math.Max(largest, Math.Abs(value));
            scales[row] = largest == 0 ? 1 : largest / 127;
            for (int i = row * length; i < (row + 1) * length; i++) data[i] = (sbyte)MathF.Round(values[i] / scales[row]);
        }
        json.WriteBase64String("scales", MemoryMarshal.AsBytes<float>(scales));
        json.WriteBase64String("data", MemoryMarshal.AsBytes<sbyte>(data));
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
