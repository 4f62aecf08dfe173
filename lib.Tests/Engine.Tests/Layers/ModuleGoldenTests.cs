using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Layers;

[Collection(nameof(ProcessWide))]
public sealed class ModuleGoldenTests
{
    private static readonly JsonElement File = LayerCases.Read("modules.json");

    public static TheoryData<string> Keys => [.. File.EnumerateObject().Select(row => row.Name)];

    [Fact]
    public void Every_module_of_the_file_has_a_case_and_the_reverse() =>
        Assert.Equal(File.EnumerateObject().Select(row => row.Name).Order(), ModuleCases.ByKey.Keys.Order());

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_module_from_a_seed_has_PyTorchs_parameters_results_and_gradients(string key)
    {
        using var scope = NewDisposeScope();
        var row = File.GetProperty(key);
        manual_seed(7);
        using var module = ModuleCases.ByKey[key].Make();
        var parameters = row.GetProperty("parameters").EnumerateArray().ToArray();
        var state = module.state_dict();
        Assert.Equal(parameters.Select(entry => entry[0].GetString()!), state.Keys);
        foreach (var entry in parameters) Check(entry[1], state[entry[0].GetString()!], 3e-7, $"{key}, {entry[0]}");

        var inputs = row.GetProperty("shapes").EnumerateArray().Select((shape, i) => LayerCases.Given(LayerCases.Shape(shape), i + 1).to(float32).requires_grad_()).ToArray();
        var results = ModuleCases.ByKey[key].Call(module, inputs).Where(result => result is not null).Select(result => result!).ToArray();
        var expected = row.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(expected.Length, results.Length);
        for (var i = 0; i < results.Length; i++) Check(expected[i], results[i], 1e-5, $"{key}, result {i}");

        var loss = zeros([]);
        for (var i = 0; i < results.Length; i++) loss = loss + (results[i] * LayerCases.Given(results[i].shape, 9 + i).to(float32)).sum();
        loss.backward();
        var gradients = row.GetProperty("gradients").EnumerateArray().ToArray();
        Tensor[] leaves = [.. inputs, .. module.parameters()];
        Assert.Equal(gradients.Length, leaves.Length);
        for (var i = 0; i < leaves.Length; i++) Check(gradients[i], leaves[i].grad ?? zeros_like(leaves[i]), 3e-5, $"{key}, gradient {i}");
    }

    private static void Check(JsonElement expected, Tensor actual, double tolerance, string what)
    {
        var values = LayerCases.Values(expected[1]);
        var scale = Math.Max(1, values.Length == 0 ? 0 : values.Max(Math.Abs));
        TensorAssert.Close(values, actual, LayerCases.Shape(expected[0]), tolerance, tolerance * scale, what);
    }
}
