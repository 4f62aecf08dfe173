using System.Text.Json;

namespace Course.Tests.Probability;

/// <summary>probability.json: numbers of SciPy and PyTorch.</summary>
internal static class ProbabilityGolden
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "probability.json"))).RootElement;

    public static JsonElement Of(string name) => Root.GetProperty(name);

    public static double Number(this JsonElement json, string name) => json.GetProperty(name).GetDouble();

    public static double[] Vector(this JsonElement json, string name) => json.GetProperty(name).Vector();

    public static double[] Vector(this JsonElement json) => [.. json.EnumerateArray().Select(number => number.GetDouble())];

    public static double[,] Matrix(this JsonElement json, string name)
    {
        double[][] rows = [.. json.GetProperty(name).EnumerateArray().Select(Vector)];
        var matrix = new double[rows.Length, rows[0].Length];
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < rows[i].Length; j++) matrix[i, j] = rows[i][j];
        return matrix;
    }

    /// <summary>Equal up to rounding, relative to the larger of 1 and the expected value.</summary>
    public static void AssertClose(double expected, double actual, double tolerance = 1e-12) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"Got {actual:R}, expected {expected:R}.");

    public static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Count(), actual.Count());
        foreach (var (want, got) in expected.Zip(actual)) AssertClose(want, got, tolerance);
    }

    /// <summary>Two roads to one number: within 4 standard errors, or 1e-8 where there are none.</summary>
    public static void AssertAgree(Course.Lectures.Estimate first, Course.Lectures.Estimate second) =>
        Assert.True(first.Agrees(second, 1e-8), $"{first} and {second} disagree.");
}
