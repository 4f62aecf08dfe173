using System.Numerics;
using System.Numerics.Tensors;

namespace TorchSharp.Kernels;

/// <summary>log(1 + x) and eˣ − 1 that keep their relative precision near zero, where the plain compositions lose all of it.</summary>
internal static class Precise
{
    /// <summary>Kahan's correction: with u = 1 + x rounded, log1p(x) = log(u) · x / (u − 1), exact where u − 1 is.</summary>
    public static void Log1P<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) y[i] = Log1P(x[i]);
    }

    public static T Log1P<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var u = T.One + x;
        if (u == T.One) return x;
        return T.IsFinite(u) ? T.Log(u) * (x / (u - T.One)) : T.Log(u);
    }

    /// <summary>Kahan: with u = eˣ rounded, expm1(x) = (u − 1) · x / log(u).</summary>
    public static void ExpM1<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            var u = T.Exp(x[i]);
            var lessOne = u - T.One;
            y[i] = u == T.One ? x[i] : lessOne == -T.One || !T.IsFinite(u) ? lessOne : lessOne * (x[i] / T.Log(u));
        }
    }
}
