using Course.Probability;
using TorchSharp;
using static TorchSharp.torch;
using static Course.Tests.Probability.ProbabilityGolden;

namespace Course.Tests.Probability;

/// <summary>Single distributions in double precision and the batched ones of <c>torch.distributions</c> are the same.</summary>
public sealed class BatchedDistributionTests
{
    private static readonly double[] Line = [-1.3, 0.2, 0.5, 0.97, 6];

    [Fact]
    public void Log_probabilities_and_entropies_of_continuous_variables()
    {
        using var scope = NewDisposeScope();
        AreSame(new Gaussian(6, 16), distributions.Normal(T(6), T(4)), Line);
        AreSame(new Uniform(0.1, 0.98), distributions.Uniform(T(0.1), T(0.98)), Line[1..4]);
        AreSame(new Beta(2, 5), distributions.Beta(T(2), T(5)), Line[1..4]);
    }

    [Fact]
    public void Log_probabilities_and_entropies_of_classes()
    {
        using var scope = NewDisposeScope();
        Categorical classes = new(0.1, 0.2, 0.7);
        using var batched = distributions.Categorical(T(0.1, 0.2, 0.7));
        AssertClose(classes.Outcomes.Select(classes.LogProb), Values(batched.log_prob(tensor(new long[] { 0, 1, 2 }))), 1e-12);
        AssertClose(classes.Entropy, batched.entropy().ToDouble());
        using var coin = distributions.Bernoulli(T(0.3));
        AssertClose(new[] { 0, 1 }.Select(new Bernoulli(0.3).LogProb), Values(coin.log_prob(T(0, 1))), 1e-12);
        AssertClose(new Bernoulli(0.3).Entropy, coin.entropy().ToDouble());
    }

    [Fact]
    public void Log_probability_and_entropy_of_a_Gaussian_in_the_plane()
    {
        using var scope = NewDisposeScope();
        var p = new MultivariateGaussian([0.5, -1], new[,] { { 2, 0.6 }, { 0.6, 1 } });
        using var batched = distributions.MultivariateNormal(tensor(p.Mean), tensor(p.Covariance));
        AssertClose([p.LogProb([0, 0]), p.LogProb([3, -2])], Values(batched.log_prob(tensor(new double[,] { { 0, 0 }, { 3, -2 } }))), 1e-12);
        AssertClose(p.Entropy, batched.entropy().ToDouble());
    }

    private static void AreSame(IDistribution<double> one, torch.distributions.Distribution batched, double[] x)
    {
        AssertClose(x.Select(one.LogProb), Values(batched.log_prob(tensor(x))), 1e-9);
        AssertClose([one.Entropy], Values(batched.entropy()), 1e-9);
    }

    private static Tensor T(params double[] values) => tensor(values);

    private static double[] Values(Tensor values)
    {
        using var elements = values.detach().data<double>();
        return elements.ToArray();
    }
}
