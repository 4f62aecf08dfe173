using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Lectures;

/// <summary>Answers to homework 2 as a student writes them, with loops and formulas of their own.</summary>
internal static class Homework2Answers
{
    public static double LeastError(int dimensions, int numbers, double variance) => numbers >= dimensions ? 0 : (dimensions - numbers) * variance;

    public static double[] BlindDirection(double[] a, double[] b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

    public static int Linear(int inputs, int outputs) => (inputs + 1) * outputs;

    public static int Convolution(int from, int to, int side) => (from * side * side + 1) * to;

    public static (double Bits, double Ratio) Compression(int numbers, int levels, int pixels)
    {
        double bits = numbers * Math.Log(levels) / Math.Log(2);
        return (bits, 8 * pixels / bits);
    }

    public static double Mse(double[] image, double[] original) => image.Zip(original, (a, b) => Math.Pow(a - b, 2)).Average();

    public static double Psnr(double[] image, double[] original, double peak) => 20 * Math.Log10(peak / Math.Sqrt(Mse(image, original)));

    public static double Sparsity(double target, double[] means)
    {
        double sum = 0;
        foreach (double mean in means) sum += target * Math.Log(target / mean) + (1 - target) * Math.Log((1 - target) / (1 - mean));
        return sum;
    }

    /// <summary>Σⱼ of what the pre-activation of a unit gives, times Σᵢ of what its weights give.</summary>
    public static double Layer(double[,] weights, double[] biases, double[] x, Func<double, double> ofUnit, Func<double, double> ofWeight)
    {
        double sum = 0;
        for (int j = 0; j < biases.Length; j++)
        {
            double a = biases[j], inner = 0;
            for (int i = 0; i < x.Length; i++)
            {
                a += weights[j, i] * x[i];
                inner += ofWeight(weights[j, i]);
            }
            sum += ofUnit(a) * inner;
        }
        return sum;
    }

    public static double Sigmoid(double a) => 1 / (1 + Math.Exp(-a));

    public static double SigmoidPenalty(double[,] weights, double[] biases, double[] x) =>
        Layer(weights, biases, x, a => Math.Pow(Sigmoid(a) * (1 - Sigmoid(a)), 2), w => w * w);

    public static double TanhPenalty(double[,] weights, double[] biases, double[] x) =>
        Layer(weights, biases, x, a => Math.Pow(1 - Math.Pow(Math.Tanh(a), 2), 2), w => w * w);

    public static double[] Mask(double[] x, double share, Random rng)
    {
        double[] spoiled = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
            if (rng.NextDouble() >= share) spoiled[i] = x[i];
        return spoiled;
    }

    public static Tensor Loss(Func<Tensor, Tensor> network, Tensor clean, Tensor spoiled) => (network(spoiled) - clean).pow(2).sum(1L).mean();

    /// <summary>The share of pairs that an anomaly wins.</summary>
    public static double Area(double[] normal, double[] anomalies, double tie = 0.5)
    {
        double won = 0;
        foreach (double high in anomalies)
            foreach (double low in normal) won += high > low ? 1 : high == low ? tie : 0;
        return won / (normal.Length * anomalies.Length);
    }

    public static double Threshold(double[] normal, double allowed)
    {
        double best = double.PositiveInfinity;
        foreach (double candidate in normal)
            if (normal.Count(score => score >= candidate) <= allowed * normal.Length && candidate < best) best = candidate;
        return best;
    }
}
