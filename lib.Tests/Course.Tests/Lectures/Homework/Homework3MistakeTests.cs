using Course.Lectures;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Tests.Lectures;

/// <summary>Common mistakes, made as a student makes them: each is answered by the hint that is meant for it, whatever the seed.</summary>
public sealed class Homework3MistakeTests
{
    private static readonly Dictionary<string, (Func<Homework3, Ruling> Judge, string Hint)> Rows = new()
    {
        ["KL: half"] = (Kl((m, l) => m * m + Math.Exp(l) - l - 1), "The ½ in front is missing"),
        ["KL: one"] = (Kl((m, l) => 0.5 * (m * m + Math.Exp(l) - l)), "The −1 is missing"),
        ["KL: one for all"] = (Whole((mu, logvar) => 0.5 * (mu.Zip(logvar, (m, l) => m * m + Math.Exp(l) - l).Sum() - 1)), "belongs to each dimension"),
        ["KL: log for variance"] = (Kl((m, l) => 0.5 * (m * m + l - l - 1)), "exponentiate it"),
        ["KL: deviation"] = (Kl((m, l) => 0.5 * (m * m + Math.Exp(l / 2) - l - 1)), "You put σ where σ² belongs"),
        ["KL: squared twice"] = (Kl((m, l) => 0.5 * (m * m + Math.Pow(Math.Exp(l), 2) - l - 1)), "squared σ² once more"),
        ["KL: log σ"] = (Kl((m, l) => 0.5 * (m * m + Math.Exp(l) - l / 2 - 1)), "you took half of it"),
        ["KL: plus log"] = (Kl((m, l) => 0.5 * (m * m + Math.Exp(l) + l - 1)), "a narrow q must be dear"),
        ["KL: mean"] = (Kl((m, l) => 0.5 * (m + Math.Exp(l) - l - 1)), "The mean must be squared"),
        ["KL: sign"] = (Kl((m, l) => -0.5 * (m * m + Math.Exp(l) - l - 1)), "The sign is turned round"),
        ["KL: averaged"] = (Whole((mu, logvar) => Homework3Answers.Kl(mu, logvar) / mu.Length), "averaged over the dimensions"),
        ["KL: swapped"] = (Whole((mu, logvar) => Homework3Answers.KlBetween(new double[mu.Length], new double[mu.Length], mu, logvar)), "You swapped the direction"),
        ["KL: bits"] = (Whole((mu, logvar) => Homework3Answers.Kl(mu, logvar) / Math.Log(2)), "This is in bits"),
        ["KL: other"] = (Kl((m, l) => 3 * m * m + 1), "by another road, quadrature, it is"),

        ["pair: swapped"] = (Pair((a, b, c, d) => Homework3Answers.KlBetween(c, d, a, b)), "You swapped the direction"),
        ["pair: standard"] = (Pair((a, b, c, d) => Homework3Answers.Kl(a, b)), "a mean and a width of its own"),
        ["pair: difference"] = (Pair((a, b, c, d) => Homework3Answers.Kl(a, b) - Homework3Answers.Kl(c, d)), "divergences are no distances"),
        ["pair: averaged"] = (Pair((a, b, c, d) => Homework3Answers.KlBetween(a, b, c, d) / a.Length), "they are summed"),
        ["pair: double"] = (Pair((a, b, c, d) => 2 * Homework3Answers.KlBetween(a, b, c, d)), "The ½ in front is missing"),
        ["pair: wrong width"] = (Terms((d, v1, v2) => 0.5 * (d * d / v1 + v1 / v2 - Math.Log(v1 / v2) - 1)), "in the width of the *second*"),
        ["pair: no width"] = (Terms((d, v1, v2) => 0.5 * (d * d + v1 / v2 - Math.Log(v1 / v2) - 1)), "must be divided by σ₂²"),
        ["pair: ratio"] = (Terms((d, v1, v2) => 0.5 * (d * d / v2 + v2 / v1 - Math.Log(v2 / v1) - 1)), "upside down"),
        ["pair: logarithm"] = (Terms((d, v1, v2) => 0.5 * (d * d / v2 + v1 / v2 + Math.Log(v1 / v2) - 1)), "The logarithm has the wrong sign"),

        ["slopes: half"] = (Slopes(m => m / 2, l => 0.5 * (Math.Exp(l) - 1)), "goes with the 2"),
        ["slopes: twice"] = (Slopes(m => 2 * m, l => Math.Exp(l) - 1), "You forgot the ½"),
        ["slopes: σ²"] = (Slopes(m => m, l => 0.5 * (1 - 1 / Math.Exp(l))), "You differentiated by σ²"),
        ["slopes: σ"] = (Slopes(m => m, l => Math.Exp(l / 2) - 1 / Math.Exp(l / 2)), "You differentiated by σ;"),
        ["slopes: log σ"] = (Slopes(m => m, l => Math.Exp(l) - 1), "half of log σ²"),
        ["slopes: sign"] = (Slopes(m => -m, l => 0.5 * (1 - Math.Exp(l))), "direction of descent"),
        ["slopes: −1"] = (Slopes(m => m, l => 0.5 * Math.Exp(l)), "has the slope −1"),
        ["slopes: null"] = (hw => ((KlSlopesExercise)hw.Find("3.3")).Judge((mu, logvar) => (null!, null!)), "your function returns null"),

        ["draw: mean"] = (Draw((m, l) => m * 1), "there is no noise in it"),
        ["draw: variance"] = (Draw((m, l) => m + exp(l) * randn_like(m)), "it is the deviation σ"),
        ["draw: no σ"] = (Draw((m, l) => m + randn_like(m) + 0 * l), "the noise is not multiplied by σ"),
        ["draw: log σ²"] = (Draw((m, l) => m + l * randn_like(m)), "multiplied by log σ²"),
        ["draw: log σ"] = (Draw((m, l) => m + 0.5 * l * randn_like(m)), "and should be"),
        ["draw: one for all"] = (Draw((m, l) => m + exp(0.5 * l) * randn(1, m.shape[1], dtype: m.dtype)), "share their noise"),
        ["draw: one for an item"] = (Draw((m, l) => m + exp(0.5 * l) * randn(m.shape[0], 1, dtype: m.dtype)), "all dimensions of an item share one noise"),
        ["draw: stale"] = (Draw((m, l) => { manual_seed(1); return m + exp(0.5 * l) * randn_like(m); }), "fresh noise is needed"),
        ["draw: uniform"] = (Draw((m, l) => m + exp(0.5 * l) * (rand_like(m) - 0.5)), "and should be"),
        ["draw: wide uniform"] = (Draw((m, l) => m + exp(0.5 * l) * (rand_like(m) - 0.5) * Math.Sqrt(12)), "it is not normal"),
        ["draw: uncentred"] = (Draw((m, l) => m + exp(0.5 * l) * rand_like(m)), "the mean of dimension"),
        ["draw: no gradient"] = (Draw((m, l) => distributions.Normal(m, exp(0.5 * l)).sample()), "no gradient passes it"),
        ["draw: detached mean"] = (Draw((m, l) => m.detach() + exp(0.5 * l) * randn_like(m)), "∂z/∂μ must be 1"),
        ["draw: detached deviation"] = (Draw((m, l) => m + exp(0.5 * l).detach() * randn_like(m)), "no gradient reaches log σ²"),
        ["draw: shape"] = (Draw((m, l) => (m + l).sum(1L)), "it must be that of μ"),
        ["draw: null"] = (Draw((m, l) => null!), "your function returns null"),

        ["loss: mean over pixels"] = (Loss((l, x, m, v) => Bce(l, x).mean() + Term(m, v).sum() / x.shape[0]), "as many times too much as an image has pixels"),
        ["loss: means"] = (Loss((l, x, m, v) => Bce(l, x).mean() + Term(m, v).mean()), "Both terms are averaged over their own dimensions"),
        ["loss: mean over latents"] = (Loss((l, x, m, v) => Bce(l, x).sum() / x.shape[0] + Term(m, v).mean()), "it is summed over them"),
        ["loss: sum"] = (Loss((l, x, m, v) => Bce(l, x).sum() + Term(m, v).sum()), "You summed over the images"),
        ["loss: subtracted"] = (Loss((l, x, m, v) => (Bce(l, x).sum() - Term(m, v).sum()) / x.shape[0]), "the KL term is added"),
        ["loss: ELBO"] = (Loss((l, x, m, v) => -(Bce(l, x).sum() + Term(m, v).sum()) / x.shape[0]), "This is the ELBO itself"),
        ["loss: sign"] = (Loss((l, x, m, v) => (Term(m, v).sum() - Bce(l, x).sum()) / x.shape[0]), "a better reconstruction must lower the loss"),
        ["loss: half"] = (Loss((l, x, m, v) => (Bce(l, x).sum() + 2 * Term(m, v).sum()) / x.shape[0]), "The ½ of the KL term"),
        ["loss: sigmoid"] = (Loss((l, x, m, v) => (Bce(l.sigmoid(), x).sum() + Term(m, v).sum()) / x.shape[0]), "the sigmoid twice"),
        ["loss: squares"] = (Loss((l, x, m, v) => ((l.sigmoid() - x).square().sum() + Term(m, v).sum()) / x.shape[0]), "This is the squared error"),
        ["loss: no KL"] = (Loss((l, x, m, v) => Bce(l, x).sum() / x.shape[0]), "The KL term is missing"),
        ["loss: KL alone"] = (Loss((l, x, m, v) => Term(m, v).sum() / x.shape[0]), "The reconstruction is missing"),
        ["loss: pixels"] = (Loss((l, x, m, v) => (Bce(l, x).sum() + Term(m, v).sum()) / x.shape[1]), "the number of pixels"),
        ["loss: detached"] = (Loss((l, x, m, v) => Homework3Answers.Loss(l, x, m, v).detach()), "no gradient reaches the model"),

        ["gap: prior"] = (Gap((a, s, x, m, v) => Homework3Answers.Kl([m], [Math.Log(v)])), "KL(q ‖ prior)"),
        ["gap: swapped"] = (Gap((a, s, x, m, v) => Between(Posterior(a, s, x), (m, v))), "You swapped the direction"),
        ["gap: turned"] = (Gap((a, s, x, m, v) => -Homework3Answers.Gap(a, s, x, m, v)), "never negative"),
        ["gap: precision"] = (Gap((a, s, x, m, v) => Between((m, v), (Posterior(a, s, x).Mean, 1 / Posterior(a, s, x).Variance))), "its variance is one over that"),
        ["gap: deviation"] = (Gap((a, s, x, m, v) => Between((m, v), Posterior(a, Math.Sqrt(s), x))), "You used s where s² belongs"),
        ["gap: likelihood"] = (Gap((a, s, x, m, v) => Between((m, v), (x / a, s / (a * a)))), "the posterior has the prior in it"),
        ["gap: evidence"] = (Gap((a, s, x, m, v) => -0.5 * Math.Log(2 * Math.PI * (a * a + s)) - x * x / (2 * (a * a + s))), "This is log p(x)"),
        ["gap: double"] = (Gap((a, s, x, m, v) => 2 * Homework3Answers.Gap(a, s, x, m, v)), "The ½ in front"),

        ["bound: mean"] = (Bound(logs => logs.Average()), "the plain ELBO"),
        ["bound: sum"] = (Bound(logs => Math.Log(logs.Sum(Math.Exp))), "You forgot to divide by K"),
        ["bound: outside"] = (Bound(logs => Math.Log(logs.Sum(Math.Exp)) / logs.Length), "inside the logarithm"),
        ["bound: largest"] = (Bound(logs => logs.Max()), "the largest weight alone"),
        ["bound: weight"] = (Bound(logs => logs.Average(Math.Exp)), "its logarithm is asked for"),
        ["bound: underflow"] = (Bound(logs => Math.Log(logs.Average(Math.Exp))), "take the largest out of the sum first"),
        ["bound: sign"] = (Bound(logs => -Homework3Answers.Bound(logs)), "the bound is asked for, not the loss"),

        ["active: means"] = (Active(column => Math.Abs(column.Average()) > 0.01), "You looked at the means"),
        ["active: squares"] = (Active(column => column.Average(v => v * v) > 0.01), "You did not subtract the mean"),
        ["active: all"] = (hw => ((ActiveUnitsExercise)hw.Find("3.8")).Judge(means => means.GetLength(1)), "never change"),
        ["active: silent"] = (hw => ((ActiveUnitsExercise)hw.Find("3.8")).Judge(means => means.GetLength(1) - Homework3Answers.ActiveUnits(means)), "those that are silent"),

        ["rate: half"] = (Rate((v, s) => (Homework3Answers.Predict(v, s).Item1, 2 * Homework3Answers.Predict(v, s).Item2)), "a ratio of variances"),
        ["rate: negative"] = (Rate((v, s) => (v.Count(each => each > s), v.Sum(each => 0.5 * Math.Log(each / s)))), "a divergence is never negative"),
        ["rate: capacity"] = (Rate((v, s) => (v.Count(each => each > s), v.Where(each => each > s).Sum(each => 0.5 * Math.Log(1 + each / s)))), "noise included"),
        ["rate: silent"] = (Rate((v, s) => (v.Count(each => each <= s), Homework3Answers.Predict(v, s).Item2)), "You counted the silent dimensions"),
        ["rate: bits"] = (Rate((v, s) => (v.Count(each => each > s), Homework3Answers.Predict(v, s).Item2 / Math.Log(2))), "in bits"),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_common_mistake_is_recognised(string name)
    {
        var (judge, hint) = Rows[name];
        // Whatever the seed, it is wrong; the hint may need numbers in which the mistake differs from others, which most seeds give.
        Ruling[] rulings = [.. new long[] { 1, 2, 3, 20260001 }.Select(seed => judge(new Homework3(seed)))];
        Assert.All(rulings, ruling => Assert.Equal(Verdict.Wrong, ruling.Verdict));
        Assert.All(rulings, ruling => Assert.Contains(hint, ruling.Message));
    }

    private static Func<Homework3, Ruling> Whole(Func<double[], double[], double> kl) => hw => ((StandardKlExercise)hw.Find("3.1")).Judge(kl);

    private static Func<Homework3, Ruling> Kl(Func<double, double, double> term) => Whole((mu, logvar) => mu.Zip(logvar, term).Sum());

    private static Func<Homework3, Ruling> Pair(Func<double[], double[], double[], double[], double> kl) => hw => ((DiagonalKlExercise)hw.Find("3.2")).Judge(kl);

    private static Func<Homework3, Ruling> Terms(Func<double, double, double, double> term) => Pair((mu1, logvar1, mu2, logvar2) =>
        Enumerable.Range(0, mu1.Length).Sum(i => term(mu1[i] - mu2[i], Math.Exp(logvar1[i]), Math.Exp(logvar2[i]))));

    private static Func<Homework3, Ruling> Slopes(Func<double, double> byMu, Func<double, double> byLogvar) =>
        hw => ((KlSlopesExercise)hw.Find("3.3")).Judge((mu, logvar) => ([.. mu.Select(byMu)], [.. logvar.Select(byLogvar)]));

    private static Func<Homework3, Ruling> Draw(Func<Tensor, Tensor, Tensor> draw) => hw => ((ReparameterizationExercise)hw.Find("3.4")).Judge(draw);

    private static Func<Homework3, Ruling> Loss(Func<Tensor, Tensor, Tensor, Tensor, Tensor> loss) => hw => ((ElboLossExercise)hw.Find("3.5")).Judge(loss);

    private static Tensor Bce(Tensor logits, Tensor x) => F.binary_cross_entropy_with_logits(logits, x, reduction: nn.Reduction.None);

    private static Tensor Term(Tensor mu, Tensor logvar) => 0.5 * (mu * mu + logvar.exp() - logvar - 1);

    private static Func<Homework3, Ruling> Gap(Func<double, double, double, double, double, double> gap) => hw => ((BoundGapExercise)hw.Find("3.6")).Judge(gap);

    private static (double Mean, double Variance) Posterior(double a, double noise, double x) => (a * x / (a * a + noise), noise / (a * a + noise));

    private static double Between((double Mean, double Variance) q, (double Mean, double Variance) p) =>
        Homework3Answers.KlBetween([q.Mean], [Math.Log(q.Variance)], [p.Mean], [Math.Log(p.Variance)]);

    private static Func<Homework3, Ruling> Bound(Func<double[], double> bound) => hw => ((WeightedBoundExercise)hw.Find("3.7")).Judge(bound);

    private static Func<Homework3, Ruling> Active(Func<double[], bool> isActive) => hw => ((ActiveUnitsExercise)hw.Find("3.8")).Judge(means =>
        Enumerable.Range(0, means.GetLength(1)).Count(j => isActive([.. Enumerable.Range(0, means.GetLength(0)).Select(i => means[i, j])])));

    private static Func<Homework3, Ruling> Rate(Func<double[], double, (int, double)> predict) => hw => ((RateExercise)hw.Find("3.9")).Judge(predict);
}
