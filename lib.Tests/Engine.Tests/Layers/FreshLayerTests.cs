using static TorchSharp.torch;

namespace TorchSharp.Tests.Layers;

[Collection(nameof(ProcessWide))]
public sealed class FreshLayerTests
{
    private static readonly System.Text.Json.JsonElement File = LayerCases.Read("init.json");

    public static TheoryData<string> Keys => [.. File.EnumerateObject().Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_layer_made_from_a_seed_has_PyTorchs_names_and_numbers(string key)
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var layer = LayerCases.Fresh[key]();
        var state = layer.state_dict();
        state["then"] = rand(1);
        var expected = File.GetProperty(key).EnumerateArray().ToArray();
        Assert.Equal(expected.Select(entry => entry[0].GetString()!), state.Keys);
        foreach (var entry in expected)
            TensorAssert.Close(LayerCases.Values(entry[1][1]), state[entry[0].GetString()!], LayerCases.Shape(entry[1][0]), Tolerance(key), 1e-10, $"{key}, {entry[0]}");
    }

    /// <summary>Uniform numbers agree to the bit; normal ones to a rounding of their logarithm.</summary>
    private static double Tolerance(string key) => key.StartsWith("Embedding") ? 3e-7 : 1e-8;
}
