namespace TorchSharp.Kernels;

/// <summary>
/// log Γ and its derivatives in double precision: Stirling's asymptotic series (Abramowitz and Stegun 1964, 6.1.41, 6.3.18, 6.4.11) far from
/// zero, the recurrences to get there, and the reflection formulas for negative numbers.
/// </summary>
internal static class GammaFunction
{
    /// <summary>From here on the series below is exact to the last digits.</summary>
    private const double Far = 12;

    /// <summary>B₂ₖ, the Bernoulli numbers, k = 1, 2, ….</summary>
    private static readonly double[] Bernoulli =
        [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798, -174611.0 / 330];

    /// <summary>log |Γ(x)|; +∞ at the poles 0, −1, −2, ….</summary>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x)) return x;
        if (double.IsInfinity(x)) return double.PositiveInfinity;
        if (x <= 0 && Math.Floor(x) == x) return double.PositiveInfinity;
        if (x is 1 or 2) return 0;
        if (x < 0.5) return Math.Log(Math.PI / Math.Abs(SinPi(x))) - LogGamma(1 - x);
        var product = 1.0;
        for (; x < Far; x++) product *= x;
        double sum = 0, power = x;
        for (var k = 1; k <= 8; k++, power *= x * x) sum += Bernoulli[k - 1] / (2 * k * (2 * k - 1) * power);
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + sum - Math.Log(product);
    }

    /// <summary>ψ(x) = d/dx log Γ(x); NaN at the negative poles, an infinity at zero.</summary>
    public static double Digamma(double x)
    {
        if (x == 0) return double.CopySign(double.PositiveInfinity, -x);
        if (double.IsNegativeInfinity(x)) return double.NaN;
        if (x < 0)
        {
            if (Math.Floor(x) == x) return double.NaN;
            return Digamma(1 - x) - Math.PI / Math.Tan(Math.PI * (x - Math.Round(x)));
        }
        if (double.IsInfinity(x)) return x;
        var sum = 0.0;
        for (; x < Far; x++) sum -= 1 / x;
        double square = x * x, power = square;
        for (var k = 1; k <= 8; k++, power *= square) sum -= Bernoulli[k - 1] / (2 * k * power);
        return sum + Math.Log(x) - 0.5 / x;
    }

    /// <summary>ψ⁽ⁿ⁾(x) = (−1)ⁿ⁺¹ n! ζ(n + 1, x).</summary>
    public static double Polygamma(int n, double x)
    {
        if (n == 0) return Digamma(x);
        if (n == 1 && x < 0.5)
        {
            // ψ′(1 − x) + ψ′(x) = π²/sin²(πx)
            var sine = SinPi(x);
            return Math.PI * Math.PI / (sine * sine) - Polygamma(1, 1 - x);
        }
        var factorial = 1.0;
        for (var k = 2; k <= n; k++) factorial *= k;
        return (n % 2 == 0 ? -1 : 1) * factorial * Zeta(n + 1, x);
    }

    /// <summary>Hurwitz's ζ(s, q) = Σ (k + q)^(−s) for s ≥ 2: the first terms, and Euler and Maclaurin's formula for the rest.</summary>
    public static double Zeta(double s, double q)
    {
        if (double.IsNaN(q)) return q;
        if (q <= 0 && Math.Floor(q) == q) return double.PositiveInfinity;
        if (q < -1e6) return double.NaN; // too many terms to be worth summing
        var sum = 0.0;
        for (; q < Far + s; q++) sum += Math.Pow(q, -s);
        if (double.IsInfinity(q)) return 0;
        var power = Math.Pow(q, -s);
        sum += q * power / (s - 1) + 0.5 * power;
        var term = s * power / q;
        for (var k = 1; k <= 10; k++)
        {
            sum += Bernoulli[k - 1] * term / Factorial(2 * k);
            term *= (s + 2 * k - 1) * (s + 2 * k) / (q * q);
        }
        return sum;
    }

    private static double Factorial(int n)
    {
        var product = 1.0;
        for (var k = 2; k <= n; k++) product *= k;
        return product;
    }

    /// <summary>sin(πx), exact at the integers and precise beside them.</summary>
    private static double SinPi(double x)
    {
        var nearest = Math.Round(x);
        var sine = Math.Sin(Math.PI * (x - nearest));
        return Math.Abs(nearest % 2) == 1 ? -sine : sine;
    }
}
