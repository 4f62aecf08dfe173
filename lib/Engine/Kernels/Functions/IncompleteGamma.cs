namespace TorchSharp.Kernels;

/// <summary>The regularized incomplete gamma functions P(a, x) = ∫₀ˣ t^(a−1) e^(−t) dt/Γ(a) and Q = 1 − P in double precision.</summary>
internal static class IncompleteGamma
{
    public static double Lower(double a, double x) => Compute(a, x, true);

    public static double Upper(double a, double x) => Compute(a, x, false);

    private static double Compute(double a, double x, bool lower)
    {
        if (!(a >= 0) || !(x >= 0)) return double.NaN;
        if ((a == 0 && x == 0) || (double.IsInfinity(a) && double.IsInfinity(x))) return double.NaN;
        // All of the distribution lies at zero, or beyond every number.
        if (a == 0 || double.IsInfinity(x)) return lower ? 1 : 0;
        if (x == 0 || double.IsInfinity(a)) return lower ? 0 : 1;
        if (x < a + 1)
        {
            var p = Prefix(a, x) * Series(a, x);
            return lower ? p : 1 - p;
        }
        var q = Prefix(a, x) * Fraction(a, x);
        return lower ? 1 - q : q;
    }

    /// <summary>x^a e^(−x)/Γ(a); by Stirling's formula around x = a for large a, where the three factors are huge and nearly cancel.</summary>
    private static double Prefix(double a, double x)
    {
        if (a < 12) return Math.Exp(a * Math.Log(x) - x - GammaFunction.LogGamma(a));
        var off = (x - a) / a;
        var tail = (1 - (1 - 2 / (7 * a * a)) / (30 * a * a)) / (12 * a);
        return Math.Sqrt(a / (2 * Math.PI)) * Math.Exp(a * (Precise.Log1P(off) - off) - tail);
    }

    /// <summary>Σ xⁿ/(a(a+1)⋯(a+n)) (Abramowitz and Stegun 1964, 6.5.29).</summary>
    private static double Series(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (var n = 1; term > sum * 1e-17; n++) sum += term *= x / (a + n);
        return sum;
    }

    /// <summary>1/(x+1−a − 1(1−a)/(x+3−a − 2(2−a)/(x+5−a − ⋯))) by Lentz's method, from the front (6.5.31).</summary>
    private static double Fraction(double a, double x)
    {
        double b = x + 1 - a, c = 1e300, d = 1 / b, value = d;
        for (var n = 1; n < 1_000_000; n++)
        {
            var numerator = n * (a - n);
            b += 2;
            d = 1 / (numerator * d + b);
            c = b + numerator / c;
            var factor = c * d;
            value *= factor;
            if (Math.Abs(factor - 1) < 1e-16) break;
        }
        return value;
    }
}
