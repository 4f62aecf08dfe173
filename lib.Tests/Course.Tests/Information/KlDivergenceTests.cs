using System.Globalization;
using System.Text.Json;
using Course.Information;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace Course.Tests.Information;

/// <summary>Closed forms against PyTorch's (kl.json) and against averages over samples.</summary>
public sealed class KlDivergenceTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "kl.json"))).RootElement;

    // Two batches of each kind: p is taken from the first, q from the second.
    private static readonly Dictionary<string, Func<int, Generator?, Distribution>> Laws = new()
    {
        ["Normal"] = (i, g) => i == 0 ? Normal(T(0.7, -3), T(1.3, 0.2), g) : Normal(T(-0.4, 2), T(2, 0.7), g),
        ["LogNormal"] = (i, g) => i == 0 ? LogNormal(T(0.7, -3), T(1.3, 0.2), g) : LogNormal(T(-0.4, 2), T(2, 0.7), g),
        ["HalfNormal"] = (i, g) => HalfNormal(i == 0 ? T(1.3, 0.2) : T(2, 0.7), g),
        ["Cauchy"] = (i, g) => i == 0 ? Cauchy(T(0.7, -3), T(1.3, 0.2), g) : Cauchy(T(-0.4, 2), T(2, 0.7), g),
        ["Laplace"] = (i, g) => i == 0 ? Laplace(T(0.7, -3), T(1.3, 0.2), g) : Laplace(T(-0.4, 2), T(2, 0.7), g),
        ["Gumbel"] = (i, g) => i == 0 ? Gumbel(T(0.7, -1), T(1.3, 0.2), g) : Gumbel(T(-0.4, 2), T(2, 0.7), g),
        ["Exponential"] = (i, g) => Exponential(i == 0 ? T(1.7, 0.3) : T(0.5, 4), g),
        ["Gamma"] = (i, g) => i == 0 ? Gamma(T(2.5, 0.6), T(1.2, 3), g) : Gamma(T(1.5, 4), T(0.5, 2), g),
        ["Beta"] = (i, g) => i == 0 ? Beta(T(1.5, 4), T(2.5, 0.8), g) : Beta(T(0.7, 2), T(1.1, 3), g),
        ["Uniform"] = (i, g) => i == 0 ? Uniform(T(0.2, 0.3), T(0.9, 1.5), g) : Uniform(T(0.1, -2), T(0.95, 3), g),
        ["Pareto"] = (i, g) => i == 0 ? Pareto(T(0.4, 1), T(4.5, 6), g) : Pareto(T(0.15, 2), T(0.7, 2), g),
        ["Bernoulli"] = (i, g) => Bernoulli(i == 0 ? T(0.2, 1) : T(0.7, 0.5), generator: g),
        ["Binomial"] = (i, g) => i == 0 ? Binomial(T(5, 7), T(0.2, 0.9), generator: g) : Binomial(T(5, 6), T(0.7, 0.5), generator: g),
        ["Geometric"] = (i, g) => Geometric(i == 0 ? T(0.2, 0.9) : T(0.7, 0.5), generator: g),
        ["Poisson"] = (i, g) => Poisson(i == 0 ? T(0.3, 5) : T(2, 4), g),
        ["Categorical"] = (i, g) => Categorical(i == 0 ? Rows([0.1, 0.2, 0.7, 0.5, 0.5, 0]) : Rows([0.3, 0.3, 0.4, 0.2, 0, 0.8]), generator: g),
        ["OneHotCategorical"] = (i, g) => OneHotCategorical(i == 0 ? Rows([0.1, 0.2, 0.7, 0.5, 0.5, 0]) : Rows([0.3, 0.3, 0.4, 0.2, 0.2, 0.6]), generator: g),
        ["Dirichlet"] = (i, g) => Dirichlet(i == 0 ? Rows([0.5, 1, 4, 7, 2, 3]) : Rows([1.5, 2, 0.3, 1, 1, 1]), g),
    };

    // Closed forms that PyTorch lacks.
    private static readonly string[] More = ["Laplace Laplace", "Uniform Laplace", "Laplace Normal", "Gumbel Gumbel"];

    public static TheoryData<string> Pairs => [.. Golden.EnumerateObject().Select(pair => pair.Name).Where(name => name.Contains(' '))];

    public static TheoryData<string> SampledPairs => [.. Golden.EnumerateObject().Select(pair => pair.Name).Where(name => name.Contains(' ')).Union(More)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_pair_has_PyTorchs_divergence(string pair)
    {
        using var scope = NewDisposeScope();
        var (p, q) = Create(pair, null);
        AssertClose(Numbers(Golden.GetProperty(pair)), KlDivergence.Between(p, q), 1e-9, pair);
    }

    [Theory]
    [MemberData(nameof(SampledPairs))]
    public void A_divergence_is_the_average_of_the_log_ratio_over_samples(string pair)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(17);
        var (p, q) = Create(pair, generator);
        const int n = 20_000;
        var divergence = Values(KlDivergence.Between(p, q));
        var x = p.sample(n);
        var ratio = p.log_prob(x) - q.log_prob(x);
        double[] mean = Values(ratio.mean([0L])), error = Values(ratio.std(0, true) / Math.Sqrt(n));
        for (var i = 0; i < divergence.Length; i++)
        {
            // Where q excludes values of p, a sample may or may not show it.
            if (double.IsPositiveInfinity(divergence[i])) continue;
            Assert.True(Math.Abs(divergence[i] - mean[i]) <= 4 * error[i] + 1e-9, $"{pair}, element {i}: {divergence[i]}, samples give {mean[i]} ± {error[i]}.");
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_distribution_does_not_diverge_from_itself(string pair)
    {
        if (pair.Split(' ') is not [var kind, var other] || kind != other) return;
        using var scope = NewDisposeScope();
        using var p = Laws[kind](0, null);
        AssertClose([0, 0], KlDivergence.Between(p, p), 1e-9, kind);
    }

    [Fact]
    public void Multivariate_normals_have_PyTorchs_divergence()
    {
        using var scope = NewDisposeScope();
        var divergence = KlDivergence.BetweenMultivariateNormals(
            T(0, 1), tensor(new[,] { { 1.5, 0 }, { -0.7, 0.4 } }), tensor(new[,] { { 2.0, -1 }, { 0, 1 } }), tensor(new[,] { { 0.8, 0 }, { 0.3, 2 } }));
        AssertClose(Numbers(Golden.GetProperty("MultivariateNormal")), divergence, 1e-12, "MultivariateNormal");
    }

    [Fact]
    public void Gradients_reach_the_parameters()
    {
        using var scope = NewDisposeScope();
        var (mu, sigma) = (T(0.5, -1).requires_grad_(), T(0.8, 2).requires_grad_());
        KlDivergence.Between(Normal(mu, sigma), Normal(0.0)).sum().backward();
        AssertClose([0.5, -1], mu.grad!, 1e-12, "mu");
        AssertClose([0.8 - 1 / 0.8, 1.5], sigma.grad!, 1e-12, "sigma");
    }

    [Fact]
    public void A_pair_without_a_closed_form_says_what_to_do_instead()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<NotSupportedException>(() => KlDivergence.Between(Cauchy(T(0), T(1)), Normal(0.0)));
        Assert.Contains("KL(Cauchy ‖ Normal)", error.Message);
        Assert.Contains("average", error.Message);
        Assert.Throws<NotSupportedException>(() => KlDivergence.Between(Normal(0.0), Cauchy(T(0), T(1))));
        Assert.Throws<NotSupportedException>(() => KlDivergence.Between(Binomial(T(3), T(0.5)), Binomial(T(5), T(0.5))));
    }

    private static (Distribution P, Distribution Q) Create(string pair, Generator? generator) =>
        (Laws[pair.Split(' ')[0]](0, generator), Laws[pair.Split(' ')[1]](1, generator));

    private static Tensor T(params double[] values) => tensor(values);

    private static Tensor Rows(double[] values) => tensor(values).reshape(2, 3);

    private static double[] Values(Tensor values)
    {
        using var elements = values.detach().data<double>();
        return elements.ToArray();
    }

    private static double[] Numbers(JsonElement json) =>
        [.. json.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.String ? double.Parse(n.GetString()!, CultureInfo.InvariantCulture) : n.GetDouble())];

    private static void AssertClose(double[] expected, Tensor actual, double tolerance, string what)
    {
        var values = Values(actual);
        Assert.Equal(expected.Length, values.Length);
        foreach (var (want, got) in expected.Zip(values))
            Assert.True(want.Equals(got) || Math.Abs(want - got) <= tolerance * (1 + Math.Abs(want)), $"{what}: got {string.Join(", ", values)}, expected {string.Join(", ", expected)}.");
    }
}
