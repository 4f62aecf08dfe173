using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>The two functions of recurrent gates, a vector at a time, accurate to a few units in the last place.</summary>
internal static class GateFunctions
{
    /// <summary>1/(1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sigmoid<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float)
            ? SingleMath.Sigmoid(x.As<T, float>()).As<float, T>()
            : (Vector<double>.One / (Vector<double>.One + Vector.Exp(-x.As<T, double>()))).As<double, T>();

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
}
