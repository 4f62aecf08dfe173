namespace TorchSharp.Kernels;

/// <summary>
/// How a beta number x moves with its first parameter α while its place in the distribution, I(x; α, β), stays, in units of 1 − x:
/// −(∂I/∂α)/p(x; α, β)/(1 − x). A Dirichlet number moves by this in one component and shrinks in proportion in the others.
/// </summary>
internal static class BetaReparameterization
{
    public static double Derivative(double x, double alpha, double beta)
    {
        if (!(alpha > 0) || !(beta > 0) || !(x >= 0) || !(x <= 1)) return double.NaN;
        if (x == 0) return 0;
        var slope = Math.Log(x) - GammaFunction.Digamma(alpha) + GammaFunction.Digamma(alpha + beta);
        // I = xᵅ(1−x)ᵝ/(α B) K(α, β, x), or one minus its mirror image, whichever fraction converges fast.
        if (x <= (alpha + 1) / (alpha + beta + 2))
        {
            var (value, derivative) = Fraction(alpha, 1, beta, 0, x);
            return -x / alpha * (value * (slope - 1 / alpha) + derivative);
        }
        else
        {
            var (value, derivative) = Fraction(beta, 0, alpha, 1, 1 - x);
            return x / beta * (value * slope + derivative);
        }
    }

    /// <summary>
    /// K = 1/(1 + d₁/(1 + d₂/(1 + ⋯))), the continued fraction of the incomplete beta function (Abramowitz and Stegun 1964, 26.5.8), and its
    /// derivative in the direction (da, db), from the back.
    /// </summary>
    private static (double Value, double Derivative) Fraction(double a, double da, double b, double db, double x)
    {
        (double Value, double Derivative) previous = (double.NaN, double.NaN);
        for (var depth = 32; ; depth *= 2)
        {
            double value = 1, derivative = 0;
            for (var n = depth; n > 0; n--)
            {
                double m = n / 2;
                // Where b = m the term is zero, but not its derivative: a product, not a logarithmic derivative.
                double term, termDerivative;
                if (n % 2 == 0)
                {
                    var factor = m * x / ((a + 2 * m - 1) * (a + 2 * m));
                    term = factor * (b - m);
                    termDerivative = factor * db - term * da * (1 / (a + 2 * m - 1) + 1 / (a + 2 * m));
                }
                else
                {
                    term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
                    termDerivative = term * (da / (a + m) + (da + db) / (a + b + m) - da / (a + 2 * m) - da / (a + 2 * m + 1));
                }
                derivative = (termDerivative * value - term * derivative) / (value * value);
                value = 1 + term / value;
            }
            var result = (1 / value, -derivative / (value * value));
            var close = Math.Abs(result.Item1 - previous.Value) <= 1e-14 * Math.Abs(result.Item1)
                && Math.Abs(result.Item2 - previous.Derivative) <= 1e-14 * Math.Abs(result.Item2);
            if (close || depth > 1 << 14 || double.IsNaN(result.Item1)) return result;
            previous = result;
        }
    }
}
