namespace TorchSharp.Kernels;

/// <summary>
/// How a gamma number moves with its parameter while its place in the distribution, P(α, x), stays: dx/dα = −(∂P/∂α)/p(x; α)
/// (Figurnov, Mohamed and Mnih 2018, Implicit reparameterization gradients).
/// </summary>
internal static class GammaReparameterization
{
    /// <summary>From here on the cubic normal approximation is precise to 10⁻⁷, and the sums below would be long.</summary>
    private const double Large = 1e5;

    public static double Derivative(double alpha, double x)
    {
        if (!(alpha > 0) || !(x >= 0)) return double.NaN;
        if (x == 0) return 0;
        if (alpha > Large) return NearNormal(alpha, x);
        var slope = Math.Log(x) - GammaFunction.Digamma(alpha);
        return x < alpha + 1 ? BySeries(alpha, x, slope) : ByFraction(alpha, x, slope);
    }

    /// <summary>P(α, x)/p(x) = x S with S = Σ xⁿ/(α(α+1)⋯(α+n)).</summary>
    private static double BySeries(double alpha, double x, double slope)
    {
        double term = 1 / alpha, logarithmic = 1 / alpha, sum = term, derivative = -term * logarithmic;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= x / (alpha + n);
            logarithmic += 1 / (alpha + n);
            sum += term;
            derivative -= term * logarithmic;
        }
        return -x * (sum * slope + derivative);
    }

    /// <summary>(1 − P(α, x))/p(x) = x F with Legendre's continued fraction F = 1/(x+1−α − 1(1−α)/(x+3−α − 2(2−α)/(x+5−α − ⋯))).</summary>
    private static double ByFraction(double alpha, double x, double slope)
    {
        var previous = double.NaN;
        for (var depth = 32; ; depth *= 2)
        {
            double value = x + 2 * depth + 1 - alpha, derivative = -1;
            for (var n = depth; n > 0; n--)
            {
                var numerator = n * (alpha - n);
                derivative = -1 + (n * value - numerator * derivative) / (value * value);
                value = x + 2 * n - 1 - alpha + numerator / value;
            }
            var result = x * (slope - derivative / value) / value;
            if (Math.Abs(result - previous) <= 1e-13 * Math.Abs(result) || depth > 1 << 16 || double.IsNaN(result)) return result;
            previous = result;
        }
    }

    /// <summary>Wilson and Hilferty (1931): (x/α)^(1/3) is nearly normal with mean 1 − 1/(9α) and variance 1/(9α).</summary>
    private static double NearNormal(double alpha, double x)
    {
        var root = Math.Cbrt(x / alpha);
        var deviations = (root - 1 + 1 / (9 * alpha)) * 3 * Math.Sqrt(alpha);
        return root * root * (root + 3 * alpha * (1 / (9 * alpha * alpha) - deviations / (6 * alpha * Math.Sqrt(alpha))));
    }
}
