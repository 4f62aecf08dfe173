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

    /// <summary>(e − 1/e)/2 with e = e^|x|.</summary>
    public static void Sinh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) InDouble(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), default(SinhOfExponential));
        else
            for (var i = 0; i < x.Length; i++) y[i] = T.Sinh(x[i]);
    }

    /// <summary>Odd functions of an exponential: the difference that cancels near zero is taken in double, which leaves a single exact.</summary>
    private static void InDouble<TOdd>(ReadOnlySpan<float> x, Span<float> y, TOdd odd) where TOdd : struct, IOddOfExponential
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
            TensorPrimitives.Multiply(e, TOdd.Factor, e);
            TensorPrimitives.Exp(e, e);
            for (var i = 0; i < n; i++)
                y[at + i] = MathF.Abs(source[i]) < 1e-4f ? source[i] : MathF.CopySign((float)TOdd.Combine(e[i]), source[i]);
        }
    }

    private interface IOddOfExponential
    {
        static abstract double Factor { get; }

        static abstract double Combine(double exponential);
    }

    private readonly struct SinhOfExponential : IOddOfExponential
    {
        public static double Factor => 1;

        public static double Combine(double e) => (e - 1 / e) / 2;
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
