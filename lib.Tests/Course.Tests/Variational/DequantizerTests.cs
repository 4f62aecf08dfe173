using Course.Variational;
using MathNet.Numerics.Distributions;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class DequantizerTests
{
    private const int Levels = 4;

    // A density on [0, 1) whose cells are known exactly: p(y) = 3y², P(k) = ((k + 1)³ − k³)/K³.
    private static readonly double[] Probabilities = [.. Enumerable.Range(0, Levels).Select(k => (Math.Pow(k + 1, 3) - Math.Pow(k, 3)) / Math.Pow(Levels, 3))];

    private static Tensor LogDensity(Tensor y) => (3 * y.pow(2)).log().sum(1L);

    private static Tensor EachLevel(int times) => linspace(0, 1, Levels, dtype: float64).repeat_interleave(times).unsqueeze(1);

    [Fact]
    public void Uniform_noise_bounds_the_probability_of_every_level_by_the_mean_log_density()
    {
        manual_seed(1);
        using var dequantizer = new UniformDequantizer(Levels);
        var bounds = dequantizer.Bound(EachLevel(200_000), LogDensity).view(Levels, -1);
        for (int k = 0; k < Levels; k++)
        {
            // ∫ log 3((k + u)/K)² du − log K, by parts: ∫ log y dy = y log y − y.
            double Primitive(double y) => y > 0 ? y * Math.Log(y) - y : 0;
            double exact = Math.Log(3) + 2 * Levels * (Primitive((k + 1.0) / Levels) - Primitive((double)k / Levels)) - Math.Log(Levels);
            double error = bounds[k].std().ToDouble() / Math.Sqrt(200_000);
            Assert.InRange(bounds[k].mean().ToDouble(), exact - 4 * error, exact + 4 * error);
            Assert.True(exact < Math.Log(Probabilities[k]));
        }
    }

    [Fact]
    public void The_mass_on_a_cell_is_the_mean_weight_whatever_the_noise()
    {
        manual_seed(1);
        using var dequantizer = new VariationalDequantizer(1, Levels, hidden: 4);
        // Noise that is neither uniform nor good.
        using (no_grad())
            foreach (var parameter in dequantizer.parameters()) parameter.copy_(0.3 * randn_like(parameter));
        var weights = dequantizer.to(float64).Bound(EachLevel(200_000), LogDensity).exp().view(Levels, -1);
        for (int k = 0; k < Levels; k++)
        {
            double error = weights[k].std().ToDouble() / Math.Sqrt(200_000);
            Assert.InRange(weights[k].mean().ToDouble(), Probabilities[k] - 4 * error, Probabilities[k] + 4 * error);
        }
    }

    [Fact]
    public void Learned_noise_begins_uniform_and_closes_most_of_the_gap_without_crossing()
    {
        manual_seed(1);
        using var dequantizer = new VariationalDequantizer(1, Levels, hidden: 16);
        var x = EachLevel(500).to(float32);
        double Bound() => dequantizer.Bound(EachLevel(20_000).to(float32), LogDensity).mean().ToDouble();
        double exact = Probabilities.Average(Math.Log), uniform = new UniformDequantizer(Levels).Bound(EachLevel(20_000), LogDensity).mean().ToDouble();
        Assert.Equal(uniform, Bound(), 0.03);

        using var optimizer = optim.Adam(dequantizer.parameters(), lr: 3e-2);
        for (int step = 0; step < 300; step++)
        {
            optimizer.zero_grad();
            (-dequantizer.Bound(x, LogDensity).mean()).backward();
            optimizer.step();
        }
        double learned = Bound();
        Assert.True(exact - learned < 0.2 * (exact - uniform), $"uniform {uniform:F4}, learned {learned:F4}, exact {exact:F4}");
        Assert.True(learned < exact + 0.005);
    }

    [Fact]
    public void The_density_of_the_noise_is_that_of_a_histogram_of_it()
    {
        manual_seed(2);
        using var dequantizer = new VariationalDequantizer(1, Levels, hidden: 4);
        using (no_grad())
            foreach (var parameter in dequantizer.parameters()) parameter.copy_(0.4 * randn_like(parameter));
        var (y, logDensity) = dequantizer.Draw(full([400_000, 1], 1.0 / 3));
        var (u, density) = ((y.flatten() * Levels - 1).data<float>().ToArray(), logDensity.exp().data<float>().ToArray());
        Assert.All(u, value => Assert.InRange(value, -1e-5, 1 + 1e-5));
        foreach (double middle in new[] { 0.15, 0.35, 0.5, 0.65, 0.85 })
        {
            var near = Enumerable.Range(0, u.Length).Where(i => Math.Abs(u[i] - middle) < 0.02).ToArray();
            Assert.Equal(near.Length / (0.04 * u.Length), near.Average(i => density[i]), 0.05);
        }
    }

    [Fact]
    public void Levels_and_bad_numbers_of_them_are_named()
    {
        Assert.Equal(Levels, new UniformDequantizer(Levels).Levels);
        Assert.Contains("1 grey levels", Assert.Throws<ArgumentOutOfRangeException>(() => new UniformDequantizer(1)).Message);
    }

    /// <summary>With one level of z and a decoder that ignores it, the bound can be computed: D independent Gaussians.</summary>
    [Fact]
    public void A_dequantised_model_counts_in_the_units_of_a_probability()
    {
        manual_seed(3);
        using var density = new VariationalAutoencoder(6, [4], 2, GaussianLikelihood.Fixed(0.1));
        using (no_grad())
            foreach (var parameter in density.parameters()) parameter.zero_();
        using var model = new DequantizedModel(density, new UniformDequantizer(Levels));
        var x = zeros(50_000, 6);
        var elbo = Elbo.Evaluate(model, x);
        // y = u/4 in the first cell, N(0, 0.1²): −E log p − log 4 each.
        double expected = 6 * (0.5 * (1.0 / 16 / 3) / 0.01 - Normal.PDFLn(0, 0.1, 0) + Math.Log(Levels));
        Assert.Equal(expected, elbo.Reconstruction, 0.02);
        Assert.Equal(0, elbo.Kl, 1e-6);
        Assert.Equal((0 * Levels - 0.5) / (Levels - 1), model.Sample(1).mean().ToDouble(), 1e-5);
    }
}

public sealed class UniformlyDequantizedVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new DequantizedModel(
        new VariationalAutoencoder(784, [64], 8, GaussianLikelihood.PerValue()), new UniformDequantizer(8));
}

public sealed class VariationallyDequantizedVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new DequantizedModel(
        new VariationalAutoencoder(784, [64], 8, GaussianLikelihood.PerValue()), new VariationalDequantizer(784, 8, hidden: 32));
}
