using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.LinearAlgebra;

/// <summary>What scikit-learn and SciPy say of the same data (Golden/make_pca_goldens.py).</summary>
internal static class PcaGoldens
{
    private static readonly JsonElement File = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "pca.json"))).RootElement;

    public static TheoryData<string> DataSets => ["correlated", "decaying", "wide"];

    public static JsonElement Of(string name) => File.GetProperty(name);

    /// <summary>A number, a list or a matrix, as a Float64 tensor.</summary>
    public static Tensor Tensor(this JsonElement golden, string property)
    {
        var value = golden.GetProperty(property);
        if (value.ValueKind == JsonValueKind.Number) return tensor(value.GetDouble());
        double[][] rows = [.. value.EnumerateArray().Select(row => row.ValueKind == JsonValueKind.Array ? Numbers(row) : [row.GetDouble()])];
        bool matrix = value[0].ValueKind == JsonValueKind.Array;
        var all = tensor(rows.SelectMany(row => row).ToArray());
        return matrix ? all.reshape(rows.Length, rows[0].Length) : all;
    }

    /// <summary>Equal within a tolerance relative to the largest expected number.</summary>
    public static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        var error = (expected - actual.to(float64)).abs().max().ToDouble() / Math.Max(1e-300, expected.abs().max().ToDouble());
        Assert.True(error <= tolerance, $"The relative error is {error:G3}; expected {expected.ToString(TorchSharp.TensorStringStyle.Numpy)}, got {actual.ToString(TorchSharp.TensorStringStyle.Numpy)}.");
    }

    private static double[] Numbers(JsonElement row) => [.. row.EnumerateArray().Select(number => number.GetDouble())];
}
