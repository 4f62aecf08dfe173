namespace TorchSharp.Kernels;

/// <summary>The standard normal distribution function and its inverse, precise in the lower tail, in double precision.</summary>
internal static class NormalDistribution
{
    /// <summary>Φ(x) = ½ erfc(−x/√2).</summary>
    public static double Cumulative(double x) => 0.5 * ErrorFunction.Erfc(-x / Math.Sqrt(2));

    /// <summary>x with Φ(x) = p.</summary>
    public static double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1)) return double.NaN;
        if (p is 0 or 1) return p == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        if (p > 0.5) return -TailOrCentre(1 - p);
        return TailOrCentre(p);
    }

    private static double TailOrCentre(double p)
    {
        if (p > 0.02) return Math.Sqrt(2) * ErrorFunction.Inverse(2 * p - 1);
        // Φ(−t) ≈ φ(t)/t starts Newton's steps on log Φ, which is nearly a parabola out there.
        var log = Math.Log(p);
        var t = Math.Sqrt(-2 * log);
        t -= (Math.Log(t) + 0.5 * Math.Log(2 * Math.PI)) / t;
        for (var step = 0; step < 8; step++)
        {
            // Φ/φ at −t is √(π/2) erfcx(t/√2).
            var ratio = Math.Sqrt(Math.PI / 2) * ErrorFunction.Scaled(t / Math.Sqrt(2));
            var difference = Math.Log(ratio) - 0.5 * t * t - 0.5 * Math.Log(2 * Math.PI) - log;
            var change = difference * ratio;
            t += change;
            if (Math.Abs(change) < 1e-16 * t) break;
        }
        return -t;
    }
}
