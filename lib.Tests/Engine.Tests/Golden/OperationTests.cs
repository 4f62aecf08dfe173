using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

public sealed class OperationTests
{
    private static readonly GoldenFile File = new("operations.json");

    private static readonly Dictionary<string, GoldenTensor> Operands = File["operands"].EnumerateObject().ToDictionary(p => p.Name, p => GoldenTensor.Read(p.Value));

    public static TheoryData<string> Keys => [.. File["cases"].EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_further_operation_gives_PyTorchs_values_types_and_shapes(string key)
    {
        var failures = new List<string>();
        foreach (var golden in File["cases"].GetProperty(key).EnumerateArray())
        {
            var names = golden[0].EnumerateArray().Select(n => n.GetString()!).ToArray();
            using var scope = NewDisposeScope();
            try
            {
                ForwardTests.Compare(() => MoreOperations.ByKey[key]([.. names.Select(Operand)]), golden[1], 1e-6, $"{key} of {string.Join(", ", names)}", key.StartsWith("polygamma", StringComparison.Ordinal) ? 2e-9 : 2e-13); // PyTorch's polygamma has 9 digits
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                failures.Add(failure.Message);
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_further_operation_has_golden_values() =>
        Assert.Empty(MoreOperations.ByKey.Keys.Except(File["cases"].EnumerateObject().Select(p => p.Name)));

    private static Tensor Operand(string name) => Operands.TryGetValue(name, out var golden) ? golden.ToTensor() : ForwardTests.Operand(name);
}
