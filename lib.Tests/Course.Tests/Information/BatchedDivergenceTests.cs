using Course.Information;
using Course.Probability;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Information;

/// <summary>What models compute on batches is what lectures compute on single distributions.</summary>
public sealed class BatchedDivergenceTests
{
    private static readonly double[,] Mu1 = { { 6, -0.3, 1 }, { 0, 2, -1 } }, Logvar1 = { { 2.7, -1, 0 }, { 0.5, 0.1, -3 } };
    private static readonly double[,] Mu2 = { { 0, 0.5, 1 }, { 1, -2, 0.2 } }, Logvar2 = { { 0, 1.2, 0 }, { -0.4, 0.3, 0.8 } };

    [Fact]
    public void Diagonal_Gaussians()
    {
        using var scope = NewDisposeScope();
        double[] batched = Values(KlDivergence.BetweenDiagonalGaussians(tensor(Mu1), tensor(Logvar1), tensor(Mu2), tensor(Logvar2)));
        Assert.Equal(2, batched.Length);
        for (int n = 0; n < 2; n++) Assert.Equal(KlDivergence.Between(Row(Mu1, Logvar1, n), Row(Mu2, Logvar2, n)).Value, batched[n], 1e-10);
    }

    [Fact]
    public void Diagonal_Gaussians_and_the_standard_normal()
    {
        using var scope = NewDisposeScope();
        var standard = MultivariateGaussian.Diagonal([0, 0, 0], [1, 1, 1]);
        double mean = (KlDivergence.Between(Row(Mu1, Logvar1, 0), standard).Value + KlDivergence.Between(Row(Mu1, Logvar1, 1), standard).Value) / 2;
        Assert.Equal(mean, KlDivergence.GaussianToStandardNormal(tensor(Mu1), tensor(Logvar1)).ToDouble(), 1e-10);
        Assert.Equal(mean, KlDivergence.BetweenDiagonalGaussians(tensor(Mu1), tensor(Logvar1), zeros(3, float64), zeros(3, float64)).mean().ToDouble(), 1e-10);
    }

    [Fact]
    public void Gaussians_with_full_covariance()
    {
        using var scope = NewDisposeScope();
        MultivariateGaussian p = new([0.5, -1], new[,] { { 2, 0.6 }, { 0.6, 1 } }), q = new([0, 0], new[,] { { 1, -0.2 }, { -0.2, 3 } });
        var batched = KlDivergence.BetweenMultivariateNormals(tensor(p.Mean), tensor(p.CholeskyFactor), tensor(q.Mean), tensor(q.CholeskyFactor));
        Assert.Equal(KlDivergence.Between(p, q).Value, batched.ToDouble(), 1e-12);
    }

    [Fact]
    public void Normal_uniform_beta_Bernoulli_and_categorical_variables()
    {
        using var scope = NewDisposeScope();
        static void Equal(torch.distributions.Distribution p, torch.distributions.Distribution q, params double[] expected) =>
            Assert.All(expected.Zip(Values(KlDivergence.Between(p, q))), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
        static double Kl<T>(IDistribution<T> p, IDistribution<T> q) where T : notnull => KlDivergence.Between(p, q).Value;

        Equal(distributions.Normal(T(6, 0), T(4, 1)), distributions.Normal(T(0, 6), T(1, 4)),
            Kl(new Gaussian(6, 16), new Gaussian(0, 1)), Kl(new Gaussian(0, 1), new Gaussian(6, 16)));
        Equal(distributions.Uniform(T(0, 0), T(1, 3)), distributions.Uniform(T(-1, 0), T(2, 1)),
            Kl(new Uniform(0, 1), new Uniform(-1, 2)), Kl(new Uniform(0, 3), new Uniform(0, 1)));
        Equal(distributions.Beta(T(2), T(5)), distributions.Beta(T(3), T(2.5)), Kl(new Beta(2, 5), new Beta(3, 2.5)));
        Equal(distributions.Bernoulli(T(0.2, 1, 0.5)), distributions.Bernoulli(T(0.7, 0.5, 1)),
            Kl(new Bernoulli(0.2), new Bernoulli(0.7)), Kl(new Bernoulli(1), new Bernoulli(0.5)), Kl(new Bernoulli(0.5), new Bernoulli(1)));
        Equal(distributions.Categorical(T(0.1, 0.2, 0.7)), distributions.Categorical(T(0.3, 0.3, 0.4)),
            Kl(new Categorical(0.1, 0.2, 0.7), new Categorical(0.3, 0.3, 0.4)));
    }

    private static MultivariateGaussian Row(double[,] mu, double[,] logvar, int n) =>
        MultivariateGaussian.Diagonal([mu[n, 0], mu[n, 1], mu[n, 2]], [Math.Exp(logvar[n, 0]), Math.Exp(logvar[n, 1]), Math.Exp(logvar[n, 2])]);

    private static Tensor T(params double[] values) => tensor(values);

    private static double[] Values(Tensor values)
    {
        using var elements = values.detach().data<double>();
        return elements.ToArray();
    }
}
