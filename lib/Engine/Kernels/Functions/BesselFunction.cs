namespace TorchSharp.Kernels;

/// <summary>
/// Modified Bessel functions of the orders 0 and 1 in double precision (Abramowitz and Stegun 1964, 9.6 and 9.7), scaled so that they do not
/// overflow.
/// </summary>
internal static class BesselFunction
{
    /// <summary>From here on the asymptotic series is exact to the last digits.</summary>
    private const double Far = 40;

    /// <summary>I_ν(x) e^(−|x|), ν = 0 or 1.</summary>
    public static double ScaledI(int order, double x)
    {
        if (double.IsNaN(x)) return x;
        var a = Math.Abs(x);
        if (double.IsInfinity(a)) return 0;
        var value = a < Far ? Math.Exp(-a) * Series(order, a) : Asymptotic(order, a) / Math.Sqrt(2 * Math.PI * a);
        return order == 1 ? Math.CopySign(value, x) : value;
    }

    /// <summary>I_ν(x).</summary>
    public static double I(int order, double x)
    {
        var a = Math.Abs(x);
        if (a < Far) return order == 1 ? Math.CopySign(Series(order, a), x) : Series(order, a);
        // In two factors, of which neither overflows before the product does.
        var half = Math.Exp(a / 2);
        return double.IsInfinity(a) ? (order == 1 ? x : a) : half * ScaledI(order, x) * half;
    }

    /// <summary>K_ν(x) eˣ = ∫₀^∞ e^(−x (cosh t − 1)) cosh νt dt; the trapezoidal rule converges exponentially on it.</summary>
    public static double ScaledK(int order, double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.PositiveInfinity;
        if (double.IsInfinity(x)) return 0;
        var step = Math.Min(0.1, 0.4 / Math.Sqrt(x));
        var sum = 0.5;
        for (var n = 1; ; n++)
        {
            var t = n * step;
            var sine = Math.Sinh(t / 2);
            var term = Math.Exp(-2 * x * sine * sine) * (order == 0 ? 1 : Math.Cosh(t));
            sum += term;
            if (term <= 1e-18 * sum && x * sine * sine > 1) return sum * step;
        }
    }

    /// <summary>(x/2)^ν Σ (x²/4)ᵏ/(k! (k + ν)!).</summary>
    private static double Series(int order, double x)
    {
        double quarter = x * x / 4, term = order == 0 ? 1 : x / 2, sum = term;
        for (var k = 1; term > 1e-18 * sum; k++)
        {
            term *= quarter / (k * (double)(k + order));
            sum += term;
        }
        return sum;
    }

    /// <summary>Σ (−1)ᵏ (4ν² − 1)(4ν² − 9)⋯/(k! (8x)ᵏ).</summary>
    private static double Asymptotic(int order, double x)
    {
        double term = 1, sum = 1;
        for (var k = 1; k < 40 && Math.Abs(term) > 1e-18; k++)
        {
            term *= -(4.0 * order * order - (2.0 * k - 1) * (2 * k - 1)) / (k * 8 * x);
            sum += term;
        }
        return sum;
    }
}
