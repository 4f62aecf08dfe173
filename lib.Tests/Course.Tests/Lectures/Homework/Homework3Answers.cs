using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Lectures;

/// <summary>Answers to homework 3 as a student writes them, with loops and formulas of their own.</summary>
internal static class Homework3Answers
{
    public static double Kl(double[] mu, double[] logvar)
    {
        double sum = 0;
        for (int i = 0; i < mu.Length; i++) sum += (mu[i] * mu[i] + Math.Exp(logvar[i]) - 1 - logvar[i]) / 2;
        return sum;
    }

    public static double KlBetween(double[] mu1, double[] logvar1, double[] mu2, double[] logvar2)
    {
        double sum = 0;
        for (int i = 0; i < mu1.Length; i++)
        {
            double s1 = Math.Exp(logvar1[i] / 2), s2 = Math.Exp(logvar2[i] / 2);
            sum += Math.Log(s2 / s1) + (s1 * s1 + Math.Pow(mu1[i] - mu2[i], 2)) / (2 * s2 * s2) - 0.5;
        }
        return sum;
    }

    public static (double[], double[]) Slopes(double[] mu, double[] logvar) => ([.. mu], [.. logvar.Select(l => (Math.Exp(l) - 1) / 2)]);

    public static Tensor Draw(Tensor mu, Tensor logvar) => logvar.mul(0.5).exp().mul(randn(mu.shape, dtype: mu.dtype)).add(mu);

    public static Tensor Loss(Tensor logits, Tensor x, Tensor mu, Tensor logvar)
    {
        var p = logits.sigmoid();
        var reconstruction = -(x * p.log() + (1 - x) * (1 - p).log()).sum(1L);
        var kl = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp()).sum(1L);
        return (reconstruction + kl).mean();
    }

    /// <summary>log p(x) less the bound, term by term.</summary>
    public static double Gap(double a, double noise, double x, double mean, double variance)
    {
        double total = a * a + noise;
        double evidence = -0.5 * Math.Log(2 * Math.PI * total) - x * x / (2 * total);
        double likelihood = -0.5 * Math.Log(2 * Math.PI * noise) - (Math.Pow(x - a * mean, 2) + a * a * variance) / (2 * noise);
        return evidence - likelihood + Kl([mean], [Math.Log(variance)]);
    }

    public static double Bound(double[] logs)
    {
        double largest = logs[0];
        foreach (double log in logs) largest = Math.Max(largest, log);
        double sum = 0;
        foreach (double log in logs) sum += Math.Exp(log - largest);
        return largest + Math.Log(sum) - Math.Log(logs.Length);
    }

    public static int ActiveUnits(double[,] means)
    {
        int active = 0, items = means.GetLength(0);
        for (int j = 0; j < means.GetLength(1); j++)
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < items; i++) (sum, squares) = (sum + means[i, j], squares + means[i, j] * means[i, j]);
            if (squares / items - sum / items * (sum / items) > 0.01) active++;
        }
        return active;
    }

    public static (int, double) Predict(double[] variances, double noise)
    {
        double rate = 0;
        int active = 0;
        foreach (double variance in variances.Where(v => v > noise)) (active, rate) = (active + 1, rate + Math.Log(Math.Sqrt(variance / noise)));
        return (active, rate);
    }
}
