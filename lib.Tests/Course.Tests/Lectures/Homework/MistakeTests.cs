using Course.Lectures;

namespace Course.Tests.Lectures;

/// <summary>Common mistakes, made as a student makes them: each is answered by the hint that is meant for it, whatever the seed.</summary>
public sealed class MistakeTests
{
    private static readonly Dictionary<string, (Func<Homework1, Ruling> Judge, string Hint)> Rows = new()
    {
        ["Bayes: forgotten evidence"] = (Bayes((prior, hit, alarm) => prior * hit), "forgot the evidence"),
        ["Bayes: forgotten prior"] = (Bayes((prior, hit, alarm) => hit / (hit + alarm)), "forgot the prior"),
        ["Bayes: likelihood"] = (Bayes((prior, hit, alarm) => hit), "the likelihood P(positive | ill)"),
        ["Bayes: evidence"] = (Bayes((prior, hit, alarm) => prior * hit + (1 - prior) * alarm), "the evidence P(positive) alone"),
        ["Bayes: false alarms not weighted"] = (Bayes((prior, hit, alarm) => prior * hit / (prior * hit + alarm)), "must be weighted too"),
        ["Bayes: specificity"] = (Bayes((prior, hit, alarm) => prior * hit / (prior * hit + (1 - prior) * (1 - alarm))), "for the specificity"),
        ["Bayes: healthy"] = (Bayes((prior, hit, alarm) => 1 - Answers.Posterior(prior, hit, alarm)), "P(healthy | positive)"),
        ["Bayes: prior where there is a test"] = (Bayes((prior, hit, alarm) => prior), "your function gives"),
        ["Bayes: no case for 0"] = (Bayes((prior, hit, alarm) => prior == 0 ? double.NaN : Answers.Posterior(prior, hit, alarm)), "Who cannot be ill"),

        ["expectation: E[X]²"] = (Expectation(hw => Math.Pow(Mean(hw), 2)), "square each value first"),
        ["expectation: E[X]"] = (Expectation(Mean), "This is E[X]; the function"),
        ["expectation: fair die"] = (Expectation(_ => 91 / 6.0), "of a fair die"),
        ["expectation: sum"] = (Expectation(_ => 91), "must be weighted by its probability"),
        ["expectation: variance"] = (Expectation(hw => Answers.SecondMoment(hw) - Math.Pow(Mean(hw), 2)), "This is the variance"),
        ["expectation: root"] = (Expectation(hw => Math.Sqrt(Answers.SecondMoment(hw))), "You took a root"),
        ["expectation: out of the blue"] = (Expectation(_ => -5), "−5 it is not, and no common mistake leads there"),
        ["expectation: NaN"] = (Expectation(_ => double.NaN), "The answer is NaN, and it must be a finite number."),

        ["1.3: swapped direction"] = (Number(2.042544), "swapped the direction"),
        ["1.3: σ in the logarithm"] = (Number(0.5 * (36 + 16 - Math.Log(4) - 1)), "You used σ where σ² belongs: with σ² = 16 the log term is ln 16."),
        ["1.3: σ in the ratio"] = (Number(0.5 * (36 + 4 - Math.Log(16) - 1)), "the quotient of the variances is 16, not 4"),
        ["1.3: 4 for 16 everywhere"] = (Number(0.5 * (36 + 4 - Math.Log(4) - 1)), "goes in as it is, without a root"),
        ["1.3: 16 as deviation"] = (Number(0.5 * (36 + 256 - Math.Log(256) - 1)), "squared the variance"),
        ["1.3: bits"] = (Number(24.113706 / Math.Log(2)), "This is in bits"),
        ["1.3: binary logarithm"] = (Number(0.5 * (36 + 16 - 4 - 1)), "binary logarithm"),
        ["1.3: decimal logarithm"] = (Number(0.5 * (36 + 16 - Math.Log10(16) - 1)), "decimal logarithm"),
        ["1.3: missing ½"] = (Number(36 + 16 - Math.Log(16) - 1), "The ½ before the bracket is missing"),
        ["1.3: missing −1"] = (Number(0.5 * (36 + 16 - Math.Log(16))), "The −1 in the bracket is missing"),
        ["1.3: +ln"] = (Number(0.5 * (36 + 16 + Math.Log(16) - 1)), "log term has the wrong sign"),
        ["1.3: 6 not squared"] = (Number(0.5 * (6 + 16 - Math.Log(16) - 1)), "must be squared"),
        ["1.3: 6 forgotten"] = (Number(0.5 * (16 - Math.Log(16) - 1)), "distance of the means is missing"),
        ["1.3: sign"] = (Number(-24.113706), "The sign is turned round"),
        ["1.3: another negative number"] = (Number(-3), "a divergence is never negative"),
        ["1.3: two decimals"] = (Number(24.11), "24.11 is rounded too coarsely"),
        ["1.3: ∞"] = (Number(double.PositiveInfinity), "The answer is ∞, and it must be a finite number."),

        ["KL: swapped direction"] = (Kl((m1, v1, m2, v2) => Answers.Kl(m2, v2, m1, v1)), "swapped the direction"),
        ["KL: deviations in the logarithm"] = (Kl((m1, v1, m2, v2) => Answers.Kl(m1, v1, m2, v2) + Math.Log(v1 / v2) / 4), "the log term is ln "),
        ["KL: variances squared"] = (Kl((m1, v1, m2, v2) => Answers.Kl(m1, v1 * v1, m2, v2 * v2)), "squared the variance"),
        ["KL: distance not divided"] = (Kl((m1, v1, m2, v2) => 0.5 * (v1 / v2 + Math.Pow(m1 - m2, 2) - Math.Log(v1 / v2) - 1)), "must be divided by σ₂²"),
        ["KL: bits"] = (Kl((m1, v1, m2, v2) => Answers.Kl(m1, v1, m2, v2) / Math.Log(2)), "This is in bits"),
        ["KL: symmetrised"] = (Kl((m1, v1, m2, v2) => Answers.Kl(m1, v1, m2, v2) + Answers.Kl(m2, v2, m1, v1)), "the right one is not symmetric"),
        ["KL: something else"] = (Kl((m1, v1, m2, v2) => 7 * v1), "but by another road, Monte Carlo, 20,000 samples, it is"),
        ["KL: negative"] = (Kl((m1, v1, m2, v2) => -7 * v1), "negative for some laws"),

        ["variance: n"] = (Variance(x => Answers.Variance(x) * (x.Length - 1) / x.Length), "You divided by n = "),
        ["variance: deviation"] = (Variance(x => Math.Sqrt(Answers.Variance(x))), "This is the standard deviation"),
        ["variance: deviation with n"] = (Variance(x => Math.Sqrt(Answers.Variance(x) * (x.Length - 1) / x.Length)), "with n for n − 1"),
        ["variance: sum"] = (Variance(x => Answers.Variance(x) * (x.Length - 1)), "the sum of the squared distances"),
        ["variance: not centred"] = (Variance(x => x.Sum(value => value * value) / (x.Length - 1)), "Subtract the mean before you square."),
        ["variance: not centred, n"] = (Variance(x => x.Average(value => value * value)), "and divide by n − 1"),
        ["variance: n + 1"] = (Variance(x => Answers.Variance(x) * (x.Length - 1) / (x.Length + 1)), "divided by n + 1"),
        ["variance: of the mean"] = (Variance(x => Answers.Variance(x) / x.Length), "the variance of the mean"),
        ["variance: cancellation"] = (
            Variance(x => ((float)x.Sum(value => value * value) - (float)x.Sum() * (float)x.Average()) / (x.Length - 1)), "your function gives"),

        ["uniform: support"] = (Uniform((theta, x) => Math.Pow(theta, -x.Length)), "Some values are larger than θ"),
        ["uniform: one value"] = (Uniform((theta, x) => x.Max() <= theta ? 1 / theta : 0), "the density of one value"),
        ["uniform: logarithm"] = (Uniform((theta, x) => Math.Log(Answers.Likelihood(theta, x))), "the logarithm of the likelihood"),
        ["uniform: sum"] = (Uniform((theta, x) => x.Max() <= theta ? x.Length / theta : 0), "they are multiplied"),
        ["uniform: wrong side"] = (Uniform((theta, x) => x.Max() >= theta ? Math.Pow(theta, -x.Length) : 0), "on the wrong side"),
        ["uniform: maximum for θ"] = (Uniform((theta, x) => Math.Pow(x.Max(), -x.Length)), "L is a function of θ"),
        ["uniform: open at the maximum"] = (Uniform((theta, x) => x.Max() < theta ? Math.Pow(theta, -x.Length) : 0), "At θ = max x"),

        ["slope: 0"] = (Slope(_ => 0), "not 0 at this maximum"),
        ["slope: sign"] = (Slope(hw => -Answers.Slope(hw)), "The sign is turned round"),
        ["slope: one value"] = (Slope(hw => -1 / hw.Sample.Max()), "the slope for one value"),
        ["slope: twice the mean"] = (Slope(hw => -hw.Sample.Count / (2 * hw.Sample.Average())), "2 · mean"),
        ["slope: mean"] = (Slope(hw => -hw.Sample.Count / hw.Sample.Average()), "You took the mean"),
        ["slope: of L"] = (Slope(hw => -hw.Sample.Count * Math.Pow(hw.Sample.Max(), -hw.Sample.Count - 1)), "the slope of L"),

        ["density: weights"] = (Density((p, x) => Answers.Bell(x, p.Mean1, p.Variance1) + Answers.Bell(x, p.Mean2, p.Variance2)), "have the area 2"),
        ["density: halves"] = (Density((p, x) => Answers.Density(p with { Weight = 0.5 }, x)), "yours are ½ and ½"),
        ["density: swapped"] = (Density((p, x) => Answers.Density(p with { Weight = 1 - p.Weight }, x)), "The two weights are swapped"),
        ["density: variance as deviation"] = (Density((p, x) => Answers.Density(Squared(p), x)), "You used σ² where σ belongs"),
        ["density: exponent"] = (Bells((d, v) => Math.Exp(-d * d / 2 / Math.Sqrt(v)) / Math.Sqrt(Math.Tau * v)), "In the exponent you divide by σ"),
        ["density: σ² in front"] = (Bells((d, v) => Math.Exp(-d * d / 2 / v) / Math.Sqrt(Math.Tau) / v), "In the factor before the exponential"),
        ["density: no factor"] = (Bells((d, v) => Math.Exp(-d * d / 2 / v)), "The factor 1/√(2πσ²) is missing"),
        ["density: missing ½"] = (Bells((d, v) => Math.Exp(-d * d / v) / Math.Sqrt(Math.Tau * v)), "The ½ in the exponent is missing"),
        ["density: one bell"] = (Density((p, x) => Answers.Bell(x, Answers.Moments(p).Mean, Answers.Moments(p).Variance)), "The density: This is one bell"),
        ["density: logarithm"] = (Density((p, x) => Math.Log(Answers.Density(p, x))), "the logarithm of the density"),
        ["density: area"] = (Density((p, x) => 1.5 * Answers.Density(p, x)), "under yours it is 1.5 (quadrature)"),
        ["density: negative"] = (Density((p, x) => Answers.Density(p, x) - 0.1), "A density is never negative"),
        ["sampler: sum of draws"] = (Sampler((p, rng) => p.Weight * Hump(p.Mean1, p.Variance1, rng) + (1 - p.Weight) * Hump(p.Mean2, p.Variance2, rng)),
            "averages a draw from each component"),
        ["sampler: one bell"] = (Sampler((p, rng) => Hump(Answers.Moments(p).Mean, Answers.Moments(p).Variance, rng)), "draws from one bell"),
        ["sampler: swapped"] = (Sampler((p, rng) => Answers.Draw(p with { Weight = 1 - p.Weight }, rng)), "The sampler: The two weights are swapped"),
        ["sampler: halves"] = (Sampler((p, rng) => Answers.Draw(p with { Weight = 0.5 }, rng)), "both components equally often"),
        ["sampler: variance as deviation"] = (Sampler((p, rng) => Answers.Draw(Squared(p), rng)), "It uses σ² where σ belongs"),
        ["sampler: shifted"] = (Sampler((p, rng) => Answers.Draw(p, rng) + 1), "of 20000 draws the mean is"),
        ["sampler: constant"] = (Sampler((p, rng) => p.Mean1), "the same values again and again"),
        ["sampler: NaN"] = (Sampler((p, rng) => double.NaN), "it draws NaN"),

        ["responsibilities: weights"] = (Responsible((x, w, m, v) => Answers.Responsibilities(x, [.. w.Select(_ => 1.0)], m, v)), "The weights are missing"),
        ["responsibilities: sum"] = (Responsible((x, w, m, v) => [.. w.Select((weight, k) => weight * Answers.Bell(x, m[k], v[k]))]),
            "divide them by their sum"),
        ["responsibilities: σ²"] = (Responsible((x, w, m, v) => Answers.Responsibilities(x, w, m, [.. v.Select(s => s * s)])), "You used σ² where σ belongs"),
        ["responsibilities: σ"] = (Responsible((x, w, m, v) => Answers.Responsibilities(x, w, m, [.. v.Select(Math.Sqrt)])), "You used σ where σ² belongs"),
        ["responsibilities: factor"] = (
            Responsible((x, w, m, v) => Answers.Responsibilities(x, [.. w.Select((weight, k) => weight * Math.Sqrt(v[k]))], m, v)), "does not cancel"),
        ["responsibilities: prior"] = (Responsible((x, w, m, v) => w), "from before x was seen"),
        ["responsibilities: logarithms"] = (Responsible((x, w, m, v) => [.. Answers.Responsibilities(x, w, m, v).Select(r => Math.Log(r))]),
            "These are logarithms"),
        ["responsibilities: sum of something else"] = (Responsible((x, w, m, v) => m), "sum to 1; yours sum to"),
        ["responsibilities: underflow"] = (Responsible(Naive), "log-sum-exp"),
        ["responsibilities: length"] = (Responsible((x, w, m, v) => [1]), "returns 1 numbers instead of"),
        ["responsibilities: null"] = (Responsible((x, w, m, v) => null!), "returns null"),

        ["EM: hard"] = (
            Step((hw, a, b) => Answers.Step(hw, a, b, (h, p) => Answers.LogFlips(h, p) == Math.Max(Answers.LogFlips(h, a), Answers.LogFlips(h, b)) ? 1 : 0)),
            "to the likelier coin altogether"),
        ["EM: swapped"] = (Step((hw, a, b) => Answers.Step(hw, b, a)), "The two coins are swapped"),
        ["EM: heads alone"] = (Step((hw, a, b) => Answers.Step(hw, a, b, (h, p) => Math.Pow(p, h))), "the tails are missing"),
        ["EM: no responsibilities"] = (Step((hw, a, b) => Answers.Step(hw, a, b, (h, p) => 1)), "weight each run by the coin's responsibility"),
        ["EM: all runs"] = (Step((hw, a, b) =>
        {
            double Share(int h) => 1 / (1 + Math.Exp(Answers.LogFlips(h, b) - Answers.LogFlips(h, a)));
            return (hw.Heads.Sum(h => Share(h) * h) / 50, hw.Heads.Sum(h => (1 - Share(h)) * h) / 50);
        }), "not by all flips"),
        ["EM: flips"] = (Step((hw, a, b) => Answers.Step(hw, a, b) is var (x, y) ? (10 * x, 10 * y) : default), "divide by ten"),
        ["EM: no step"] = (Step((hw, a, b) => (a, b)), "is too "),

        ["fixed point: one step"] = (Rest(hw => Answers.FixedPoint(hw, steps: 1)), "where one step leads"),
        ["fixed point: saddle"] = (Rest(hw => (hw.Heads.Average() / 10, hw.Heads.Average() / 10)), "a saddle"),
        ["fixed point: start"] = (Rest(_ => (0.6, 0.5)), "This is the start"),
        ["fixed point: swapped"] = (Rest(hw => Answers.FixedPoint(hw) is var (a, b) ? (b, a) : default), "The two coins are swapped"),

        ["bound: no entropy"] = (Bound((q, h, a, b) => q * Answers.LogFlips(h, a) + (1 - q) * Answers.LogFlips(h, b) + Math.Log(0.5)),
            "The entropy of q is missing"),
        ["bound: minus entropy"] = (Bound((q, h, a, b) => Answers.Bound(q, h, a, b) - 2 * Entropy(q)), "wrong sign: −q log q is added"),
        ["bound: evidence"] = (Bound((q, h, a, b) => Math.Log(0.5 * Math.Exp(Answers.LogFlips(h, a)) + 0.5 * Math.Exp(Answers.LogFlips(h, b)))),
            "does not depend on q"),
        ["bound: no prior"] = (Bound((q, h, a, b) => Answers.Bound(q, h, a, b) - Math.Log(0.5)), "log ½ is missing"),
        ["bound: entropy in bits"] = (Bound((q, h, a, b) => Answers.Bound(q, h, a, b) - Entropy(q) + Entropy(q) / Math.Log(2)), "The entropy is in bits"),
        ["bound: bits"] = (Bound((q, h, a, b) => Answers.Bound(q, h, a, b) / Math.Log(2)), "This is in bits"),
        ["bound: coefficient"] = (
            Bound((q, h, a, b) => Answers.Bound(q, h, a, b) + Math.Log(MathNet.Numerics.Combinatorics.Combinations(10, h))), "no binomial coefficient"),
        ["bound: swapped"] = (Bound((q, h, a, b) => Answers.Bound(1 - q, h, a, b)), "you took it for B's"),
        ["bound: 0 log 0"] = (Bound((q, h, a, b) => q is 0 or 1 ? double.NaN : Answers.Bound(q, h, a, b)), "0 · log 0 counts as 0"),
        ["bound: too high"] = (Bound((q, h, a, b) => 1), "a lower bound never is"),

        ["PCA: deviation"] = (Pca((l, s) => (Math.Sqrt(l), l / (l + s), s)), "The variance: This is the standard deviation"),
        ["PCA: smaller"] = (Pca((l, s) => (s, l / (l + s), s)), "the first component has the larger"),
        ["PCA: squared"] = (Pca((l, s) => (l * l, l / (l + s), s)), "You squared the eigenvalue"),
        ["PCA: share of deviations"] = (Pca((l, s) => (l, Math.Sqrt(l) / (Math.Sqrt(l) + Math.Sqrt(s)), s)), "the share of the deviations"),
        ["PCA: share of squares"] = (Pca((l, s) => (l, l * l / (l * l + s * s), s)), "they are variances already"),
        ["PCA: lost share"] = (Pca((l, s) => (l, s / (l + s), s)), "the share that is lost"),
        ["PCA: per cent"] = (Pca((l, s) => (l, 100 * l / (l + s), s)), "This is in per cent"),
        ["PCA: quotient"] = (Pca((l, s) => (l, s / l, s)), "the whole is their sum"),
        ["PCA: mean over coordinates"] = (Pca((l, s) => (l, l / (l + s), s / 2)), "averaged over the two coordinates"),
        ["PCA: root of the error"] = (Pca((l, s) => (l, l / (l + s), Math.Sqrt(s))), "This is a root"),
        ["PCA: kept for lost"] = (Pca((l, s) => (l, l / (l + s), l)), "what the first component keeps"),
        ["PCA: share for error"] = (Pca((l, s) => (l, l / (l + s), s / (l + s))), "the mean squared distance itself"),
        ["PCA: share of the diagonal"] = (hw => ((PcaExercise)hw.Find("1.13")).Judge(
            Answers.Eigenvalues(hw).Large, hw.Covariance.Variance1 / (hw.Covariance.Variance1 + hw.Covariance.Variance2), 0.5),
            "the diagonal for the eigenvalues"),
        ["PCA: diagonal"] = (hw => ((PcaExercise)hw.Find("1.13")).Judge(hw.Covariance.Variance1, 0.5, 0.5), "a variance on the diagonal"),

        ["entropy: nats"] = (EntropyOf(p => Answers.Bits(p) * Math.Log(2)), "This is in nats"),
        ["entropy: sign"] = (EntropyOf(p => -Answers.Bits(p)), "The minus sign is missing: entropy"),
        ["entropy: sign and nats"] = (EntropyOf(p => -Answers.Bits(p) * Math.Log(2)), "and this is in nats instead of bits"),
        ["entropy: decimal"] = (EntropyOf(p => Answers.Bits(p) * Math.Log10(2)), "the decimal logarithm"),
        ["entropy: multiplied"] = (EntropyOf(p => Answers.Bits(p) * Math.Log(2) * Math.Log(2)), "you multiplied"),
        ["entropy: unweighted"] = (EntropyOf(p => -p.Sum(Math.Log2)), "must be weighted by its probability p"),
        ["entropy: mean"] = (EntropyOf(p => Answers.Bits(p) / p.Length), "divided by the number of outcomes"),
        ["entropy: log n"] = (EntropyOf(p => Math.Log2(p.Length)), "the largest entropy"),
        ["entropy: 0 log 0"] = (EntropyOf(p => -p.Sum(share => share * Math.Log2(share))), "your function gives NaN. 0 · log 0 counts as 0"),
        ["entropy: nats and 0 log 0"] = (EntropyOf(p => -p.Sum(share => share * Math.Log(share))), "This is in nats"),

        ["discrete KL: swapped"] = (Discrete((p, q) => Answers.DiscreteKl(q, p)), "You swapped the direction"),
        ["discrete KL: bits"] = (Discrete((p, q) => Answers.DiscreteKl(p, q) / Math.Log(2)), "This is in bits"),
        ["discrete KL: sign"] = (Discrete((p, q) => -Answers.DiscreteKl(p, q)), "a minus too many"),
        ["discrete KL: cross-entropy"] = (Discrete((p, q) => -p.Zip(q).Sum(pair => pair.First * Math.Log(pair.Second))), "This is the cross-entropy"),
        ["discrete KL: both"] = (Discrete((p, q) => Answers.DiscreteKl(p, q) + Answers.DiscreteKl(q, p)), "the sum of both directions"),
        ["discrete KL: unweighted"] = (Discrete((p, q) => p.Zip(q).Sum(pair => Math.Log(pair.First / pair.Second))), "must be weighted by p"),
        ["discrete KL: absolute"] = (
            Discrete((p, q) => p.Zip(q).Sum(pair => pair.First * Math.Abs(Math.Log(pair.First / pair.Second)))), "Some terms are negative, and they must be"),
        ["discrete KL: mean"] = (Discrete((p, q) => Answers.DiscreteKl(p, q) / p.Length), "divided by the number of outcomes"),
        ["discrete KL: 0 log 0"] = (Discrete((p, q) => p.Zip(q).Sum(pair => pair.First * Math.Log(pair.First / pair.Second))), "0 · log 0 counts as 0"),
        ["discrete KL: missing support"] = (
            Discrete((p, q) => p.Zip(q).Sum(pair => pair.First > 0 && pair.Second > 0 ? pair.First * Math.Log(pair.First / pair.Second) : 0)),
            "∞ where the support is missing"),
        ["discrete KL: symmetric"] = (Discrete((p, q) => p.Zip(q).Sum(pair => Math.Pow(pair.First - pair.Second, 2))), "not symmetric"),

        ["forward: one hump"] = (Forward(p => (p.Mean2, p.Variance2)), "that is what the reverse KL(q ‖ p) does"),
        ["forward: middle"] = (Forward(p => ((p.Mean1 + p.Mean2) / 2, 1)), "nearer to the heavy one"),
        ["forward: swapped"] = (Forward(p => (Answers.Moments(p with { Weight = 1 - p.Weight }).Mean, 1)), "The two weights are swapped"),
        ["forward: narrow"] = (Forward(p => (Answers.Moments(p).Mean, p.Variance2)), "The variance: You sit on one hump"),
        ["forward: deviation"] = (Forward(p => (Answers.Moments(p).Mean, Math.Sqrt(Answers.Moments(p).Variance))), "This is the standard deviation"),
        ["forward: within"] = (Forward(p => (Answers.Moments(p).Mean, Within(p))), "that between them"),
        ["forward: between"] = (Forward(p => (Answers.Moments(p).Mean, Answers.Moments(p).Variance - Within(p))), "that within them is missing"),
        ["forward: second moment"] = (
            Forward(p => Answers.Moments(p) is var (mean, variance) ? (mean, variance + mean * mean) : default), "subtract the square of the mean"),
        ["forward: blended"] = (
            Forward(p => (Answers.Moments(p).Mean, p.Weight * p.Weight * p.Variance1 + Math.Pow(1 - p.Weight, 2) * p.Variance2)), "a mixture is not a sum"),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_recognised_whatever_the_seed(string name)
    {
        for (long seed = 0; seed < 12; seed++)
        {
            var ruling = Rows[name].Judge(new Homework1(seed));
            Assert.Equal(Verdict.Wrong, ruling.Verdict);
            Assert.True(ruling.Message.Contains(Rows[name].Hint, StringComparison.Ordinal), $"seed {seed}: {ruling.Message}");
        }
    }

    private static double Mean(Homework1 hw) => hw.Die.Select((share, i) => share * (i + 1)).Sum();

    private static double Entropy(double q) => -q * Math.Log(q) - (1 - q) * Math.Log(1 - q);

    private static double Within(TwoHumps p) => p.Weight * p.Variance1 + (1 - p.Weight) * p.Variance2;

    private static double Hump(double mean, double variance, Random rng) => mean + Math.Sqrt(variance) * Answers.StandardNormal(rng);

    private static TwoHumps Squared(TwoHumps p) => p with { Variance1 = p.Variance1 * p.Variance1, Variance2 = p.Variance2 * p.Variance2 };

    private static double[] Naive(double x, double[] w, double[] m, double[] v)
    {
        double[] joint = [.. w.Select((weight, k) => weight * Answers.Bell(x, m[k], v[k]))];
        return [.. joint.Select(value => value / joint.Sum())];
    }

    private static Func<Homework1, Ruling> Bayes(Func<double, double, double, double> answer) => hw => ((BayesExercise)hw.Find("1.1")).Judge(answer);

    private static Func<Homework1, Ruling> Expectation(Func<Homework1, double> answer) => hw => ((ExpectationExercise)hw.Find("1.2")).Judge(answer(hw));

    private static Func<Homework1, Ruling> Number(double answer) => hw => ((GaussianKlExercise)hw.Find("1.3")).Judge(answer);

    private static Func<Homework1, Ruling> Kl(Func<double, double, double, double, double> answer) =>
        hw => ((GaussianKlFunctionExercise)hw.Find("1.4")).Judge(answer);

    private static Func<Homework1, Ruling> Variance(Func<double[], double> answer) => hw => ((VarianceExercise)hw.Find("1.5")).Judge(answer);

    private static Func<Homework1, Ruling> Uniform(Func<double, double[], double> answer) => hw => ((UniformLikelihoodExercise)hw.Find("1.6")).Judge(answer);

    private static Func<Homework1, Ruling> Slope(Func<Homework1, double> answer) => hw => ((UniformSlopeExercise)hw.Find("1.7")).Judge(answer(hw));

    private static Func<Homework1, Ruling> Density(Func<TwoHumps, double, double> answer) =>
        hw => ((MixtureExercise)hw.Find("1.8")).Judge(x => answer(hw.Humps, x), rng => Answers.Draw(hw.Humps, rng));

    private static Func<Homework1, Ruling> Bells(Func<double, double, double> bell) =>
        Density((p, x) => p.Weight * bell(x - p.Mean1, p.Variance1) + (1 - p.Weight) * bell(x - p.Mean2, p.Variance2));

    private static Func<Homework1, Ruling> Sampler(Func<TwoHumps, Random, double> answer) =>
        hw => ((MixtureExercise)hw.Find("1.8")).Judge(x => Answers.Density(hw.Humps, x), rng => answer(hw.Humps, rng));

    private static Func<Homework1, Ruling> Responsible(Func<double, double[], double[], double[], double[]> answer) =>
        hw => ((ResponsibilityExercise)hw.Find("1.9")).Judge(answer);

    private static Func<Homework1, Ruling> Step(Func<Homework1, double, double, (double, double)> answer) =>
        hw => ((CoinStepExercise)hw.Find("1.10")).Judge((a, b) => answer(hw, a, b));

    private static Func<Homework1, Ruling> Rest(Func<Homework1, (double A, double B)> answer) =>
        hw => ((CoinFixedPointExercise)hw.Find("1.11")).Judge(answer(hw).A, answer(hw).B);

    private static Func<Homework1, Ruling> Bound(Func<double, int, double, double, double> answer) => hw => ((BoundExercise)hw.Find("1.12")).Judge(answer);

    private static Func<Homework1, Ruling> Pca(Func<double, double, (double Variance, double Share, double Error)> answer) => hw =>
    {
        var (large, small) = Answers.Eigenvalues(hw);
        var (variance, share, error) = answer(large, small);
        return ((PcaExercise)hw.Find("1.13")).Judge(variance, share, error);
    };

    private static Func<Homework1, Ruling> EntropyOf(Func<double[], double> answer) => hw => ((EntropyExercise)hw.Find("1.14")).Judge(answer);

    private static Func<Homework1, Ruling> Discrete(Func<double[], double[], double> answer) => hw => ((DiscreteKlExercise)hw.Find("1.15")).Judge(answer);

    private static Func<Homework1, Ruling> Forward(Func<TwoHumps, (double Mean, double Variance)> answer) =>
        hw => ((ForwardFitExercise)hw.Find("1.16")).Judge(answer(hw.Humps).Mean, answer(hw.Humps).Variance);
}
