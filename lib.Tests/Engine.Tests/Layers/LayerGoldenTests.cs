using static TorchSharp.torch;

namespace TorchSharp.Tests.Layers;

public sealed class LayerGoldenTests
{
    private static readonly System.Text.Json.JsonElement File = LayerCases.Read("layers.json");

    public static TheoryData<string> Keys => [.. File.EnumerateObject().Select(row => row.Name)];

    [Fact]
    public void Every_operation_of_the_file_has_a_delegate_and_the_reverse() =>
        Assert.Equal(File.EnumerateObject().Select(row => row.Name).Order(), LayerCases.ByKey.Keys.Order());

    [Theory]
    [MemberData(nameof(Keys))]
    public void Values_and_gradients_are_PyTorchs(string key) => Compare(key, float64, x => x, 1e-9);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Single_precision_and_strided_inputs_agree(string key) => Compare(key, float32, Strided, 2e-5);

    /// <summary>The same numbers with gaps between them in memory.</summary>
    private static Tensor Strided(Tensor x) => x.dim() == 0 ? x : stack([x, x], -1).transpose(-1, -2).contiguous().transpose(-1, -2).select(-1, 0).transpose(0, -1).contiguous().transpose(0, -1);

    private static void Compare(string key, ScalarType type, Func<Tensor, Tensor> arrange, double tolerance)
    {
        using var scope = NewDisposeScope();
        var row = File.GetProperty(key);
        var inputs = row.GetProperty("shapes").EnumerateArray().Select((shape, i) => LayerCases.Given(LayerCases.Shape(shape), i + 1).to(type).requires_grad_()).ToArray();
        manual_seed(3);
        var result = LayerCases.ByKey[key]([.. inputs.Select(arrange)]);
        Check(row.GetProperty("result"), result, tolerance, key);
        (result * LayerCases.Given(result.shape, 9).to(type)).sum().backward();
        var gradients = row.GetProperty("gradients").EnumerateArray().ToArray();
        for (var i = 0; i < inputs.Length; i++) Check(gradients[i], inputs[i].grad ?? zeros_like(inputs[i]), tolerance, $"{key}, gradient of input {i}");
    }

    private static void Check(System.Text.Json.JsonElement expected, Tensor actual, double tolerance, string what)
    {
        var values = LayerCases.Values(expected[1]);
        var scale = Math.Max(1, values.Length == 0 ? 0 : values.Max(Math.Abs));
        TensorAssert.Close(values, actual, LayerCases.Shape(expected[0]), tolerance, tolerance * scale, what);
    }
}
