using TorchSharp.Kernels;
using TorchSharp.Tests.Golden;
using static TorchSharp.torch;
using S = TorchSharp.torch.special;

namespace TorchSharp.Tests.SpecialFunctions;

/// <summary>special.json: PyTorch's values under the same keys.</summary>
public sealed class SpecialFunctionTests
{
    private static readonly GoldenFile File = new("special.json");

    private static readonly Dictionary<string, GoldenTensor> Operands =
        File["operands"].EnumerateObject().ToDictionary(p => p.Name, p => GoldenTensor.Read(p.Value));

    private static readonly Dictionary<string, Func<Tensor[], Tensor[]>> Cases = new()
    {
        ["entr"] = x => [S.entr(x[0])],
        ["erfcx"] = x => [S.erfcx(x[0])],
        ["i0"] = x => [S.i0(x[0].clamp(-700, 700))],
        ["i0e"] = x => [S.i0e(x[0])],
        ["i1"] = x => [S.i1(x[0].clamp(-700, 700))],
        ["i1e"] = x => [S.i1e(x[0])],
        ["k0"] = x => [S.modified_bessel_k0(x[0])],
        ["k1"] = x => [S.modified_bessel_k1(x[0])],
        ["k0e"] = x => [S.scaled_modified_bessel_k0(x[0])],
        ["k1e"] = x => [S.scaled_modified_bessel_k1(x[0])],
        ["ndtr"] = x => [S.ndtr(x[0])],
        ["ndtri"] = x => [S.ndtri(x[0])],
        ["spherical_bessel_j0"] = x => [S.spherical_bessel_j0(x[0])],
        ["gammainc"] = x => [S.gammainc(x[0], x[1])],
        ["gammaincc"] = x => [S.gammaincc(x[0], x[1])],
        ["zeta"] = x => [S.zeta(x[0], x[1])],
        ["xlog1py"] = x => [S.xlog1py(x[0].unsqueeze(-1), x[1])],
        ["aliases"] = x =>
        [
            S.digamma(x[0]), S.psi(x[0]), S.erf(x[0]), S.erfc(x[0]), S.erfinv(x[0]), S.exp2(x[0]), S.expit(x[0]), S.expm1(x[0]), S.gammaln(x[0]), S.logit(x[0]),
            S.multigammaln(x[0] + 2, 2), S.polygamma(1, x[0]), S.sinc(x[0]),
        ],
        ["softmax"] = x => [S.softmax(x[0], 1), S.log_softmax(x[0], 0, ScalarType.Float64)],
        ["frexp"] = x => frexp(x[0].narrow(0, 3, x[0].shape[0] - 3)) is var (mantissa, exponent) ? [mantissa, exponent] : [],
        ["nextafter"] = x => [nextafter(x[0], x[1].flip(0)), nextafter(x[0], -x[1])],
        ["renorm"] = x => [renorm(x[0], 2, 0, 1), renorm(x[0], 1, 1, 2)],
        ["argwhere"] = x => [argwhere(x[0])],
        ["where"] = x => where(x[0]),
        ["spreads"] = x => (var_mean(x[0], (0, 2), false, true), std_mean(x[0], (0, 2))) is var (variance, deviation)
            ? [x[0].var((0, 1)), x[0].std((0, 1, 2), false), variance.Item1, variance.Item2, deviation.Item1, deviation.Item2] : [],
        ["windows"] = _ =>
        [
            .. Windows((n, periodic) => bartlett_window(n, periodic, ScalarType.Float64)),
            .. Windows((n, periodic) => blackman_window(n, periodic, ScalarType.Float64)),
            .. Windows((n, periodic) => hamming_window(n, periodic, dtype: ScalarType.Float64)),
            .. Windows((n, periodic) => hann_window(n, periodic, ScalarType.Float64)),
            .. Windows((n, periodic) => kaiser_window(n, periodic, 6.5f, ScalarType.Float64)),
        ],
        ["combinations"] = x => [combinations(x[0]), combinations(x[0], 3), combinations(x[0], 2, true)],
        ["combinations: too many"] = x => [combinations(x[0], 5)],
    };

