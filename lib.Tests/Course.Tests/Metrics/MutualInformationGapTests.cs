using Course.Data;
using Course.Metrics;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Metrics;

public sealed class MutualInformationGapTests
{
    private const int Count = 10_000;

    [Fact]
    public void A_unit_for_each_factor_gives_nearly_one()
    {
        manual_seed(1);
        var factors = rand(Count, 3);
        // Another order, another unit, another sign: none of these matter. Two idle units beside them.
        var codes = cat([factors[.., 2..] * 5, -factors[.., ..1], factors[.., 1..2] + 7, randn(Count, 2)], 1);
        var gap = MutualInformationGap.Of(codes, factors);
        Assert.InRange(gap.Value, 0.98, 1);
        Assert.All(gap.Entropies, entropy => Assert.Equal(Math.Log(20), entropy, 2e-3));
        Assert.Equal(1, gap.Shares[1, 0], 1e-9);
        Assert.Equal(1, gap.Shares[0, 2], 1e-9);
    }

    [Fact]
    public void Two_factors_turned_by_45_degrees_give_nothing()
    {
        manual_seed(1);
        var factors = randn(Count, 2);
        var turned = cat([factors[.., ..1] + factors[.., 1..], factors[.., ..1] - factors[.., 1..]], 1);
        var gap = MutualInformationGap.Of(turned, factors);
        Assert.InRange(gap.Value, 0, 0.02);
        // Both units know the factor, equally well: −½ log(1 − ρ²) with ρ² = ½, give or take what the bins blur and what counting adds.
        Assert.Equal(0.5 * Math.Log(2), gap.Information[0, 0], 0.02);
    }

    [Fact]
    public void Noise_says_nothing()
    {
        manual_seed(1);
        var gap = MutualInformationGap.Of(randn(Count, 4), rand(Count, 2));
        Assert.InRange(gap.Value, 0, 0.005);
        // What counting alone adds: about (B − 1)²/2N, in fewer cells as the code's outer bins are empty.
        Assert.All(gap.Information.Cast<double>(), information => Assert.InRange(information, 0.005, 0.025));
    }

    [Fact]
    public void Information_and_entropy_are_those_of_the_counts()
    {
        // Two by two, by hand: counts 3 1 / 1 3.
        using var factor = tensor(new float[] { 0, 0, 0, 0, 1, 1, 1, 1 }).unsqueeze(1);
        using var unit = tensor(new float[] { -1, -1, -1, 2, 2, 2, 2, -1 }).unsqueeze(1);
        var gap = MutualInformationGap.Of(cat([unit, zeros(8, 1)], 1), factor, bins: 2);
        double expected = 2 * (3.0 / 8 * Math.Log(3.0 / 8 / 0.25) + 1.0 / 8 * Math.Log(1.0 / 8 / 0.25));
        Assert.Equal(expected, gap.Information[0, 0], 1e-12);
        Assert.Equal(0, gap.Information[1, 0], 1e-12);
        Assert.Equal(Math.Log(2), gap.Entropies[0], 1e-12);
        Assert.Equal(expected / Math.Log(2), gap.Value, 1e-12);
    }

    [Fact]
    public void A_factor_of_few_values_has_those_for_bins()
    {
        manual_seed(1);
        // Values that twenty equal bins could not tell apart.
        var shape = randint(0, 3, [Count, 1]).pow(8).to(float32);
        var gap = MutualInformationGap.Of(cat([shape, randn(Count, 1)], 1), shape);
        Assert.Equal(Math.Log(3), gap.Entropies[0], 1e-3);
    }

    [Fact]
    public void What_cannot_be_measured_is_refused_with_a_reason()
    {
        Assert.Contains("[5, 1] and [5, 2]", Refused(zeros(5, 1), rand(5, 2)));
        Assert.Contains("[4, 2] and [5, 2]", Refused(zeros(4, 2), rand(5, 2)));
        Assert.Contains("Factor 1 never varies", Refused(rand(5, 2), cat([rand(5, 1), ones(5, 1)], 1)));
        Assert.Contains("Code values must be finite", Refused(full([5, 2], double.NaN), rand(5, 1)));
    }

    [Fact]
    public void Units_that_say_the_same_of_everything_are_not_active()
    {
        manual_seed(1);
        // Deviations of 1, of just above and just below the root of the threshold, and none.
        var means = randn(Count, 4) * tensor(new[] { 1, 0.105f, 0.095f, 0 });
        Assert.Equal(2, ActiveUnits.Count(means));
        Assert.Equal(1, ActiveUnits.Variances(means)[0].ToDouble(), 0.05);
        Assert.Contains("[1, 4]", Assert.Throws<ArgumentException>(() => ActiveUnits.Count(means[..1])).Message);
    }

    [Fact]
    public void A_model_is_a_point_of_rate_and_distortion_and_has_units_in_use()
    {
        manual_seed(1);
        using var model = new VariationalAutoencoder(784, [16], 3);
        using var images = GlyphDigits.Draw(50).Images.ToTensor();
        var (bound, reconstruction, kl) = Elbo.Evaluate(model, images, seed: 2);
        var point = RateDistortion.Of(model, images, seed: 2);
        Assert.Equal((kl, reconstruction), (point.Rate, point.Distortion));
        Assert.Equal(bound, point.NegativeElbo, 1e-9);
        using (no_grad()) Assert.Equal(ActiveUnits.Count(model.Encode(images).mu), ActiveUnits.Count(model, images));
    }

    private static string Refused(Tensor codes, Tensor factors) => Assert.Throws<ArgumentException>(() => MutualInformationGap.Of(codes, factors)).Message;
}
