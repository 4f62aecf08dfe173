using TorchSharp.Tests.Golden;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Sampling;

/// <summary>Draws of the seed 42, against the numbers that PyTorch draws from it (sampling.json).</summary>
[Collection(nameof(ProcessWide))]
public sealed class SamplingTests
{
    private static readonly GoldenFile File = new("sampling.json");

    private static readonly double[] Rates = [0, 0.1, 1, 4.5, 9.9, 10, 33, 1e3, 1e6];

    private static readonly Dictionary<string, Func<Tensor[]>> Cases = new()
    {
        ["gamma"] = () => [_standard_gamma(ShapeParameters(ScalarType.Float64))],
        ["gamma: single"] = () => [_standard_gamma(ShapeParameters(ScalarType.Float32))],
        ["gamma: gradient"] = GammaGradient,
        ["gamma: transposed"] = () => [_standard_gamma(tensor(new float[,] { { 0.5f, 2, 3 }, { 4, 5, 6 } }).t())],
        ["gamma: empty"] = () => [_standard_gamma(ones(0, 3))],
        ["dirichlet"] = () => [_sample_dirichlet(tensor(new[,] { { 0.3f, 1, 2.5f }, { 4, 0.7f, 12 }, { 1e-3f, 1e-3f, 1e-3f } }).repeat(5, 1))],
        ["dirichlet: gradient"] = DirichletGradient,
        ["poisson"] = () => [tensor(Rates, ScalarType.Float32).repeat(40).poisson()],
        ["poisson: double"] = () => [poisson(tensor(Rates).reshape(3, 3))],
        ["poisson: 0-d"] = () => [poisson(tensor(3f))],
        ["binomial"] = () => [Binomials(ScalarType.Float32)],
        ["binomial: double"] = () => [Binomials(ScalarType.Float64)],
        ["geometric_"] = () => [empty(50).geometric_(0.2)],
        ["geometric_: integers"] = () => [empty(5, 2, ScalarType.Int64).geometric_(0.7)],
        ["random_"] = () => [empty(20).random_(-3, 9)],
        ["random_: integers"] = () => [empty(4, 3, ScalarType.Int64).random_(5, 1L << 45)],
        ["bernoulli_"] = () => [empty(2, 6).bernoulli_(linspace(0, 1, 6).repeat(2, 1))],
        ["bernoulli_: broadcast"] = () => [empty(3, 4, ScalarType.Int64).bernoulli_(tensor(new double[,] { { 0.2 }, { 0.5 }, { 0.8 } }))],
        ["randint_like"] = () => [empty(3, 3).randint_like(2, 7)],
        ["one at a time"] = () =>
            [tensor([(float)rand_float()]), tensor([(float)randn_float()]), tensor([randint_long(5, 500)]), tensor([randint_bool() ? 1f : 0f])],
    };

    public static TheoryData<string> Keys => [.. File["cases"].EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_seed_gives_PyTorchs_draws_and_uses_as_many_numbers(string key)
    {
        using var scope = NewDisposeScope();
        manual_seed(42);
        var expected = GoldenTensor.ReadAll(File["cases"].GetProperty(key));
        Tensor[] actual = [.. Cases[key](), rand(1)];
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            // PyTorch approximates the two gradients to three digits; SpecialFunctionTests compares ours with differences of the distribution functions.
            var isGradient = key.EndsWith("gradient", StringComparison.Ordinal) && i == 1;
            expected[i].AssertMatches(actual[i], isGradient ? 3e-3 : actual[i].dtype == ScalarType.Float32 ? 2e-6 : 1e-13, 1e-30, $"{key}, result {i}");
        }
    }

    [Fact]
    public void Every_case_has_golden_values() => Assert.Empty(Cases.Keys.Except(Keys.Select(row => row.Data)));

    [Fact]
    public void Impossible_parameters_are_named()
    {
        static string Message(Func<Tensor> draw) => Assert.ThrowsAny<Exception>(() => draw()).Message;
        Assert.Contains("-2", Message(() => poisson(tensor([1f, -2]))));
        Assert.Contains("_standard_gamma expects parameters that are not negative", Message(() => _standard_gamma(tensor([-1f]))));
        Assert.Contains("p=1.5", Message(() => empty(2).geometric_(1.5)));
        Assert.Contains("from=4 >= to=4", Message(() => empty(2).random_(4, 4)));
        Assert.Contains("Float32 and Float64", Message(() => binomial(tensor(3f), tensor(0.5))));
        Assert.Contains("Int64", Message(() => poisson(tensor(3L))));
    }

    private static Tensor ShapeParameters(ScalarType type) => tensor([0.0, 1e-3, 0.05, 0.3, 0.9, 1, 1.5, 2.5, 7, 40, 1e3, 1e6], type).repeat(20);

    private static Tensor Binomials(ScalarType type) =>
        binomial(tensor([0.0, 1, 5, 20, 50, 200, 1000, 30, 12], type).repeat(40), tensor([0.5, 0.3, 0.9, 0.5, 0.7, 0.02, 0.99, 0, 1], type).repeat(40));

    private static Tensor[] GammaGradient()
    {
        var alpha = ShapeParameters(ScalarType.Float64).narrow(0, 2, 10).clone().requires_grad_();
        var x = _standard_gamma(alpha);
        x.sum().backward();
        return [x, alpha.grad!];
    }

    private static Tensor[] DirichletGradient()
    {
        var alpha = tensor(new[,] { { 0.3, 1, 2.5 }, { 4, 0.7, 12 }, { 0.05, 0.1, 0.2 }, { 30, 50, 20 } });
        var x = _sample_dirichlet(alpha);
        return [x, torch.DirichletGradient(x, alpha, alpha.sum([-1L], true))];
    }
}