    public static TheoryData<string> Keys => [.. File["cases"].EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_special_function_gives_PyTorchs_values(string key)
    {
        var failures = new List<string>();
        foreach (var golden in File["cases"].GetProperty(key).EnumerateArray())
        {
            string[] names = [.. golden[0].EnumerateArray().Select(n => n.GetString()!)];
            using var scope = NewDisposeScope();
            try
            {
                Tensor[] operands = [.. names.Select(name => Operands[name].ToTensor())];
                var absolute = key == "windows" ? 1e-15 : 1e-30;
                ForwardTests.Compare(() => Cases[key](operands), golden[1], absolute, $"{key} of {string.Join(", ", names)}", Digits(key));
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                failures.Add(failure.Message);
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_case_has_golden_values() => Assert.Empty(Cases.Keys.Except(Keys.Select(row => row.Data)));

    [Theory]
    [InlineData(0.05, 0.01)]
    [InlineData(0.3, 0.7)]
    [InlineData(1, 2.2)]
    [InlineData(4.5, 1.1)]
    [InlineData(9, 30)]
    [InlineData(120, 110)]
    [InlineData(120, 135)]
    public void The_gradient_of_gamma_numbers_keeps_their_quantile(double alpha, double x)
    {
        // dx/dα = −(∂P/∂α)/p(x), the derivative by central differences, of an error of h².
        var h = alpha * 1e-5;
        var slope = (IncompleteGamma.Lower(alpha + h, x) - IncompleteGamma.Lower(alpha - h, x)) / (2 * h);
        var density = Math.Exp((alpha - 1) * Math.Log(x) - x - GammaFunction.LogGamma(alpha));
        Assert.Equal(1, GammaReparameterization.Derivative(alpha, x) / (-slope / density), 1e-7);
    }

    [Fact]
    public void The_gradients_of_gamma_numbers_meet_where_one_formula_takes_over_from_another()
    {
        foreach (var deviations in new[] { -2.5, -0.3, 0, 0.5, 3 })
        {
            var (below, above) = (99_999.0, 100_001.0);
            var left = GammaReparameterization.Derivative(below, below + deviations * Math.Sqrt(below));
            var right = GammaReparameterization.Derivative(above, above + deviations * Math.Sqrt(above));
            Assert.Equal(left, right, 1e-6);
        }
    }

    [Theory]
    [InlineData(0.5, 0.5, 0.3)]
    [InlineData(2, 1, 0.8)]
    [InlineData(1, 3, 0.05)]
    public void The_gradient_of_beta_numbers_keeps_their_quantile(double alpha, double beta, double x)
    {
        // I(x; α, β) by the midpoint rule after t = x sᵏ, which makes the integrand smooth at zero; x below one.
        static double Cumulative(double a, double b, double x)
        {
            const int n = 200_000;
            var sum = 0.0;
            for (var i = 0; i < n; i++) sum += Math.Pow(1 - x * Math.Pow((i + 0.5) / n, 1 / a), b - 1);
            return sum / n * Math.Pow(x, a) / a / Beta(a, b);
        }
        static double Beta(double a, double b) => Math.Exp(GammaFunction.LogGamma(a) + GammaFunction.LogGamma(b) - GammaFunction.LogGamma(a + b));
        const double h = 1e-4;
        var slope = (Cumulative(alpha + h, beta, x) - Cumulative(alpha - h, beta, x)) / (2 * h);
        var density = Math.Pow(x, alpha - 1) * Math.Pow(1 - x, beta - 1) / Beta(alpha, beta);
        Assert.Equal(-slope / density / (1 - x), BetaReparameterization.Derivative(x, alpha, beta), 1e-6);
    }

    private static Tensor[] Windows(Func<long, bool, Tensor> window) => [window(7, true), window(8, false), window(1, true), window(0, true)];

    // To how many digits PyTorch computes; the default parameters of a Hamming window are single numbers here.
    private static double Digits(string key) => key switch
    {
        "gammainc" or "gammaincc" => 1e-9,
        "windows" => 5e-7,
        "aliases" => 2e-9,
        "zeta" or "ndtr" => 1e-12,
        _ => 1e-13,
    };
}
