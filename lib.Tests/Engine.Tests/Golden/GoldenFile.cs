using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

/// <summary>A file that make_goldens.py wrote.</summary>
internal sealed class GoldenFile
{
    private readonly JsonElement _root;

    public GoldenFile(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", name));
        _root = JsonDocument.Parse(stream).RootElement;
    }

    public JsonElement this[string section] => _root.GetProperty(section);
}

/// <summary>A tensor in a golden file: [type, shape, values].</summary>
internal sealed record GoldenTensor(ScalarType Type, long[] Shape, double[] Values)
{
    public static GoldenTensor Read(JsonElement json) => new(
        Enum.Parse<ScalarType>(json[0].GetString()!),
        [.. json[1].EnumerateArray().Select(size => size.GetInt64())],
        [.. json[2].EnumerateArray().Select(Number)]);

    /// <summary>Several results of one operation.</summary>
    public static GoldenTensor[] ReadAll(JsonElement json) => [.. json.EnumerateArray().Select(Read)];

    public Tensor ToTensor() => tensor(Values).to(Type).reshape(Shape);

    public void AssertMatches(Tensor actual, double relative, double absolute, string what)
    {
        Assert.True(Type == actual.dtype, $"{what}: expected type {Type}, got {actual.dtype}.");
        TensorAssert.Close(Values, actual, Shape, relative, absolute, what);
    }

    private static double Number(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? double.Parse(json.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : json.GetDouble();
}
