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

    /// <summary>1 − 2/(e^(2|x|) + 1) with the sign of x; near zero, where that cancels, the odd polynomial of Moshier's Cephes (1989).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Tanh(Vector<float> x)
    {
        var size = Vector.Abs(x);
        var square = x * x;
        var near = new Vector<float>(-5.70498872745e-3f);
        near = Vector.MultiplyAddEstimate(near, square, new Vector<float>(2.06390887954e-2f));
        near = Vector.MultiplyAddEstimate(near, square, new Vector<float>(-5.37397155531e-2f));
        near = Vector.MultiplyAddEstimate(near, square, new Vector<float>(1.33314422036e-1f));
        near = Vector.MultiplyAddEstimate(near, square, new Vector<float>(-3.33332819422e-1f));
        near = Vector.MultiplyAddEstimate(near * square, x, x);
        var far = Vector<float>.One - new Vector<float>(2) / (Exp(size + size) + Vector<float>.One);
        far = Vector.CopySign(far, x);
        return Vector.ConditionalSelect(Vector.LessThan(size, new Vector<float>(0.625f)), near, far);
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
