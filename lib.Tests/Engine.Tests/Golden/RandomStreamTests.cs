using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

[Collection(nameof(ProcessWide))]
public sealed class RandomStreamTests
{
    private static readonly GoldenFile File = new("random.json");

    public static TheoryData<string> Keys => [.. File["streams"].EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_seed_gives_PyTorchs_numbers(string key)
    {
        // Uniforms, integers and choices are exact; a normal passes through a logarithm and a cosine, whose last bit may differ.
        var tolerance = key.Contains("normal") || key.Contains("randn") || key.Contains("cauchy") || key.Contains("exponential") ? 2e-6 : 2e-8;
        foreach (var golden in File["streams"].GetProperty(key).EnumerateArray())
        {
            using var scope = NewDisposeScope();
            manual_seed(golden[0].GetInt64());
            var drawn = RandomStreams.ByKey[key]();
            var expected = GoldenTensor.ReadAll(golden[1]);
            Assert.Equal(expected.Length, drawn.Length);
            for (var i = 0; i < drawn.Length; i++)
            {
                var close = drawn[i].dtype == ScalarType.Float64 ? 1e-13 : tolerance;
                expected[i].AssertMatches(drawn[i], close, close, $"{key}, seed {golden[0]}");
            }
        }
    }

    [Fact]
    public void Every_stream_of_the_table_has_golden_numbers() =>
        Assert.Empty(RandomStreams.ByKey.Keys.Except(File["streams"].EnumerateObject().Select(p => p.Name)));
}
