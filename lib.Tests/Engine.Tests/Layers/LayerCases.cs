using System.Text.Json;
using TorchSharp.Tests.Gradients;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Layers;

/// <summary>The operations of make_layer_goldens.py under the same keys, and what the files say about them.</summary>
internal static class LayerCases
{
    public static readonly Dictionary<string, Func<Tensor[], Tensor>> ByKey = new[] { ConvolutionCases.ByKey, NormCases.ByKey, PoolingCases.ByKey, ActivationCases.ByKey, LossCases.ByKey, RecurrentCases.ByKey, VariantCases.ByKey }.SelectMany(table => table).ToDictionary();

    public static readonly Dictionary<string, Func<nn.Module>> Fresh = new[] { ConvolutionCases.Fresh, NormCases.Fresh, ActivationCases.Fresh }.SelectMany(table => table).ToDictionary();

    /// <summary>Where the gradient is by intention not that of the value (a bound outside the graph), or curved too much for differences.</summary>
    private static readonly HashSet<string> WithoutDifferences = ["gaussian_nll_loss: one variance per row", "triplet_margin_loss: swapped, cubic"];

    public static JsonElement Read(string name)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Layers", "Golden", name));
        return JsonDocument.Parse(stream).RootElement;
    }

    public static long[] Shape(JsonElement json) => [.. json.EnumerateArray().Select(size => size.GetInt64())];

    public static double[] Values(JsonElement json) => [.. json.EnumerateArray().Select(value => value.GetDouble())];

    /// <summary>The inputs of the golden script: 61 different numbers in turn.</summary>
    public static Tensor Given(long[] shape, long seed)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = ((i * 37 + seed * 11) % 61 - 30) / 16.0 + 0.015625;
        return tensor(values).reshape(shape).detach();
    }

    /// <summary>A row of the gradient table for each operation, in double precision and on dense inputs; the golden tests have others.</summary>
    public static IEnumerable<GradientCase> Gradients()
    {
        var golden = Read("layers.json");
        foreach (var (key, operation) in ByKey.Where(row => !WithoutDifferences.Contains(row.Key)))
        {
            var shapes = golden.GetProperty(key).GetProperty("shapes").EnumerateArray().Select(Shape);
            yield return new GradientCase(key, x => [operation(x)], [.. shapes.Select(shape => new Operand(shape))]) { NeedsContiguous = true };
        }
    }
}
