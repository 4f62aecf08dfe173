using TorchSharp.Kernels;

namespace TorchSharp.RandomNumbers;

/// <summary>Poisson numbers, drawn as PyTorch's CPU kernel does.</summary>
internal static class PoissonSampler
{
    /// <summary>One number with mean <paramref name="rate"/>.</summary>
    public static double Next(MersenneTwister twister, double rate) => rate >= 10 ? Rejected(twister, rate) : rate == 0 ? 0 : Multiplied(twister, rate);

    /// <summary>Arrivals of a process until time one: uniforms are multiplied until the product falls below e^(−rate).</summary>
    private static double Multiplied(MersenneTwister twister, double rate)
    {
        var limit = Math.Exp(-rate);
        var product = twister.NextDouble();
        var count = 0;
        for (; product > limit; count++) product *= twister.NextDouble();
        return count;
    }

    /// <summary>Hörmann (1993), The transformed rejection method for generating Poisson random variables: algorithm PTRS.</summary>
    private static double Rejected(MersenneTwister twister, double rate)
    {
        double b = 0.931 + 2.53 * Math.Sqrt(rate), a = -0.059 + 0.02483 * b, inverseAlpha = 1.1239 + 1.1328 / (b - 3.4), inBox = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            double u = twister.NextDouble() - 0.5, v = twister.NextDouble(), us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + rate + 0.43);
            if (us >= 0.07 && v <= inBox) return k;
            if (k < 0 || (us < 0.013 && v > us)) continue;
            if (Math.Log(v) + Math.Log(inverseAlpha) - Math.Log(a / (us * us) + b) <= -rate + k * Math.Log(rate) - GammaFunction.LogGamma(k + 1)) return k;
        }
    }
}
