using Course.Estimation;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Estimation;

public sealed class KMeansPlusPlusTests
{
    [Fact]
    public void Centres_are_points_and_each_point_knows_its_nearest()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var data = randn(200, 3, dtype: ScalarType.Float64, generator: generator);
        var (centres, nearest) = KMeansPlusPlus.Choose(data, 6, new Random(2));
        var distances = (data.unsqueeze(1) - centres.unsqueeze(0)).square().sum(2L);
        Assert.Equal(0, distances.amin(new[] { 0L }).max().item<double>());
        Assert.Equal(distances.argmin(1).data<long>().ToArray(), nearest.data<long>().ToArray());
    }

    [Fact]
    public void Separated_clouds_get_a_centre_each()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        // Within a cloud squared distances are below 0.1, between clouds above 10,000.
        var data = randn(300, 2, dtype: ScalarType.Float64, generator: generator) * 0.05 + (arange(300, dtype: ScalarType.Float64) % 3 * 100).unsqueeze(1);
        for (int seed = 0; seed < 20; seed++)
        {
            var (centres, _) = KMeansPlusPlus.Choose(data, 3, new Random(seed));
            Assert.Equal([0, 100, 200], centres[.., 0].data<double>().ToArray().Select(x => Math.Round(x)).Order());
        }
    }

    [Fact]
    public void A_centre_is_drawn_with_probability_proportional_to_its_squared_distance()
    {
        using var scope = NewDisposeScope();
        // From 0, 1 and 3: after 0 the second is 1 with probability 1/10; after 1, 0 with 1/5; after 3, 0 with 9/13.
        var data = tensor(new double[,] { { 0 }, { 1 }, { 3 } });
        var rng = new Random(3);
        int draws = 20_000, zeroAndOne = 0;
        for (int i = 0; i < draws; i++)
            zeroAndOne += KMeansPlusPlus.Choose(data, 2, rng).Centres.data<double>().ToArray().Sum() == 1 ? 1 : 0;
        double expected = (0.1 + 0.2) / 3;
        Assert.Equal(expected, zeroAndOne / (double)draws, 4 * Math.Sqrt(expected * (1 - expected) / draws));
    }

    [Fact]
    public void Data_that_have_no_centres_are_refused()
    {
        string Message(Tensor data, int count) => Assert.Throws<ArgumentException>(() => KMeansPlusPlus.Choose(data, count, new Random(0))).Message;
        Assert.Contains("4 centres were asked for among 3 points", Message(zeros(3, 1), 4));
        Assert.Contains("only 1 different points for 2 centres; use fewer", Message(zeros(3, 1), 2));
        Assert.Contains("the first is NaN at [1, 0]", Message(tensor(new[] { 1, double.NaN }, [2, 1]), 1));
    }
}
