using Course.Plots;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Plots;

public sealed class DistributionCardTests
{
    [Fact]
    public void A_card_says_mean_variance_entropy_and_support()
    {
        var card = new DistributionCard(distributions.Normal(1.0, 2.0));

        Assert.Equal("Normal: mean 1, variance 4, entropy (nats) 2.1121, support all numbers", card.ToString());
        Assert.Contains("<img alt=\"Density of Normal: mean 1", card.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_closed_form_is_left_out()
    {
        Assert.Equal("Poisson: mean 4, variance 4, support {0, 1, 2, …}", new DistributionCard(distributions.Poisson(tensor(4f))).ToString());
        var cauchy = new DistributionCard(distributions.Cauchy(tensor(0f), tensor(1f)));
        Assert.DoesNotContain("mean", cauchy.ToString(), StringComparison.Ordinal);
        Assert.NotNull(cauchy.Density);
    }

    [Fact]
    public void A_density_stays_within_the_support()
    {
        Assert.Contains("x 'x' 0.00125 to 0.99875", Drawn(distributions.Beta(tensor(0.5f), tensor(0.5f))), StringComparison.Ordinal);
        Assert.Contains("4 categories", Drawn(distributions.Categorical(tensor(new[] { .1f, .2f, .3f, .4f }))), StringComparison.Ordinal);
        Assert.Contains("4 categories", Drawn(distributions.Binomial(tensor(3f), tensor(.9f))), StringComparison.Ordinal);

        static string Drawn(distributions.Distribution distribution) => new DistributionCard(distribution).Density!.ToString();
    }

    [Fact]
    public void A_batch_has_a_curve_each_and_vectors_of_two_a_heatmap()
    {
        var batch = new DistributionCard(distributions.Normal(tensor(new[] { 0f, 1 }), tensor(new[] { 1f, 2 })));
        Assert.StartsWith("Normal batch [2]: mean 0, 1, variance 1, 4", batch.ToString(), StringComparison.Ordinal);
        Assert.Contains("'[1]'", batch.Density!.ToString(), StringComparison.Ordinal);

        var plane = new DistributionCard(distributions.MultivariateNormal(zeros(2), eye(2)));
        Assert.Contains("heatmap", plane.Density!.ToString(), StringComparison.Ordinal);
        Assert.Null(new DistributionCard(distributions.MultivariateNormal(zeros(3), eye(3))).Density);
    }
}
