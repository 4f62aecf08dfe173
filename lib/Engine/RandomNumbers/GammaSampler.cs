using System.Numerics;

namespace TorchSharp.RandomNumbers;

/// <summary>Gamma numbers by Marsaglia and Tsang (2000), A simple method for generating gamma variables, drawn as PyTorch's CPU kernel does.</summary>
internal static class GammaSampler
{
    // PyTorch writes these constants in single precision, and their rounding is in every sample.
    private const float Third = 1f / 3f, Squeeze = 0.0331f;

    /// <summary>One number with density x^(α−1) e^(−x)/Γ(α); <typeparamref name="T"/> is the type that α is given in.</summary>
    public static double Next<T>(MersenneTwister twister, T alpha) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scale = 1.0;
        if (alpha < T.One)
        {
            if (alpha == T.Zero) return 0;
            // A gamma number of α + 1 times u^(1/α) is one of α.
            scale = Math.Pow(1 - twister.NextDouble(), double.CreateTruncating(T.One / alpha));
            alpha += T.One;
        }
        var d = double.CreateTruncating(alpha) - Third;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x, y;
            do
            {
                x = twister.NextNormal();
                y = 1 + c * x;
            }
            while (y <= 0);
            var v = y * y * y;
            var u = 1 - twister.NextDouble();
            var square = x * x;
            if (u < 1 - Squeeze * square * square || Math.Log(u) < 0.5 * square + d * (1 - v + Math.Log(v))) return scale * d * v;
        }
    }
}
