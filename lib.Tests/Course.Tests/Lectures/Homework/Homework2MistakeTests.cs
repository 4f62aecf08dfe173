using Course.Lectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Lectures;

/// <summary>Common mistakes, made as a student makes them: each is answered by the hint that is meant for it, whatever the seed.</summary>
public sealed class Homework2MistakeTests
{
    private static readonly Dictionary<string, (Func<Homework2, Ruling> Judge, string Hint)> Rows = new()
    {
        ["bottleneck: kept"] = (Error((d, k, v) => k * v), "what the code keeps"),
        ["bottleneck: all"] = (Error((d, k, v) => d * v), "all the variance there is"),
        ["bottleneck: s for s²"] = (Error((d, k, v) => (d - k) * Math.Sqrt(v)), "You used s where s² belongs"),
        ["bottleneck: s⁴"] = (Error((d, k, v) => (d - k) * v * v), "You squared the variance"),
        ["bottleneck: count"] = (Error((d, k, v) => d - k), "each of them loses the variance"),
        ["bottleneck: mean"] = (Error((d, k, v) => (d - k) * v / d), "averaged over the dimensions"),
        ["bottleneck: bias"] = (Error((d, k, v) => (d - k - 1) * v), "the bias of a layer buys nothing"),
        ["bottleneck: root"] = (Error((d, k, v) => Math.Sqrt((d - k) * v)), "You took a root"),
        ["bottleneck: below 0"] = (Error((d, k, v) => (d - k) * v), "cannot lose less than nothing"),
        ["bottleneck: negative"] = (Error((d, k, v) => (k - d) * v), "never negative"),
        ["direction: zero"] = (Direction((a, b) => [0, 0, 0]), "inputs that differ by nothing are one input"),
        ["direction: sum"] = (Direction((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]), "neither may change"),
        ["direction: sign"] = (Direction((a, b) => Homework2Answers.BlindDirection(a, b) is var v ? [v[0], -v[1], v[2]] : []), "the middle number"),
        ["direction: length"] = (Direction((a, b) => [1, 2]), "your function returns 2 numbers; a direction has 3"),
        ["direction: null"] = (Direction((a, b) => null!), "your function returns null; a direction has 3"),
        ["direction: NaN"] = (Direction((a, b) => [double.NaN, 1, 1]), "it must be finite"),
        ["direction: exception"] = (Direction((a, b) => [a[3]]), "your function throws IndexOutOfRangeException"),

        ["linear: no biases"] = (Linear((i, o) => i * o), "The linear layer: The biases are missing"),
        ["linear: input biases"] = (Linear((i, o) => i * o + i), "The biases belong to the outputs"),
        ["linear: one bias"] = (Linear((i, o) => i * o + 1), "a bias of its own"),
        ["linear: both biases"] = (Linear((i, o) => (i + 1) * (o + 1)), "counts too many"),
        ["linear: sum"] = (Linear((i, o) => i + o), "the two are multiplied"),
        ["convolution: no biases"] = (Convolution((i, o, s) => i * o * s * s), "The convolution: The biases are missing"),
        ["convolution: side"] = (Convolution((i, o, s) => o * (i * s + 1)), "you took the side once"),
        ["convolution: channels in"] = (Convolution((i, o, s) => o * (s * s + 1)), "looks at all channels that come in"),
        ["convolution: channels out"] = (Convolution((i, o, s) => i * s * s + 1), "kernels of its own"),
        ["convolution: biases of kernels"] = (Convolution((i, o, s) => i * o * (s * s + 1)), "not for each pair of channels"),
        ["convolution: input biases"] = (Convolution((i, o, s) => i * o * s * s + i), "belong to the channels that go out"),
        ["convolution: one bias"] = (Convolution((i, o, s) => i * o * s * s + 1), "Each channel that goes out has a bias of its own"),

        ["compression: nats"] = (Bits((k, l, d) => k * Math.Log(l)), "the natural logarithm"),
        ["compression: decimal"] = (Bits((k, l, d) => k * Math.Log10(l)), "the decimal logarithm"),
        ["compression: levels"] = (Bits((k, l, d) => k * l), "L levels need log₂ L bits"),
        ["compression: swapped"] = (Bits((k, l, d) => l * Math.Log2(k)), "each of the k numbers picks one of L levels"),
        ["compression: whole bits"] = (Bits((k, l, d) => k * Math.Ceiling(Math.Log2(l))), "up to whole bits"),
        ["compression: one number"] = (Bits((k, l, d) => Math.Log2(l)), "one number of the code"),
        ["compression: upside down"] = (Compression((k, l, d) => (k * Math.Log2(l), k * Math.Log2(l) / (8 * d))), "upside down"),
        ["compression: counts"] = (Compression((k, l, d) => (k * Math.Log2(l), (double)d / k)), "The ratio is one of bits"),
        ["compression: pixels"] = (Compression((k, l, d) => (k * Math.Log2(l), d / (k * Math.Log2(l)))), "you counted 1"),
        ["compression: grey values"] = (Compression((k, l, d) => (k * Math.Log2(l), 256 * d / (k * Math.Log2(l)))), "log₂ 256 = 8"),
        ["compression: bytes"] = (Compression((k, l, d) => (k * Math.Log2(l) / 8, 8 * d / (k * Math.Log2(l)))), "in bytes"),
        ["compression: one level"] = (Bits((k, l, d) => l == 1 ? k : k * Math.Log2(l)), "says nothing: 0 bits"),

        ["sum: mean"] = (Sum(loss => loss.Mean), "This is the mean still"),
        ["sum: colours"] = (Sum(loss => loss.Mean * loss.Side * loss.Side), "each has three numbers"),
        ["sum: divided"] = (Sum(loss => loss.Mean / (3 * loss.Side * loss.Side)), "a sum is larger than a mean"),
        ["sum: side"] = (Sum(loss => loss.Mean * loss.Side), "side × side pixels"),
        ["weight: kept"] = (Weight(loss => loss.Weight), "would hardly count"),
        ["weight: divided"] = (Weight(loss => loss.Weight / (3 * loss.Side * loss.Side)), "the wrong way"),
        ["weight: colours"] = (Weight(loss => loss.Weight * loss.Side * loss.Side), "The weight: You counted the pixels"),
        ["weight: root"] = (Weight(loss => loss.Weight * Math.Sqrt(3) * loss.Side), "No root"),
        ["weight: error"] = (Weight(loss => loss.Weight * loss.Mean * 3 * loss.Side * loss.Side), "does not depend on how large the error"),

        ["PSNR: ln"] = (Psnr((e, p, n) => 10 * Math.Log(p * p / e)), "decibels need log₁₀"),
        ["PSNR: factor"] = (Psnr((e, p, n) => Math.Log10(p * p / e)), "The factor 10 is missing"),
        ["PSNR: ln, factor"] = (Psnr((e, p, n) => Math.Log(p * p / e)), "natural logarithm, and the factor 10"),
        ["PSNR: sum"] = (Psnr((e, p, n) => 10 * Math.Log10(p * p / (e * n))), "divide by the number of pixels"),
        ["PSNR: peak"] = (Psnr((e, p, n) => 10 * Math.Log10(p / e)), "The peak must be squared"),
        ["PSNR: no peak"] = (Psnr((e, p, n) => 10 * Math.Log10(1 / e)), "The peak is missing"),
        ["PSNR: 20"] = (Psnr((e, p, n) => 20 * Math.Log10(p * p / e)), "with peak²/MSE it is 10"),
        ["PSNR: 10"] = (Psnr((e, p, n) => 10 * Math.Log10(p / Math.Sqrt(e))), "with peak/RMSE it is 20"),
        ["PSNR: sign"] = (Psnr((e, p, n) => 10 * Math.Log10(e / p / p)), "The quotient is upside down"),
        ["PSNR: MSE"] = (Psnr((e, p, n) => e), "This is the mean squared error"),
        ["PSNR: absolute"] = (hw => ((PsnrExercise)hw.Find("2.5")).Judge((x, y, p) => 10 * Math.Log10(p * p / x.Zip(y, (a, b) => Math.Abs(a - b)).Average())),
            "they must be squared"),
        ["PSNR: no noise"] = (Psnr((e, p, n) => e == 0 ? 0 : 10 * Math.Log10(p * p / e)), "the ratio is ∞"),
        ["PSNR: rising"] = (Psnr((e, p, n) => Math.Sqrt(e)), "grows with the error"),

        ["sparsity: swapped"] = (Sparsity((r, m) => [.. m.Select(q => Homework2Answers.Sparsity(q, [r]))]), "You swapped the direction"),
        ["sparsity: second term"] = (Sparsity((r, m) => [.. m.Select(q => r * Math.Log(r / q))]), "The second term is missing"),
        ["sparsity: first term"] = (Sparsity((r, m) => [.. m.Select(q => (1 - r) * Math.Log((1 - r) / (1 - q)))]), "The first term"),
        ["sparsity: mean"] = (Sparsity((r, m) => [Homework2Answers.Sparsity(r, m) / m.Length]), "their prices are added"),
        ["sparsity: sign"] = (Sparsity((r, m) => [-Homework2Answers.Sparsity(r, m)]), "The sign is turned round"),
        ["sparsity: bits"] = (Sparsity((r, m) => [Homework2Answers.Sparsity(r, m) / Math.Log(2)]), "This is in bits"),
        ["sparsity: minus"] = (Sparsity((r, m) => [.. m.Select(q => r * Math.Log(r / q) - (1 - r) * Math.Log((1 - r) / (1 - q)))]), "added, not subtracted"),
        ["sparsity: cross-entropy"] = (Sparsity((r, m) => [.. m.Select(q => -r * Math.Log(q) - (1 - r) * Math.Log(1 - q))]), "This is the cross-entropy"),
        ["sparsity: mean first"] = (Sparsity((r, m) => [Homework2Answers.Sparsity(r, [m.Average()])]), "a dead one and a busy one cancel"),
        ["sparsity: squares"] = (Sparsity((r, m) => [.. m.Select(q => (r - q) * (r - q))]), "squared distances"),
        ["sparsity: never active"] = (Sparsity((r, m) => [.. m.Select(q => q == 0 ? 0 : Homework2Answers.Sparsity(r, [q]))]), "never active costs ∞"),
        ["sparsity: negative"] = (Sparsity((r, m) => [-5]), "never negative"),

        ["contraction: slope"] = (Layer(Slope, w => w * w), "The slope must be squared"),
        ["contraction: weights"] = (Layer(a => Math.Pow(Slope(a), 2), w => w), "The weights must be squared"),
        ["contraction: nothing squared"] = (Layer(Slope, w => w), "You summed the entries of the Jacobian"),
        ["contraction: no slope"] = (Layer(a => 1, w => w * w), "the slope of each unit is missing"),
        ["contraction: output"] = (Layer(a => Math.Pow(Homework2Answers.Sigmoid(a), 2), w => w * w), "You put the output z"),
        ["contraction: pre-activation"] = (Layer(a => Math.Pow(a * (1 - a), 2), w => w * w), "you put Wx + b itself"),
        ["contraction: twice"] = (Layer(a => Math.Pow(Slope(Homework2Answers.Sigmoid(a)), 2), w => w * w), "You applied sigmoid twice"),
        ["contraction: slope of tanh"] = (Layer(a => Math.Pow(1 - Math.Pow(Homework2Answers.Sigmoid(a), 2), 2), w => w * w), "This is the slope of tanh"),
        ["contraction: tanh"] = (Contraction(Homework2Answers.TanhPenalty), "This is right for tanh"),
        ["contraction: no bias"] = (Contraction((w, b, x) => Homework2Answers.SigmoidPenalty(w, new double[b.Length], x)), "The bias is missing"),
        ["contraction: root"] = (Contraction((w, b, x) => Math.Sqrt(Homework2Answers.SigmoidPenalty(w, b, x))), "You took a root"),
        ["contraction: mean"] = (Contraction((w, b, x) => Homework2Answers.SigmoidPenalty(w, b, x) / b.Length), "You averaged over the units"),
        ["contraction: mean of entries"] = (Contraction((w, b, x) => Homework2Answers.SigmoidPenalty(w, b, x) / w.Length), "averaged over the entries"),
        ["contraction: overflow"] = (Layer(a => Math.Pow(Math.Exp(a) / Math.Pow(1 + Math.Exp(a), 2), 2), w => w * w), "a unit does not move any more"),
        ["contraction: row squared"] = (Contraction(RowSquared), "You squared the sum of a unit's weights"),
        ["contraction: something else"] = (Contraction((w, b, x) => 3), "your function gives 3, but by another road, differentiation, it is 0."),
        ["tanh: sigmoid"] = (hw => ((ContractionExercise)hw.Find("2.8")).Judge(Homework2Answers.SigmoidPenalty), "This is right for sigmoid"),
        ["tanh: slope of sigmoid"] = (hw => ((ContractionExercise)hw.Find("2.8")).Judge((w, b, x) =>
            Homework2Answers.Layer(w, b, x, a => Math.Pow(Math.Tanh(a) * (1 - Math.Tanh(a)), 2), v => v * v)), "This is the slope of sigmoid"),
        ["tanh: slope not squared"] = (hw => ((ContractionExercise)hw.Find("2.8")).Judge((w, b, x) =>
            Homework2Answers.Layer(w, b, x, a => 1 - Math.Pow(Math.Tanh(a), 2), v => v * v)), "The slope must be squared"),

        ["masking: dropout"] = (Mask((x, p, rng) => [.. Homework2Answers.Mask(x, p, rng).Select(v => v / (1 - p))]), "as dropout does"),
        ["masking: turned round"] = (Mask((x, p, rng) => Homework2Answers.Mask(x, 1 - p, rng)), "you keep the share that should go"),
        ["masking: too many"] = (Mask((x, p, rng) => Homework2Answers.Mask(x, Math.Min(1, p + 0.04), rng)), "are wiped out, and it must be"),
        ["masking: in place"] = (Mask(InPlace), "overwrites its input"),
        ["masking: salt"] = (Mask((x, p, rng) => [.. x.Select(v => rng.NextDouble() < p ? 1 : v)]), "that is salt"),
        ["masking: noise"] = (Mask((x, p, rng) => [.. x.Select(v => v + rng.NextDouble() - 0.5)]), "what is not wiped out stays as it is"),
        ["masking: own generator"] = (Mask((x, p, rng) => Homework2Answers.Mask(x, p, new Random(1))), "the same numbers for every generator"),
        ["masking: one run"] = (Mask(OneRun), "zeros come together"),
        ["masking: too short"] = (Mask((x, p, rng) => [.. x.Where(_ => rng.NextDouble() >= p)]), "as many must come back as went in"),
        ["masking: null"] = (Mask((x, p, rng) => null!), "your function returns null"),

        ["loss: spoiled target"] = (Loss((f, x, y) => (f(y) - y).square().sum() / x.shape[0]), "The target is the spoiled item: so the network learns"),
        ["loss: clean input"] = (Loss((f, x, y) => (f(x) - x).square().sum() / x.shape[0]), "this is the plain autoencoder"),
        ["loss: turned round"] = (Loss((f, x, y) => (f(x) - y).square().sum() / x.shape[0]), "Input and target are swapped"),
        ["loss: mse_loss"] = (Loss((f, x, y) => nn.functional.mse_loss(f(y), x)), "You averaged over the numbers of an item, too; they are summed"),
        ["loss: mse_loss, spoiled target"] = (Loss((f, x, y) => nn.functional.mse_loss(f(y), y)), "and you averaged over its numbers"),
        ["loss: sum"] = (Loss((f, x, y) => (f(y) - x).square().sum()), "You summed over the items"),
        ["loss: wrong dimension"] = (Loss((f, x, y) => (f(y) - x).square().sum(0L).mean()), "divide by the items of the batch"),
        ["loss: absolute"] = (Loss((f, x, y) => (f(y) - x).abs().sum(1L).mean()), "The errors must be squared"),
        ["loss: norm"] = (Loss((f, x, y) => (f(y) - x).square().sum(1L).sqrt().mean()), "You took a root"),
        ["loss: half"] = (Loss((f, x, y) => 0.5 * (f(y) - x).square().sum(1L).mean()), "a ½ too many"),
        ["loss: no network"] = (Loss((f, x, y) => (y - x).square().sum(1L).mean()), "it is the damage itself"),
        ["loss: no gradient"] = (Loss((f, x, y) => tensor(Homework2Answers.Loss(f, x, y).ToDouble(), float64)), "no gradient reaches the network"),
        ["loss: not reduced"] = (Loss((f, x, y) => (f(y) - x).square().sum(1L)), "numbers instead of 1"),
        ["loss: null"] = (Loss((f, x, y) => null!), "returns null"),
        ["loss: shapes"] = (Loss((f, x, y) => f(y.t()) - x), "your function throws"),

        ["area: ties lose"] = (Area((n, a) => Homework2Answers.Area(n, a, tie: 0)), "You count ties as lost"),
        ["area: ties win"] = (Area((n, a) => Homework2Answers.Area(n, a, tie: 1)), "You count ties as won"),
        ["area: turned round"] = (Area((n, a) => Homework2Answers.Area(a, n)), "a normal item scores higher"),
        ["area: pairs"] = (Area((n, a) => Homework2Answers.Area(n, a) * n.Length * a.Length), "divide by the number of all pairs"),
        ["area: normal items"] = (Area((n, a) => Homework2Answers.Area(n, a) * a.Length), "You divided by the number of normal items"),
        ["area: anomalies"] = (Area((n, a) => Homework2Answers.Area(n, a) * n.Length), "You divided by the number of anomalies"),
        ["area: all items"] = (Area((n, a) => Homework2Answers.Area(n, a) * n.Length * a.Length / (n.Length + a.Length)), "the number of items; divide by"),
        ["area: means"] = (Area((n, a) => a.Average() - n.Average()), "only the order of the scores matters"),
        ["area: outside"] = (Area((n, a) => 1.5), "yours leaves [0, 1]"),
        ["area: squares"] = (Area((n, a) => 1 - n.Average() / n.Concat(a).Max() / 2), "only their order may matter"),

        ["threshold: wrong end"] = (Threshold((n, p) => n.Order().ElementAt((int)(p * n.Length))), "at the wrong end"),
        ["threshold: equal score"] = (Threshold((n, p) => n.Order().ElementAt(Math.Max(0, n.Length - 1 - (int)(p * n.Length)))), "raises an alarm, too"),
        ["threshold: 3 deviations"] = (
            Threshold((n, p) => n.Average() + 3 * Math.Sqrt(n.Sum(s => Math.Pow(s - n.Average(), 2)) / n.Length)), "plus so many deviations"),
        ["threshold: largest"] = (Threshold((n, p) => n.Max() + 1), "higher than it need be"),
        ["threshold: median"] = (Threshold((n, p) => n.Order().ElementAt(n.Length / 2)), "normal items raise an alarm"),
        ["threshold: NaN"] = (Threshold((n, p) => double.NaN), "no number"),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_recognised_whatever_the_seed(string name)
    {
        for (long seed = 0; seed < 12; seed++)
        {
            var ruling = Rows[name].Judge(new Homework2(seed));
            Assert.Equal(Verdict.Wrong, ruling.Verdict);
            Assert.True(ruling.Message.Contains(Rows[name].Hint, StringComparison.Ordinal), $"seed {seed}: {ruling.Message}");
        }
    }

    private static double Slope(double a) => Homework2Answers.Sigmoid(a) * (1 - Homework2Answers.Sigmoid(a));

    private static double RowSquared(double[,] weights, double[] biases, double[] x)
    {
        double sum = 0;
        for (int j = 0; j < biases.Length; j++)
        {
            double a = biases[j], row = 0;
            for (int i = 0; i < x.Length; i++)
            {
                a += weights[j, i] * x[i];
                row += weights[j, i];
            }
            sum += Math.Pow(Slope(a) * row, 2);
        }
        return sum;
    }

    private static double[] InPlace(double[] x, double share, Random rng)
    {
        for (int i = 0; i < x.Length; i++)
            if (rng.NextDouble() < share) x[i] = 0;
        return x;
    }

    /// <summary>Wipes out one run, at a random place.</summary>
    private static double[] OneRun(double[] x, double share, Random rng)
    {
        double[] spoiled = [.. x];
        int gone = (int)(share * x.Length), start = rng.Next(x.Length - gone + 1);
        Array.Clear(spoiled, start, gone);
        return spoiled;
    }

    private static Func<Homework2, Ruling> Error(Func<int, int, double, double> answer) =>
        hw => ((BottleneckExercise)hw.Find("2.1")).Judge(answer, Homework2Answers.BlindDirection);

    private static Func<Homework2, Ruling> Direction(Func<double[], double[], double[]> answer) =>
        hw => ((BottleneckExercise)hw.Find("2.1")).Judge(Homework2Answers.LeastError, answer);

    private static Func<Homework2, Ruling> Linear(Func<int, int, int> answer) =>
        hw => ((WeightCountExercise)hw.Find("2.2")).Judge(answer, Homework2Answers.Convolution);

    private static Func<Homework2, Ruling> Convolution(Func<int, int, int, int> answer) =>
        hw => ((WeightCountExercise)hw.Find("2.2")).Judge(Homework2Answers.Linear, answer);

    private static Func<Homework2, Ruling> Compression(Func<int, int, int, (double, double)> answer) =>
        hw => ((CompressionExercise)hw.Find("2.3")).Judge(answer);

    private static Func<Homework2, Ruling> Bits(Func<int, int, int, double> bits) => Compression((k, l, d) => (bits(k, l, d), 8 * d / bits(k, l, d)));

    private static Func<Homework2, Ruling> Sum(Func<MeanLoss, double> answer) => hw => ((SumOrMeanExercise)hw.Find("2.4")).Judge(answer(hw.Loss), 1);

    private static Func<Homework2, Ruling> Weight(Func<MeanLoss, double> answer) =>
        hw => ((SumOrMeanExercise)hw.Find("2.4")).Judge(hw.Loss.Mean * 3 * hw.Loss.Side * hw.Loss.Side, answer(hw.Loss));

    private static Func<Homework2, Ruling> Psnr(Func<double, double, int, double> answer) =>
        hw => ((PsnrExercise)hw.Find("2.5")).Judge((image, original, peak) => answer(Homework2Answers.Mse(image, original), peak, image.Length));

    private static Func<Homework2, Ruling> Sparsity(Func<double, double[], double[]> terms) =>
        hw => ((SparsityExercise)hw.Find("2.6")).Judge((target, means) => terms(target, means).Sum());

    private static Func<Homework2, Ruling> Contraction(Func<double[,], double[], double[], double> answer) =>
        hw => ((ContractionExercise)hw.Find("2.7")).Judge(answer);

    private static Func<Homework2, Ruling> Layer(Func<double, double> ofUnit, Func<double, double> ofWeight) =>
        Contraction((weights, biases, x) => Homework2Answers.Layer(weights, biases, x, ofUnit, ofWeight));

    private static Func<Homework2, Ruling> Mask(Func<double[], double, Random, double[]> answer) => hw => ((MaskingExercise)hw.Find("2.9")).Judge(answer);

    private static Func<Homework2, Ruling> Loss(Func<Func<Tensor, Tensor>, Tensor, Tensor, Tensor> answer) =>
        hw => ((DenoisingLossExercise)hw.Find("2.10")).Judge(answer);

    private static Func<Homework2, Ruling> Area(Func<double[], double[], double> answer) => hw => ((AucExercise)hw.Find("2.11")).Judge(answer);

    private static Func<Homework2, Ruling> Threshold(Func<double[], double, double> answer) => hw => ((ThresholdExercise)hw.Find("2.12")).Judge(answer);
}
