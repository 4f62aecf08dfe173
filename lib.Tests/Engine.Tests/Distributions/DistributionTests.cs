using System.Reflection;
using System.Text.Json;
using TorchSharp.Tests.Golden;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Tests.Distributions;

/// <summary>Every distribution against PyTorch's (distributions.json).</summary>
[Collection(nameof(ProcessWide))]
public sealed class DistributionTests
{
    private static readonly GoldenFile File = new("distributions.json");

    public static TheoryData<string> Keys => [.. File["distributions"].EnumerateObject().Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Densities_and_moments_are_PyTorchs(string key)
    {
        using var scope = NewDisposeScope();
        var golden = File["distributions"].GetProperty(key);
        using var distribution = Create(key, Arguments(golden, ScalarType.Float64));
        Assert.Equal(Shape(golden, "batch_shape"), distribution.batch_shape.Shape);
        Assert.Equal(Shape(golden, "event_shape"), distribution.event_shape.Shape);
        var values = Values(golden);
        var probabilities = tensor([1e-6, 0.1, 0.5, 0.9, 1 - 1e-6]).reshape([5, .. distribution.batch_shape.Shape.Select(_ => 1L)]);
        foreach (var result in golden.GetProperty("results").EnumerateObject())
        {
            var actual = result.Name switch
            {
                "log_prob" => distribution.log_prob(values),
                "cdf" => distribution.cdf(values),
                "icdf" => distribution.icdf(probabilities),
                "entropy" => distribution.entropy(),
                "enumerate_support" => distribution.enumerate_support(),
                "enumerate_support once" => distribution.enumerate_support(false),
                "mean" => distribution.mean,
                "variance" => distribution.variance,
                "stddev" => distribution.stddev,
                "mode" => distribution.mode,
                _ => throw new ArgumentOutOfRangeException(nameof(key), result.Name, "No such result."),
            };
            // PyTorch takes log n! of a multinomial in single precision.
            var tolerance = key.StartsWith("Multinomial", StringComparison.Ordinal) ? 1e-7 : 1e-9;
            GoldenTensor.Read(result.Value).AssertMatches(actual, tolerance, tolerance, $"{key}: {result.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_seed_gives_PyTorchs_samples_and_uses_as_many_numbers(string key)
    {
        using var scope = NewDisposeScope();
        var golden = File["distributions"].GetProperty(key);
        foreach (var samples in golden.GetProperty("samples").EnumerateObject())
        {
            var type = Enum.Parse<ScalarType>(samples.Name);
            using var distribution = Create(key, Arguments(golden, type));
            manual_seed(7);
            var expected = GoldenTensor.ReadAll(samples.Value);
            var tolerance = type == ScalarType.Float64 ? 1e-11 : 2e-5;
            var drawn = distribution.sample(11);
            Assert.False(drawn.requires_grad);
            expected[0].AssertMatches(drawn, tolerance, tolerance, $"{key} {type}");
            expected[1].AssertMatches(rand(1), 0, 0, $"{key} {type}: the number after");
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Gradients_reach_the_parameters(string key)
    {
        using var scope = NewDisposeScope();
        var golden = File["distributions"].GetProperty(key);
        foreach (var gradients in golden.GetProperty("gradients").EnumerateObject())
        {
            var arguments = Arguments(golden, ScalarType.Float64);
            Tensor[] leaves = [.. arguments.Values.OfType<Tensor>()];
            foreach (var leaf in leaves) leaf.requires_grad_();
            using var distribution = Create(key, arguments);
            if (gradients.Name == "rsample")
            {
                manual_seed(3);
                var x = distribution.rsample(5);
                (x * arange(1, x.numel() + 1, ScalarType.Float64).reshape(x.shape) / x.numel()).sum().backward();
            }
            else
            {
                var density = distribution.log_prob(Values(golden));
                density.masked_select(density.detach().isfinite()).sum().backward();
            }
            // PyTorch approximates the derivatives of gamma numbers to three or four digits.
            var tolerance = gradients.Name == "rsample" && key is "Gamma" or "Chi2" or "Beta" or "Dirichlet" or "FisherSnedecor" ? 5e-3 : 1e-8;
            foreach (var (leaf, expected) in leaves.Zip(GoldenTensor.ReadAll(gradients.Value)))
                expected.AssertMatches(leaf.grad ?? zeros_like(leaf), tolerance, tolerance, $"{key}: {gradients.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_expanded_distribution_has_the_same_density_and_larger_samples(string key)
    {
        using var scope = NewDisposeScope();
        var golden = File["distributions"].GetProperty(key);
        using var distribution = Create(key, Arguments(golden, ScalarType.Float64));
        long[] batch = [4, .. distribution.batch_shape.Shape];
        using var expanded = distribution.expand(batch);
        Assert.Equal(batch, expanded.batch_shape.Shape);
        Assert.Equal([2, .. batch, .. distribution.event_shape.Shape], expanded.sample(2).shape);
        var value = distribution.sample();
        var density = distribution.log_prob(value);
        TensorAssert.Close(density.expand(batch), expanded.log_prob(value.expand([4, .. value.shape])), 1e-12, 1e-12, key);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_distribution_outlives_the_scope_it_was_made_in_and_gives_its_tensors_back(string key)
    {
        var golden = File["distributions"].GetProperty(key);
        Distribution distribution;
        using (NewDisposeScope()) distribution = Create(key, Arguments(golden, ScalarType.Float32));
        using (NewDisposeScope()) Assert.Equal([3, .. distribution.batch_shape.Shape, .. distribution.event_shape.Shape], distribution.sample(3).shape);
        distribution.Dispose();
    }

    /// <summary>The factory of the key's first word whose parameters have these names.</summary>
    internal static Distribution Create(string key, IReadOnlyDictionary<string, object> arguments)
    {
        foreach (var factory in typeof(distributions).GetMethods().Where(m => m.Name == key.Split(' ')[0]))
        {
            var parameters = factory.GetParameters();
            if (arguments.Any(a => !parameters.Any(p => p.Name == a.Key && p.ParameterType == a.Value.GetType()))) continue;
            try
            {
                return (Distribution)factory.Invoke(null, [.. parameters.Select(p => arguments.GetValueOrDefault(p.Name!))])!;
            }
            catch (TargetInvocationException error)
            {
                throw error.InnerException!;
            }
        }
        throw new ArgumentException($"{key} has no factory with the parameters {string.Join(", ", arguments.Keys)}.");
    }

    private static Dictionary<string, object> Arguments(JsonElement golden, ScalarType type) => golden.GetProperty("arguments").EnumerateObject().ToDictionary(
        a => a.Name, a => a.Value.ValueKind == JsonValueKind.Number ? (object)a.Value.GetInt32() : GoldenTensor.Read(a.Value).ToTensor().to(type));

    private static Tensor Values(JsonElement golden) => GoldenTensor.Read(golden.GetProperty("values")).ToTensor();

    private static long[] Shape(JsonElement golden, string name) => [.. golden.GetProperty(name).EnumerateArray().Select(size => size.GetInt64())];
}
