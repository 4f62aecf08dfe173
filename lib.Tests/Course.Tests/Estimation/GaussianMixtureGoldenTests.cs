using System.Text.Json;
using Course.Estimation;
using static TorchSharp.torch;

namespace Course.Tests.Estimation;

/// <summary>Mixtures against scikit-learn's from the same start (Golden/gaussian-mixture.json).</summary>
public sealed class GaussianMixtureGoldenTests
{
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "gaussian-mixture.json"))).RootElement;

    public static TheoryData<int> Fits => [.. Enumerable.Range(0, Golden.GetProperty("fits").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Fits))]
    public void A_fit_is_scikit_learns(int index)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.GetProperty("fits")[index];
        var data = Data(golden);
        var fit = ExpectationMaximization.FitGaussianMixture(data, Start(golden), Options(golden));
        var mixture = fit.Parameters;

        Assert.Equal((golden.GetProperty("iterations").GetInt32(), golden.GetProperty("converged").GetBoolean()), (fit.Iterations, fit.Converged));
        AssertClose(Numbers(golden.GetProperty("weights")), mixture.Weights, "weights");
        AssertClose(Numbers(golden.GetProperty("means")), mixture.Components.SelectMany(component => component.Mean), "means");
        AssertClose(Numbers(golden.GetProperty("covariances")), mixture.Components.SelectMany(component => Stored(component, mixture.Kind)), "covariances");
        AssertClose([golden.GetProperty("logLikelihood").GetDouble(), golden.GetProperty("bic").GetDouble()], [fit.LogLikelihood, mixture.Bic(data)], "scores");
        AssertClose([fit.LogLikelihood], [mixture.LogProb(data).mean().item<double>()], "mean of the log-probabilities");
        AssertClose(Numbers(golden.GetProperty("responsibilities")), mixture.Responsibilities(data[..3]).data<double>(), "responsibilities");
    }

    [Fact]
    public void A_start_in_another_order_gives_the_same_components_in_that_order()
    {
        using var scope = NewDisposeScope();
        var golden = Golden.GetProperty("fits")[0];
        var start = Start(golden);
        var fit = ExpectationMaximization.FitGaussianMixture(Data(golden), new GaussianMixture([.. start.Components.Reverse()], start.Kind), Options(golden));
        AssertClose(Numbers(golden.GetProperty("weights")), fit.Parameters.Weights.Reverse(), "weights");
    }

    [Fact]
    public void Single_precision_data_are_computed_in_double()
    {
        using var scope = NewDisposeScope();
        var golden = Golden.GetProperty("fits")[0];
        var single = Data(golden).to(ScalarType.Float32);
        var fit = ExpectationMaximization.FitGaussianMixture(single, Start(golden), Options(golden));
        var rounded = ExpectationMaximization.FitGaussianMixture(single.to(ScalarType.Float64), Start(golden), Options(golden));
        AssertClose([rounded.LogLikelihood], [fit.LogLikelihood], "log-likelihood");
    }

    private static Tensor Data(JsonElement golden)
    {
        var rows = Golden.GetProperty("data").GetProperty(golden.GetProperty("data").GetString()!);
        return tensor(Numbers(rows), [rows.GetArrayLength(), rows[0].GetArrayLength()]);
    }

    private static GaussianMixture Start(JsonElement golden)
    {
        double[] variances = Numbers(golden.GetProperty("startVariances"));
        var covariance = new double[variances.Length, variances.Length];
        for (int i = 0; i < variances.Length; i++) covariance[i, i] = variances[i];
        var means = golden.GetProperty("startMeans").EnumerateArray().Select(Numbers).ToArray();
        return new([.. means.Select(mean => new GaussianComponent(1.0 / means.Length, mean, covariance))], Kind(golden));
    }

    private static GaussianMixtureOptions Options(JsonElement golden) => new()
    {
        Regularisation = golden.GetProperty("regularisation").GetDouble(),
        Tolerance = golden.GetProperty("tolerance").GetDouble(),
        MaxIterations = golden.GetProperty("maxIterations").GetInt32(),
    };

    private static CovarianceKind Kind(JsonElement golden) => golden.GetProperty("kind").GetString() switch
    {
        "full" => CovarianceKind.Full,
        "diag" => CovarianceKind.Diagonal,
        _ => CovarianceKind.Spherical,
    };

    /// <summary>The numbers that scikit-learn keeps of a covariance of the kind.</summary>
    private static IEnumerable<double> Stored(GaussianComponent component, CovarianceKind kind)
    {
        int dimensions = component.Mean.Length;
        return kind switch
        {
            CovarianceKind.Full => component.Covariance.Cast<double>(),
            CovarianceKind.Diagonal => Enumerable.Range(0, dimensions).Select(i => component.Covariance[i, i]),
            _ => [component.Covariance[0, 0]],
        };
    }

    private static double[] Numbers(JsonElement values) => values.ValueKind == JsonValueKind.Array
        ? [.. values.EnumerateArray().SelectMany(Numbers)]
        : [values.GetDouble()];

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, string what)
    {
        double[] wanted = [.. expected], got = [.. actual];
        Assert.Equal(wanted.Length, got.Length);
        for (int i = 0; i < wanted.Length; i++)
            Assert.True(Math.Abs(wanted[i] - got[i]) <= 1e-6 * Math.Max(1, Math.Abs(wanted[i])), $"{what}[{i}]: {got[i]} instead of {wanted[i]}");
    }
}
