using Course.Information;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class ElboTests
{
    [Fact]
    public void The_reconstruction_term_is_summed_over_pixels_and_averaged_over_images()
    {
        // By hand, in double precision, straight from the definition.
        float[,] logits = { { 0.5f, -1.5f, 3f }, { -0.2f, 0f, 40f } };
        float[,] x = { { 1, 0, 0.25f }, { 0.5f, 1, 1 } };
        var expected = 0.0;
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 3; j++)
            {
                var p = 1 / (1 + Math.Exp(-(double)logits[i, j]));
                expected -= x[i, j] * Math.Log(p) + (1 - x[i, j]) * Math.Log(Math.Max(1 - p, double.Epsilon));
            }
        var losses = Elbo.Bernoulli(tensor(logits), tensor(x), zeros(2, 4), zeros(2, 4)).ToNumbers();
        Assert.Equal(expected / 2, losses["reconstruction"], 5);
        Assert.Equal(0, losses["KL"], 6);
        Assert.Equal(losses["reconstruction"] + losses["KL"], losses["loss"], 5);
    }

    [Fact]
    public void The_KL_of_the_homework_is_24_1137_nats() =>
        Assert.Equal(24.113706, KlDivergence.GaussianToStandardNormal(tensor(new[,] { { 6.0 } }), tensor(new[,] { { Math.Log(16) } })).ToDouble(), 6);

    [Fact]
    public void The_KL_agrees_with_Monte_Carlo_within_four_standard_errors()
    {
        manual_seed(3);
        double mu = 0.7, sigma = 0.4;
        var z = mu + sigma * randn(200_000, dtype: float64);
        var ratio = -0.5 * ((z - mu) / sigma).pow(2) - Math.Log(sigma) + 0.5 * z.pow(2); // log q − log p
        var (estimate, error) = (ratio.mean().ToDouble(), ratio.std().ToDouble() / Math.Sqrt(200_000));
        var closed = KlDivergence.GaussianToStandardNormal(tensor(new[,] { { mu } }), tensor(new[,] { { 2 * Math.Log(sigma) } })).ToDouble();
        Assert.InRange(closed, estimate - 4 * error, estimate + 4 * error);
    }

    [Fact]
    public void Evaluation_repeats_and_leaves_the_stream_of_random_numbers_alone()
    {
        manual_seed(0);
        using var model = new VariationalAutoencoder(hidden: 8, latents: 2);
        var images = rand(30, 784);
        manual_seed(9);
        var expected = rand(1).ToSingle();
        manual_seed(9);
        var once = Elbo.Evaluate(model, images, batchSize: 10, seed: 4);
        Assert.Equal(expected, rand(1).ToSingle());
        Assert.Equal(once, Elbo.Evaluate(model, images, batchSize: 10, seed: 4));
        Assert.NotEqual(once.NegativeElbo, Elbo.Evaluate(model, images, batchSize: 10, seed: 5).NegativeElbo);
        Assert.Equal(once.Reconstruction + once.Kl, once.NegativeElbo, 9);
    }

    [Fact]
    public void The_latent_grid_gives_each_point_the_same_share_of_the_prior()
    {
        var grid = LatentGrid.NormalQuantiles(4);
        Assert.Equal([16, 2], grid.shape);
        // Φ⁻¹(1/8) and Φ⁻¹(3/8), 15-digit references rounded to single precision.
        var first = grid.data<float>().ToArray();
        Assert.Equal(-1.15034938f, first[0], 5);
        Assert.Equal(1.15034938f, first[1], 5);
        Assert.Equal(-0.318639364f, first[2], 5);
        Assert.Equal(0, grid.sum().ToSingle(), 4);
    }
}
