using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>The two functions of recurrent gates, a vector at a time, accurate to a few units in the last place.</summary>
internal static class GateFunctions
{
    /// <summary>1/(1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sigmoid<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector<T>.One / (Vector<T>.One + Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Tanh<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? Tanh(x.As<T, float>()).As<float, T>() : EachTanh(x);

    /// <summary>
    /// x·P(x²)/Q(x²), a minimax approximation with the coefficients of Eigen's generic tanh: within three units in the last place everywhere, also near
    /// zero. From 7.9 on it stays where it is, at 1 − 2.4·10⁻⁷.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Tanh(Vector<float> x)
    {
        x = Vector.Min(Vector.Max(x, new Vector<float>(-7.905311f)), new Vector<float>(7.905311f));
        var s = x * x;
        var p = new Vector<float>(-2.76076847742355e-16f);
        p = Vector.MultiplyAddEstimate(p, s, new Vector<float>(2.00018790482477e-13f));
        p = Vector.MultiplyAddEstimate(p, s, new Vector<float>(-8.60467152213735e-11f));
        p = Vector.MultiplyAddEstimate(p, s, new Vector<float>(5.12229709037114e-08f));
        p = Vector.MultiplyAddEstimate(p, s, new Vector<float>(1.48572235717979e-05f));
        p = Vector.MultiplyAddEstimate(p, s, new Vector<float>(6.37261928875436e-04f));
        p = Vector.MultiplyAddEstimate(p, s, new Vector<float>(4.89352455891786e-03f));
        var q = new Vector<float>(1.19825839466702e-06f);
        q = Vector.MultiplyAddEstimate(q, s, new Vector<float>(1.18534705686654e-04f));
        q = Vector.MultiplyAddEstimate(q, s, new Vector<float>(2.26843463243900e-03f));
        q = Vector.MultiplyAddEstimate(q, s, new Vector<float>(4.89352518554385e-03f));
        return x * p / q;
    }

    private static Vector<T> EachTanh<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < Vector<T>.Count; i++) x = x.WithElement(i, T.Tanh(x[i]));
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Exp<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? Exp(x.As<T, float>()).As<float, T>() : Vector.Exp(x.As<T, double>()).As<double, T>();

    /// <summary>
    /// 2ⁿ · e^r with n = round(x / ln 2): ln 2 is subtracted in two parts, so that r is exact, and e^r on ±½ ln 2 is Cephes' polynomial.
    /// Arguments are bounded to ±88, so that 2ⁿ is a normal number; gates are saturated long before. NaN stays.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Exp(Vector<float> x)
    {
        var bounded = Vector.Min(Vector.Max(x, new Vector<float>(-87)), new Vector<float>(88));
        var n = Vector.Round(bounded * new Vector<float>(1.44269504f));
        var r = Vector.MultiplyAddEstimate(n, new Vector<float>(-0.693359375f), bounded);
        r = Vector.MultiplyAddEstimate(n, new Vector<float>(2.12194440e-4f), r);
        var p = new Vector<float>(1.9875691500e-4f);
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(1.3981999507e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(8.3334519073e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(4.1665795894e-2f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(1.6666665459e-1f));
        p = Vector.MultiplyAddEstimate(p, r, new Vector<float>(5.0000001201e-1f));
        p = Vector.MultiplyAddEstimate(p * r, r, r + Vector<float>.One);
        var power = Vector.ShiftLeft(Vector.ConvertToInt32Native(n) + new Vector<int>(127), 23).As<int, float>();
        return p * power;
    }
}
