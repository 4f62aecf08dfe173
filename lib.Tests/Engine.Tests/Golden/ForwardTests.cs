using System.Text.Json;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

public sealed class ForwardTests
{
    private static readonly GoldenFile File = new("forward.json");
    private static readonly Dictionary<string, GoldenTensor> Operands = File["operands"].EnumerateObject().ToDictionary(p => p.Name, p => GoldenTensor.Read(p.Value));

    public static TheoryData<string> Keys => [.. File["cases"].EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_operation_gives_PyTorchs_values_types_and_shapes(string key)
    {
        var operation = ForwardOperations.ByKey[key];
        var absolute = ForwardOperations.Elementwise.Contains(key) ? 1e-30 : 1e-6;
        var failures = new List<string>();
        foreach (var golden in File["cases"].GetProperty(key).EnumerateArray())
        {
            var names = golden[0].EnumerateArray().Select(n => n.GetString()!).ToArray();
            var what = $"{key} of {string.Join(", ", names)}";
            using var scope = NewDisposeScope();
            try
            {
                Compare(() => operation([.. names.Select(Operand)]), golden[1], absolute, what);
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                failures.Add(failure.Message);
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_operation_of_the_table_has_golden_values() =>
        Assert.Empty(ForwardOperations.ByKey.Keys.Except(File["cases"].EnumerateObject().Select(p => p.Name)));

    internal static void Compare(Func<Tensor[]> compute, JsonElement expected, double absolute, string what, double doubles = 2e-6)
    {
        Tensor[] results;
        try
        {
            results = compute();
        }
        catch (Exception refusal) when (refusal is System.Runtime.InteropServices.ExternalException or ArgumentException)
        {
            Assert.True(expected.ValueKind == JsonValueKind.String, $"{what} was refused: {refusal.Message}");
            return;
        }
        catch (Exception accident)
        {
            Assert.Fail($"{what} failed: {accident.GetType().Name} {accident.Message}");
            return;
        }
        Assert.True(expected.ValueKind == JsonValueKind.Array, $"{what}: PyTorch refuses this; here the result is {string.Join("; ", (IEnumerable<object>)results)}.");
        var goldens = GoldenTensor.ReadAll(expected);
        Assert.True(goldens.Length == results.Length, $"{what}: {results.Length} results, expected {goldens.Length}.");
        for (var i = 0; i < goldens.Length; i++) {
            var precise = goldens[i].Type == ScalarType.Float64;
            goldens[i].AssertMatches(results[i], precise ? doubles : 2e-6, precise ? Math.Min(doubles, absolute) : absolute, what);
        }
    }

    internal static Tensor Operand(string name) =>
        ForwardOperations.Views.TryGetValue(name, out var window) ? window.View(Operands[window.Base].ToTensor()) : Operands[name].ToTensor();
}
