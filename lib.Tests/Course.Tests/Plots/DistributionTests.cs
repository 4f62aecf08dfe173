using System.Text.Json;
using Course.Plots;
using Course.Plots.Traces;

namespace Course.Tests.Plots;

public class DistributionTests
{
    private static readonly double[] Sample = [3.1, -1.2, 0.4, 7.9, 2.2, 2.8, -0.3, 1.1, 15.0, 0.9];

    // numpy 1.24: numpy.quantile(sample, q, method="hazen").
    [Theory]
    [InlineData(0.25, 0.4)]
    [InlineData(0.5, 1.65)]
    [InlineData(0.75, 3.1)]
    public void Quantiles_are_Hazens(double share, double expected) =>
        Assert.Equal(expected, Quartiles.Quantile([.. Sample.Order()], share), 12);

    // scipy 1.10.1: gaussian_kde(sample, 0.9 * min(std(ddof=1), IQR / 1.34) * n**-0.2 / std(ddof=1)) at these places.
    [Theory]
    [InlineData(-1, 0.09589632641019451)]
    [InlineData(1, 0.1603345701826467)]
    [InlineData(5, 0.01759701455632959)]
    public void The_density_of_a_violin_is_a_Gaussian_kernels_of_Silvermans_width(double place, double expected)
    {
        double[] sorted = [.. Sample.Order()];

        Assert.Equal(expected, KernelDensity.At([place], sorted, KernelDensity.Bandwidth(sorted))[0], 12);
    }

    [Fact]
    public void A_box_has_quartiles_fences_that_are_values_and_outliers()
    {
        var box = Data(new Figure().Box([.. Sample, double.NaN], "sample"))[0];

        Assert.Equal("[0.4]", box.GetProperty("q1").GetRawText());
        Assert.Equal(1.65, box.GetProperty("median")[0].GetDouble(), 12);
        Assert.Equal("[3.1]", box.GetProperty("q3").GetRawText());
        Assert.Equal("[-1.2]", box.GetProperty("lowerfence").GetRawText());
        Assert.Equal("[3.1]", box.GetProperty("upperfence").GetRawText());
        Assert.Equal("[[7.9,15]]", box.GetProperty("y").GetRawText());
    }

    [Fact]
    public void Boxes_and_violins_stand_over_their_names()
    {
        var json = JsonDocument.Parse(new Figure().Box([1, 2], "a").Violin([3, 4, 5], "b").ToJson()).RootElement;

        Assert.Equal("""["a","b"]""", json.GetProperty("layout").GetProperty("xaxis").GetProperty("ticktext").GetRawText());
        Assert.Equal(1, json.GetProperty("data")[1].GetProperty("x0").GetDouble());
        Assert.False(json.GetProperty("layout").GetProperty("showlegend").GetBoolean());
        Assert.Contains("'a' already", Assert.Throws<ArgumentException>(() => new Figure().Box([1], "a").Violin([1], "a")).Message);
    }

    [Fact]
    public void Every_point_of_an_ellipse_is_as_many_standard_deviations_from_the_mean()
    {
        double[] mean = [1, -2], covariance = [4, 1.5, 1.5, 1];

        var trace = Data(new Figure().Ellipse(mean, covariance, 2.5))[0];

        double determinant = covariance[0] * covariance[3] - covariance[1] * covariance[2];
        var points = Numbers(trace, "x").Zip(Numbers(trace, "y")).ToArray();
        Assert.InRange(points.Length, 60, 1000);
        Assert.Equal(points[0], points[^1]);
        foreach (var (x, y) in points)
        {
            double dx = x - mean[0], dy = y - mean[1];
            Assert.Equal(2.5, Math.Sqrt((covariance[3] * dx * dx - 2 * covariance[1] * dx * dy + covariance[0] * dy * dy) / determinant), 9);
        }
    }

    [Fact]
    public void What_is_no_covariance_is_refused()
    {
        Assert.Contains("is not positive semidefinite", Refused([0, 0], [1, 2, 2, 1]));
        Assert.Contains("is not symmetric: 0.5 and 0.1", Refused([0, 0], [1, 0.5, 0.1, 1]));
        Assert.Contains("not of 3 and 4", Refused([0, 0, 0], [1, 0, 0, 1]));

        static string Refused(Series mean, Series covariance) =>
            Assert.Throws<ArgumentException>(() => new Figure().Ellipse(mean, covariance)).Message;
    }

    private static JsonElement Data(Figure figure) => JsonDocument.Parse(figure.ToJson()).RootElement.GetProperty("data");

    private static IEnumerable<double> Numbers(JsonElement trace, string name) =>
        trace.GetProperty(name).EnumerateArray().Select(number => number.GetDouble());
}
