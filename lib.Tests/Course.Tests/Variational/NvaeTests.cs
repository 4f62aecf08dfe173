using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class NvaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new Nvae(width: 8, latents: 2, groups: [1, 2]);

    protected override int Epochs => 16;

    [Fact]
    public void Each_group_has_its_term_and_is_no_larger_than_its_scale()
    {
        using var model = (Nvae)Fresh();
        var bound = model.Bound(rand(3, 1, 28, 28));
        Assert.Equal(3, model.Groups);
        Assert.Equal([3, 3], bound.Divergence.shape);
        Assert.True(bound.Divergence.min().ToDouble() >= -1e-5);
    }

    [Fact]
    public void Sides_that_cannot_be_halved_are_padded()
    {
        foreach (var (side, groups) in new[] { (28, new[] { 1, 1, 1 }), (9, [1]), (16, [1, 1]) })
        {
            using var model = new Nvae(channels: 3, side, width: 8, latents: 1, groups);
            Assert.Equal([2, 3, side, side], model.call(rand(2, 3, side, side)).shape);
        }
    }

    [Fact]
    public void Reconstructions_keep_all_groups_and_inventions_none()
    {
        using var model = (Nvae)Fresh();
        var x = rand(2, 1, 28, 28);
        manual_seed(3);
        var reconstruction = model.call(x);
        manual_seed(3);
        Assert.True(model.Vary(x, 3).allclose(reconstruction));
        manual_seed(3);
        var invention = model.Sample(2);
        manual_seed(3);
        Assert.True(model.Vary(x, 0).allclose(invention));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Vary(x, 4));
    }

    /// <summary>The sum of largest singular values, by a full decomposition of each convolution's weight.</summary>
    [Fact]
    public void The_spectral_sum_is_that_of_the_largest_singular_values()
    {
        using var model = (Nvae)Fresh();
        double before = 0;
        for (int i = 0; i < 60; i++) before = model.SpectralSum().ToDouble();
        double exact = model.modules().OfType<TorchSharp.Modules.Conv2d>()
            .Sum(convolution => linalg.svdvals(convolution.weight.flatten(1)).max().ToDouble());
        Assert.Equal(exact, before, 1e-3 * exact);
    }

    /// <summary>Groups of 4 × 4, 8 × 8 and 8 × 8 whose terms are known: γ by hand.</summary>
    [Fact]
    public void Warm_up_balances_what_the_groups_carry()
    {
        using var model = (Nvae)Fresh();
        var x = rand(64, 1, 28, 28);
        manual_seed(3);
        var bound = model.Bound(x);
        double[] kl = [.. bound.Divergence.mean([0L]).data<float>().ToArray().Select(value => (double)value)];
        double[] gamma = [.. kl.Zip([16.0, 64, 64], (value, pixels) => (value + 1e-3) * pixels)];
        double mean = gamma.Average(), weighed = kl.Zip(gamma, (value, g) => value * g / mean).Sum();

        double Loss(double beta)
        {
            manual_seed(3);
            model.eval(); // the spectral sum stays as it is
            return model.Loss(x, beta).Total.ToDouble() + bound.LogLikelihood.mean().ToDouble() - 0.1 * model.SpectralSum().ToDouble();
        }

        Assert.Equal(0.5 * weighed, Loss(0.5), 1e-3);
        Assert.Equal(kl.Sum(), Loss(1), 1e-3);
    }

    [Fact]
    public void The_spectral_term_makes_the_network_smoother()
    {
        double After(double weight)
        {
            manual_seed(0);
            using var model = new Nvae(width: 8, latents: 1, groups: [1], spectralWeight: weight);
            var terms = model.Loss(rand(4, 1, 28, 28));
            var numbers = terms.ToNumbers();
            Assert.Equal(numbers["reconstruction"] + numbers["KL"] + weight * numbers["spectral"], numbers["loss"], 1e-3);
            using var optimizer = optim.Adam(model.parameters(), lr: 1e-2);
            for (int i = 0; i < 20; i++)
            {
                optimizer.zero_grad();
                model.Loss(ones(4, 1, 28, 28)).Total.backward();
                optimizer.step();
            }
            return model.SpectralSum().ToDouble();
        }

        Assert.True(After(10) < 0.8 * After(0));
    }

    [Fact]
    public void Scales_without_groups_and_negative_weights_are_refused()
    {
        Assert.Contains("[2, 0]", Assert.Throws<ArgumentException>(() => new Nvae(groups: [2, 0])).Message);
        Assert.Contains("spectral term is -1", Assert.Throws<ArgumentOutOfRangeException>(() => new Nvae(spectralWeight: -1)).Message);
    }
}
