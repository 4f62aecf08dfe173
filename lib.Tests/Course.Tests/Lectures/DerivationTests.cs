using Course.Lectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Lectures;

public sealed class DerivationTests
{
    private const double Mean = 6, Variance = 16, Kl = 24.113705638880109;   // ½(36 + 16 − ln 16 − 1)

    private static double LogNormal(double x, double mean, double variance) =>
        -0.5 * ((x - mean) * (x - mean) / variance + Math.Log(2 * Math.PI * variance));

    private static Derivation KlToStandardNormal => new Derivation("KL(N(6, 16) ‖ N(0, 1))")
        .Step(@"\int q(x) \log \frac{q(x)}{p(x)}\,dx", "The definition.", () => Estimate.Quadrature(
            x => Math.Exp(LogNormal(x, Mean, Variance)) * (LogNormal(x, Mean, Variance) - LogNormal(x, 0, 1)), -60, 70))
        .Step(@"\mathbb E_q[\log q(x) - \log p(x)]", "An integral against a density is an expectation.", () =>
        {
            manual_seed(1);
            var x = Mean + Math.Sqrt(Variance) * randn(20_000, dtype: ScalarType.Float64);
            return Estimate.MonteCarlo(x.square() / 2 - (x - Mean).square() / (2 * Variance) - 0.5 * Math.Log(Variance));
        })
        .Step(@"\tfrac12(\mu^2 + \sigma^2 - \log\sigma^2 - 1)", "Moments of the normal.", () => 0.5 * (Mean * Mean + Variance - Math.Log(Variance) - 1));

    [Fact]
    public void Equal_steps_are_shown_with_their_values_and_roads()
    {
        string text = KlToStandardNormal.ToString();

        Assert.True(KlToStandardNormal.Holds);
        Assert.Equal(3, text.Count(c => c == '✓'));
        Assert.Contains("24.1137056 (quadrature) ✓", text, StringComparison.Ordinal);
        Assert.Matches(@"\n   24\.\d\d ± 0\.\d\d \(Monte Carlo, 20,000 samples\) ✓\n", text);
        Assert.Contains("24.1137056 (closed form) ✓", text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_Markdown_formulas_stand_between_dollar_signs() =>
        Assert.Contains("**1.** The definition.\n\n$$\n\\int q(x)", KlToStandardNormal.ToMarkdown(), StringComparison.Ordinal);

    [Fact]
    public void A_wrong_step_is_red_and_fails_after_it_was_shown()
    {
        var wrong = KlToStandardNormal.Step("23", "Forgotten half.", () => 2 * Kl);

        Assert.False(wrong.Holds);
        Assert.Contains("48.2274113 (closed form) <strong style=\"color:#c62828;color:light-dark(#c62828,#ff8a80)\">✗ gives 48.2274113 instead of 24.1137056</strong>",
            wrong.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal("Step 4 of 'KL(N(6, 16) ‖ N(0, 1))' (Forgotten half) gives 48.2274113 instead of 24.1137056.",
            Assert.Throws<DerivationException>(wrong.Show).Message);
    }

    [Fact]
    public void A_step_whose_code_fails_is_wrong_and_the_others_are_still_shown()
    {
        var broken = new Derivation("broken").Step("a", "First.", () => 1).Step("b", "Second.", () => throw new InvalidOperationException("no data."));

        Assert.Contains("1 (closed form) ✓", broken.ToString(), StringComparison.Ordinal);
        Assert.Contains("✗ could not be computed: no data", broken.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_runs_once_however_often_the_derivation_is_shown()
    {
        int runs = 0;
        var once = new Derivation("once").Step("a", "First.", () => ++runs);

        Assert.Equal(once.ToString(), once.ToString());
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Exact_roads_must_agree_to_the_tolerance_and_random_ones_to_four_standard_errors()
    {
        Estimate exact = 1;
        Assert.True(new Estimate(1 + 5e-7, "").Agrees(exact, 1e-6));
        Assert.False(new Estimate(1 + 2e-6, "").Agrees(exact, 1e-6));
        Assert.True(new Estimate(1.39, "", 0.1).Agrees(exact, 1e-6));
        Assert.False(new Estimate(1.41, "", 0.1).Agrees(exact, 1e-6));
        Assert.False(new Estimate(double.NaN, "").Agrees(exact, 1e-6));
    }

    [Fact]
    public void The_roads_compute_what_they_say()
    {
        Assert.Equal(Math.Sqrt(Math.PI), Estimate.Quadrature(x => Math.Exp(-x * x), double.NegativeInfinity, double.PositiveInfinity).Value, 1e-10);
        Assert.Equal(3.5, Estimate.Enumeration(Enumerable.Range(1, 6).Select(x => x / 6.0)).Value, 1e-12);
        var mean = Estimate.MonteCarlo(new[] { 1.0, 2, 3 });
        Assert.Equal(2, mean.Value, 1e-12);
        Assert.Equal(1 / Math.Sqrt(3), mean.StandardError, 1e-12);
    }
}
