using System.Numerics;
using TorchSharp.Kernels;

namespace TorchSharp.RandomNumbers;

/// <summary>Binomial numbers, drawn as PyTorch's CPU kernel does: in the type <typeparamref name="T"/> of count and probability.</summary>
internal static class BinomialSampler<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many of <paramref name="count"/> trials succeed; the rarer of success and failure is drawn.</summary>
    public static T Next(MersenneTwister twister, T count, T probability)
    {
        if (count <= T.Zero || probability <= T.Zero) return T.Zero;
        if (probability >= T.One) return count;
        var half = T.CreateTruncating(0.5);
        if (probability <= half) return Rare(twister, count, probability);
        return probability > half ? count - Rare(twister, count, T.One - probability) : T.NaN;
    }

    private static T Rare(MersenneTwister twister, T count, T probability) =>
        count * probability >= T.CreateTruncating(10) ? Rejected(twister, count, probability) : Inverted(twister, count, probability);

    /// <summary>Adds up the geometric waits for the next success until the trials are used up.</summary>
    private static T Inverted(MersenneTwister twister, T count, T probability)
    {
        T trials = T.Zero, successes = T.Zero, rate = T.CreateTruncating(Precise.Log1P(-double.CreateTruncating(probability)));
        while (true)
        {
            trials += T.Ceiling(T.Log(T.CreateTruncating(twister.NextDouble())) / rate);
            if (trials > count) return successes;
            successes++;
        }
    }

    /// <summary>Hörmann (1993), The generation of binomial random variates: algorithm BTRS.</summary>
    private static T Rejected(MersenneTwister twister, T count, T probability)
    {
        double n = double.CreateTruncating(count), p = double.CreateTruncating(probability);
        double deviation = Math.Sqrt(n * p * (1 - p)), b = 1.15 + 2.53 * deviation, a = -0.0873 + 0.0248 * b + 0.01 * p, centre = n * p + 0.5;
        double inBox = 0.92 - 4.2 / b, odds = p / (1 - p), alpha = (2.83 + 5.1 / b) * deviation, mode = Math.Floor((n + 1) * p);
        while (true)
        {
            double u = twister.NextDouble() - 0.5, v = twister.NextDouble(), us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + centre);
            if (k < 0 || k > n) continue;
            if (us >= 0.07 && v <= inBox) return T.CreateTruncating(k);
            var bound = (mode + 0.5) * Math.Log((mode + 1) / (odds * (n - mode + 1))) + (n + 1) * Math.Log((n - mode + 1) / (n - k + 1))
                + (k + 0.5) * Math.Log(odds * (n - k + 1) / (k + 1)) + StirlingTail(mode) + StirlingTail(n - mode) - StirlingTail(k) - StirlingTail(n - k);
            if (Math.Log(v * alpha / (a / (us * us) + b)) <= bound) return T.CreateTruncating(k);
        }
    }

    /// <summary>log k! less its leading terms, log √2π + (k + ½) log(k + 1) − (k + 1).</summary>
    private static double StirlingTail(double k)
    {
        if (k <= 9) return GammaFunction.LogGamma(k + 1) - 0.5 * Math.Log(2 * Math.PI) - (k + 0.5) * Math.Log(k + 1) + k + 1;
        var square = (k + 1) * (k + 1);
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
    }
}
