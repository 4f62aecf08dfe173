using Course.Data;
using Course.Variational;
using MathNet.Numerics.Distributions;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class LikelihoodTests
{
    public static TheoryData<string> Families => ["Gaussian, fixed", "Gaussian, shared", "Gaussian, per value", "categorical", "logistic", "logistic 256"];

    [Fact]
    public void A_Gaussian_is_that_of_the_textbook_whether_sigma_is_fixed_shared_or_told_by_the_decoder()
    {
        manual_seed(1);
        Tensor mu = randn(3, 5, dtype: float64), x = randn(3, 5, dtype: float64), raw = randn(3, 5, dtype: float64);
        double Expected(int item, Func<int, double> sigma) =>
            Enumerable.Range(0, 5).Sum(i => Normal.PDFLn(mu[item, i].ToDouble(), sigma(i), x[item, i].ToDouble()));

        foreach (var likelihood in new[] { GaussianLikelihood.Fixed(0.3), GaussianLikelihood.Shared(0.3) })
        {
            var log = likelihood.LogProb(mu, x);
            Assert.Equal([3], log.shape);
            for (int item = 0; item < 3; item++) Assert.Equal(Expected(item, _ => 0.3), log[item].ToDouble(), 1e-5);
        }

        var each = GaussianLikelihood.PerValue(floor: 0.1);
        var parameters = cat([mu, raw], 1);
        var logs = each.LogProb(parameters, x);
        // log σ² = log 0.01 + log(1 + raw'/0.01), softplus written out.
        double Sigma(int item, int i) => Math.Sqrt(0.01 + Math.Exp(raw[item, i].ToDouble()));
        for (int item = 0; item < 3; item++) Assert.Equal(Expected(item, i => Sigma(item, i)), logs[item].ToDouble(), 1e-9);
        Assert.Equal(Sigma(1, 2), each.Sigma(parameters)[1, 2].ToDouble(), 1e-12);
    }

    [Fact]
    public void The_weight_of_the_squared_error_is_a_choice_of_sigma()
    {
        manual_seed(1);
        const double weight = 8;
        Tensor mu = randn(4, 9, requires_grad: true), x = randn(4, 9);
        (weight * (x - mu).pow(2)).sum().backward();
        using var byWeight = mu.grad!.clone();
        mu.grad!.zero_();
        (-GaussianLikelihood.Fixed(1 / Math.Sqrt(2 * weight)).LogProb(mu, x)).sum().backward();
        Assert.True(byWeight.allclose(mu.grad!, rtol: 1e-5));
    }

    [Fact]
    public void The_best_shared_variance_is_the_mean_squared_error()
    {
        manual_seed(1);
        Tensor mu = randn(50, 20), x = mu + 0.25 * randn(50, 20);
        var likelihood = GaussianLikelihood.Shared();
        var optimizer = optim.LBFGS(likelihood.parameters(), lr: 0.5, max_iter: 60);
        optimizer.step(() =>
        {
            optimizer.zero_grad();
            var loss = -likelihood.LogProb(mu, x).mean();
            loss.backward();
            return loss;
        });
        Assert.Equal((x - mu).pow(2).mean().ToDouble(), likelihood.Sigma(mu).pow(2).ToDouble(), 1e-5);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(256)]
    public void The_probabilities_of_all_levels_add_up_to_one(int levels)
    {
        manual_seed(2);
        var x = linspace(0, 1, levels).unsqueeze(1);
        foreach (Likelihood likelihood in new Likelihood[] { new CategoricalLikelihood(levels), new DiscretizedLogisticLikelihood(levels) })
        {
            for (int i = 0; i < 20; i++)
            {
                var parameters = 3 * randn(1, likelihood.ParametersPerValue);
                Assert.Equal(1, likelihood.LogProb(parameters.expand(levels, -1), x).exp().sum().ToDouble(), 2e-5);
            }
        }
    }

    [Fact]
    public void A_logistic_cell_is_the_difference_of_the_distribution_function_at_its_edges()
    {
        double Cdf(double t) => 1 / (1 + Math.Exp(-t));
        foreach (var (mu, logScale) in new[] { (0.4, -2.0), (0.0, -4.0), (1.2, -3.0), (-0.3, 0.5), (0.5, -5.5) })
        {
            // The floor under log s, log e^raw + e^low, is undone.
            double raw = Math.Log(Math.Exp(logScale) - Math.Exp(-7) / 2), scale = Math.Exp(logScale);
            for (int k = 0; k < 256; k++)
            {
                double above = k == 255 ? 1 : Cdf(((k + 0.5) / 255 - mu) / scale), below = k == 0 ? 0 : Cdf(((k - 0.5) / 255 - mu) / scale);
                // In the far upper tail the difference of two numbers near 1 is what this form avoids; mirror it.
                if (below > 0.5) (above, below) = (Cdf((mu - (k - 0.5) / 255) / scale), k == 255 ? 0 : Cdf((mu - (k + 0.5) / 255) / scale));
                var log = new DiscretizedLogisticLikelihood().LogProb(tensor(new[,] { { mu, raw } }), tensor(new[,] { { k / 255.0 } }));
                Assert.Equal(Math.Log(above - below), log.ToDouble(), 1e-7);
            }
        }
    }

    [Fact]
    public void A_categorical_takes_its_logits_level_by_level()
    {
        manual_seed(3);
        var logits = randn(2, 4 * 3, 5, 6);
        var x = randint(0, 4, [2, 3, 5, 6]).to(float32) / 3;
        var log = new CategoricalLikelihood(4).LogProb(logits, x);
        double expected = 0;
        for (int c = 0; c < 3; c++)
            for (int row = 0; row < 5; row++)
                for (int column = 0; column < 6; column++)
                {
                    var each = Enumerable.Range(0, 4).Select(k => logits[1, 3 * k + c, row, column].ToDouble()).ToArray();
                    int level = (int)Math.Round(3 * x[1, c, row, column].ToDouble());
                    expected += each[level] - Math.Log(each.Sum(Math.Exp));
                }
        Assert.Equal(expected, log[1].ToDouble(), 1e-3);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void The_mean_is_that_of_many_draws_and_has_the_shape_of_the_item(string family)
    {
        using var likelihood = Make(family);
        manual_seed(4);
        var one = randn(1, likelihood.ParametersPerValue * 2, 3, 3) - 1;
        var draws = likelihood.Sample(one.expand(20_000, -1, -1, -1));
        Assert.Equal([20_000, 2, 3, 3], draws.shape);
        var mean = likelihood.Mean(one);
        Assert.Equal([1, 2, 3, 3], mean.shape);
        var error = 4 * draws.std(0L) / Math.Sqrt(20_000);
        // The logistic's mean is right to within half a level.
        double level = family == "logistic" ? 0.5 / 7 : 0.5 / 255;
        Assert.True((draws.mean([0L]) - mean[0]).abs().le(error + level).all().ToBoolean());
        if (family.StartsWith("cat") || family == "logistic") Assert.True(GreyLevels.Round(draws, 8).allclose(draws));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Extreme_parameters_leave_the_value_and_the_gradient_finite(string family)
    {
        using var likelihood = Make(family);
        foreach (float size in new[] { 1e-6f, 1, 30, 1000 })
        {
            manual_seed(5);
            var parameters = (size * randn(4, likelihood.ParametersPerValue * 64)).detach().requires_grad_();
            var x = GreyLevels.Round(rand(4, 64) * 1.4 - 0.2, 8);
            var log = likelihood.LogProb(parameters, x);
            log.sum().backward();
            Assert.True(log.isfinite().all().ToBoolean(), $"{family} at {size}: {log[0].ToSingle()}");
            Assert.True(parameters.grad!.isfinite().all().ToBoolean(), $"gradient of {family} at {size}");
        }
    }

    [Fact]
    public void A_scale_on_its_floor_can_rise_again()
    {
        var parameters = tensor(new[,] { { 0f, -30f } }, requires_grad: true);
        GaussianLikelihood.PerValue(0.01).LogProb(parameters, ones(1, 1)).sum().backward();
        Assert.True(parameters.grad![0, 1].ToSingle() > 0);
    }

    [Fact]
    public void What_is_no_sigma_and_no_number_of_levels_is_refused()
    {
        Assert.Contains("σ is 0", Assert.Throws<ArgumentOutOfRangeException>(() => GaussianLikelihood.Fixed(0)).Message);
        Assert.Contains("σ is NaN", Assert.Throws<ArgumentOutOfRangeException>(() => GaussianLikelihood.PerValue(double.NaN)).Message);
        Assert.Contains("1 grey levels", Assert.Throws<ArgumentOutOfRangeException>(() => new CategoricalLikelihood(1)).Message);
        Assert.Contains("1 grey levels", Assert.Throws<ArgumentOutOfRangeException>(() => new DiscretizedLogisticLikelihood(1)).Message);
    }

    [Fact]
    public void Grey_values_go_to_the_nearest_level_and_white_stays_white()
    {
        var x = tensor(new[] { -0.2f, 0, 0.2f, 0.4f, 0.6f, 1, 1.3f });
        Assert.Equal<float>([0, 0, 1, 1, 2, 3, 3], GreyLevels.Number(x, 4).data<float>().ToArray());
        Assert.Equal(1, GreyLevels.Round(x, 256)[5].ToSingle());
    }

    private static Likelihood Make(string family) => family switch
    {
        "Gaussian, fixed" => GaussianLikelihood.Fixed(0.2),
        "Gaussian, shared" => GaussianLikelihood.Shared(0.2),
        "Gaussian, per value" => GaussianLikelihood.PerValue(),
        "categorical" => new CategoricalLikelihood(8),
        "logistic" => new DiscretizedLogisticLikelihood(8),
        _ => new DiscretizedLogisticLikelihood(),
    };
}

public sealed class LearnedSigmaVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new VariationalAutoencoder(784, [64], 8, GaussianLikelihood.Shared());

    // −½ log 2πσ² per pixel comes down from the σ = 1 it starts with, and Adam moves log σ² by 2e-3 a step.
    protected override double Left => 0.8;
}

public sealed class CategoricalVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new VariationalAutoencoder(784, [32], 8, new CategoricalLikelihood(4));
}

public sealed class LogisticVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() =>
        VariationalAutoencoder.Convolutional(latents: 4, width: 4, likelihood: new DiscretizedLogisticLikelihood(8));

    protected override double Left => 0.7;
}
