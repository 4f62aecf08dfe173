using Course.Metrics;
using Course.Variational;
using static TorchSharp.torch;

namespace Course.Tests.Metrics;

/// <summary>Distances to N(0, I) that are known in closed form.</summary>
public sealed class AggregatePosteriorTests
{
    [Fact]
    public void Draws_of_the_prior_are_at_the_floor_and_more_draws_lower_it()
    {
        manual_seed(0);
        var few = AggregatePosterior.DistanceToPrior(randn(500, 3));
        var many = AggregatePosterior.DistanceToPrior(randn(4000, 3));
        Assert.InRange(few.Distance, few.Floor / 2, few.Floor * 2);
        Assert.InRange(many.Distance, many.Floor / 2, many.Floor * 2);
        Assert.True(many.Floor < few.Floor / 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Shifted_codes_are_as_far_as_the_shift_over_the_root_of_the_dimensions(int dimensions)
    {
        manual_seed(1);
        var codes = randn(3000, dimensions);
        codes[.., 0] += 2;
        Assert.Equal(2 / Math.Sqrt(dimensions), AggregatePosterior.DistanceToPrior(codes, directions: 500).Distance, 0.08);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    public void Wider_codes_are_as_far_as_their_width_differs_from_one(double width)
    {
        manual_seed(2);
        Assert.Equal(Math.Abs(width - 1), AggregatePosterior.DistanceToPrior(width * randn(3000, 5)).Distance, 0.06);
    }

    /// <summary>W₂² of ±1, half each, and N(0, 1) is E(|z| − 1)² = 2 − 2√(2/π); mean and variance alone would not tell them apart.</summary>
    [Fact]
    public void Two_points_with_the_moments_of_the_prior_are_still_far_from_it()
    {
        var codes = cat([ones(1000, 1), -ones(1000, 1)]);
        Assert.Equal(Math.Sqrt(2 - 2 * Math.Sqrt(2 / Math.PI)), AggregatePosterior.DistanceToPrior(codes, directions: 1).Distance, 2e-3);
    }

    [Fact]
    public void Codes_that_all_say_nothing_are_one_away() =>
        Assert.Equal(1, AggregatePosterior.DistanceToPrior(zeros(2000, 7)).Distance, 2e-3);

    [Fact]
    public void A_model_that_ignores_its_images_has_the_prior_for_codes()
    {
        manual_seed(3);
        using var model = new VariationalAutoencoder(784, 8, 2);
        using (no_grad())
            foreach (var parameter in model.parameters()) parameter.zero_();
        var codes = AggregatePosterior.Draw(model, rand(2500, 784), seed: 5);
        Assert.Equal([2500, 2], codes.shape);
        Assert.Equal(codes.data<float>().ToArray(), AggregatePosterior.Draw(model, rand(2500, 784), seed: 5).data<float>().ToArray());
        var (distance, floor) = AggregatePosterior.DistanceToPrior(codes);
        Assert.InRange(distance, 0, 2 * floor);
    }

    [Fact]
    public void One_code_is_too_few() =>
        Assert.Contains("N of 2 or more", Assert.Throws<ArgumentException>(() => AggregatePosterior.DistanceToPrior(zeros(1, 3))).Message);
}
