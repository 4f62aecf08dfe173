using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>Functions that are small where x is, and keep their relative precision near zero, where the plain compositions lose all of it.</summary>
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

    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) SingleFunctions.Map(default(SingleFunctions.Tanh), x, y);
        else
            for (var i = 0; i < x.Length; i++) y[i] = T.Tanh(x[i]);
    }

    /// <summary>(e − 1/e)/2 with e = e^|x|: the difference, which cancels near zero, is taken in double, which leaves a single exact.</summary>
    public static void Sinh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) Sinh(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
        else
            for (var i = 0; i < x.Length; i++) y[i] = T.Sinh(x[i]);
    }

    private static void Sinh(ReadOnlySpan<float> x, Span<float> y)
    {
        const int chunk = 512;
        Span<double> wide = stackalloc double[chunk];
        for (var at = 0; at < x.Length; at += chunk)
        {
            var n = Math.Min(chunk, x.Length - at);
            var source = x.Slice(at, n);
            var e = wide[..n];
            TensorPrimitives.ConvertTruncating(source, e);
            TensorPrimitives.Abs(e, e);
            TensorPrimitives.Exp(e, e);
            for (var i = 0; i < n; i++)
                y[at + i] = MathF.Abs(source[i]) < 1e-4f ? source[i] : MathF.CopySign((float)((e[i] - 1 / e[i]) / 2), source[i]);
        }
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
