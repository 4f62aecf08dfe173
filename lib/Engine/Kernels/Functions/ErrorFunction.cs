namespace TorchSharp.Kernels;

/// <summary>
/// erf and its relatives in double precision. The series and the continued fraction are Abramowitz and Stegun 1964, 7.1.6 and 7.1.14;
/// each is used where its terms are positive and fall fast, so that nothing cancels.
/// </summary>
internal static class ErrorFunction
{
    private const double TwoOverRootPi = 1.1283791670955125739;
    private const double Seam = 2;

    /// <summary>2/√π ∫₀ˣ e^(−t²) dt.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x)) return x;
        var a = Math.Abs(x);
        return a < Seam ? Series(x) : Math.CopySign(a > 6 ? 1 : 1 - Tail(a), x);
    }

    /// <summary>1 − erf(x), precise in the tail.</summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x < Seam) return x > 0.5 && x < Seam ? 1 - Series(x) : 1 - Erf(x);
        return x > 28 ? 0 : Tail(x);
    }

    /// <summary>e^(x²) erfc(x), without overflow for large x.</summary>
    public static double Scaled(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x >= Seam) return ScaledTail(x);
        return x < -27 ? double.PositiveInfinity : Erfc(x) / GaussianOf(x);
    }

    /// <summary>x with erf(x) = y: Winitzki's estimate (2008), then Halley steps on erfc, whose tail keeps the digits that erf loses.</summary>
    public static double Inverse(double y)
    {
        if (double.IsNaN(y) || y is < -1 or > 1) return double.NaN;
        if (y is 1 or -1) return double.CopySign(double.PositiveInfinity, y);
        var a = Math.Abs(y);
        if (a < 1e-9) return y / TwoOverRootPi;
        const double shape = 0.147;
        var log = Math.Log((1 - a) * (1 + a));
        var half = 2 / (Math.PI * shape) + log / 2;
        var x = Math.Sqrt(Math.Sqrt(half * half - log / shape) - half);
        for (var step = 0; step < 3; step++)
        {
            // f = erf(x) − a, f″/f′ = −2x
            var error = a > 0.5 ? (1 - a) - Erfc(x) : Erf(x) - a;
            var newton = error / (TwoOverRootPi * Math.Exp(-x * x));
            x -= newton / (1 + x * newton);
        }
        return Math.CopySign(x, y);
    }

    /// <summary>erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)).</summary>
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (var n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TwoOverRootPi * GaussianOf(x) * sum;
    }

    private static double Tail(double x) => GaussianOf(x) * ScaledTail(x);

    /// <summary>e^(x²) erfc x = 1/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))), from the inside out.</summary>
    private static double ScaledTail(double x)
    {
        var fraction = x;
        for (var k = (int)(20 + 240 / (x * x)); k > 0; k--) fraction = x + k * 0.5 / fraction;
        return TwoOverRootPi / 2 / fraction;
    }

    /// <summary>e^(−x²), with the rounding error of the square put back: it is multiplied by x² in the exponential.</summary>
    private static double GaussianOf(double x)
    {
        var square = x * x;
        return Math.Exp(-square) * (1 - Math.FusedMultiplyAdd(x, x, -square));
    }
}
