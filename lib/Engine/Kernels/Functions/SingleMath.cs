using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>
/// Elementary functions of vectors of singles, right to about two units in the last place, infinities, NaN and denormal numbers included.
/// A library's widen to doubles, which halves their speed. The polynomials are minimax fits of the relative error (Lawson's algorithm on
/// Chebyshev nodes); the reductions are the classical ones (Cody and Waite 1980; Muller, Elementary Functions, 2016).
/// </summary>
internal static class SingleMath
{
    private const float Log2E = 1.44269504f;
    private const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f; // their sum is ln 2; n · Ln2High is exact for |n| < 2¹⁰

    /// <summary>1.5 · 2²³: added to a number below 2²², it leaves the nearest integer in the last bits.</summary>
    private const float Rounder = 12582912f;

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x)
    {
        // Within these bounds the scaling overflows and underflows as it should. The native minimum keeps its second operand if that is NaN.
        var (p, n) = ReducedExpM1(Vector.MinNative(new(100f), Vector.MaxNative(new(-110f), x)));
        return Scale(p + Vector<float>.One, n);
    }

    /// <summary>eˣ − 1, keeping the relative precision of small x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> ExpM1(Vector<float> x)
    {
        var (p, n) = ReducedExpM1(x);
        var power = PowerOfTwo(Vector.ConvertToInt32Native(n));
        var y = Vector.MultiplyAddEstimate(p, power, power - Vector<float>.One);
        y = Vector.ConditionalSelect(Vector.GreaterThan(x, new(30f)), Scale(p + Vector<float>.One, n), y); // 2ⁿ itself may overflow there
        y = Vector.ConditionalSelect(Vector.GreaterThan(x, new(88.722839f)), new(float.PositiveInfinity), y);
        y = Vector.ConditionalSelect(Vector.LessThan(x, new(-18f)), -Vector<float>.One, y);
        return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), new(1e-30f)), x, y); // and keeps −0
    }

    /// <summary>Natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log(Vector<float> x)
    {
        var tiny = Vector.LessThan(x, new(1.17549435e-38f)); // denormal
        var bits = Vector.AsVectorInt32(Vector.ConditionalSelect(tiny, x * 33554432f, x));
        var exponent = Vector.ShiftRightArithmetic(bits - new Vector<int>(0x3F3504F3), 23); // of x/√½, so that the rest is on [√½, √2)
        var f = Vector.AsVectorSingle(bits - Vector.ShiftLeft(exponent, 23)) - Vector<float>.One;
        var e = Vector.ConvertToSingle(exponent) - Vector.ConditionalSelect(tiny, new Vector<float>(25f), Vector<float>.Zero);

        var p = new Vector<float>(-0.0785954587f);
        p = Vector.MultiplyAddEstimate(p, f, new(0.1288162240f));
        p = Vector.MultiplyAddEstimate(p, f, new(-0.1312876763f));
        p = Vector.MultiplyAddEstimate(p, f, new(0.1418119611f));
        p = Vector.MultiplyAddEstimate(p, f, new(-0.1662455314f));
        p = Vector.MultiplyAddEstimate(p, f, new(0.2000228608f));
        p = Vector.MultiplyAddEstimate(p, f, new(-0.2500081043f));
        p = Vector.MultiplyAddEstimate(p, f, new(0.3333331673f));
        var square = f * f;
        var small = Vector.MultiplyAddEstimate(square * f, p, e * Ln2Low);
        small = Vector.MultiplyAddEstimate(square, new(-0.5f), small);
        var y = Vector.MultiplyAddEstimate(e, new(Ln2High), f + small);

        y = Vector.ConditionalSelect(Vector.Equals(x, new(float.PositiveInfinity)), x, y);
        y = Vector.ConditionalSelect(Vector.Equals(x, Vector<float>.Zero), new(float.NegativeInfinity), y);
        return Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<float>.Zero), y, new(float.NaN)); // negative or NaN
    }

    /// <summary>log(1 + x) by Kahan's correction: with u = 1 + x rounded, log(u) · x / (u − 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Log1P(Vector<float> x)
    {
        var u = Vector<float>.One + x;
        var log = Log(u);
        var y = log * (x / (u - Vector<float>.One));
        y = Vector.ConditionalSelect(Vector.Equals(u, Vector<float>.One), x, y);
        return Vector.ConditionalSelect(Vector.Equals(u, new(float.PositiveInfinity)), log, y);
    }

    /// <summary>1/(1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Exp(-x));

    /// <summary>An odd polynomial near zero, elsewhere 1 − 2/(e^(2|x|) + 1) with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x)
    {
        var z = x * x;
        var p = new Vector<float>(-0.00571703692f);
        p = Vector.MultiplyAddEstimate(p, z, new(0.0206505794f));
        p = Vector.MultiplyAddEstimate(p, z, new(-0.0537434954f));
        p = Vector.MultiplyAddEstimate(p, z, new(0.1333149125f));
        p = Vector.MultiplyAddEstimate(p, z, new(-0.3333328392f));
        var near = Vector.MultiplyAddEstimate(p, z * x, x);
        var size = Vector.Abs(x);
        var far = Vector<float>.One - new Vector<float>(2f) / (Exp(size + size) + Vector<float>.One);
        return Vector.ConditionalSelect(Vector.LessThan(size, new(0.625f)), near, Vector.CopySign(far, x));
    }

    /// <summary>
    /// Φ(x), of the normal distribution: with z = |x|/√2 the upper tail is ½ e^(−z²) times a polynomial in 1/(1 + 0.4 z), whose relative
    /// error for z &lt; 10 is below 4 · 10⁻⁸.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> NormalDistribution(Vector<float> x)
    {
        var t = Vector<float>.One / Vector.MultiplyAddEstimate(Vector.Abs(x), new(0.282842712f), Vector<float>.One);
        var p = new Vector<float>(0.0286957455f);
        p = Vector.MultiplyAddEstimate(p, t, new(-0.0747488762f));
        p = Vector.MultiplyAddEstimate(p, t, new(-0.0636867148f));
        p = Vector.MultiplyAddEstimate(p, t, new(0.2757889889f));
        p = Vector.MultiplyAddEstimate(p, t, new(-0.0685675146f));
        p = Vector.MultiplyAddEstimate(p, t, new(0.2686380593f));
        p = Vector.MultiplyAddEstimate(p, t, new(0.1774161912f));
        p = Vector.MultiplyAddEstimate(p, t, new(0.2313551715f));
        p = Vector.MultiplyAddEstimate(p, t, new(0.2250825740f));
        p = Vector.MultiplyAddEstimate(p, t, new(2.64053128e-5f));
        var tail = Exp(x * x * -0.5f) * p * 0.5f;
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One - tail, tail);
    }

    /// <summary>
    /// sin x and cos x for |x| below some hundreds: less the nearest multiple of π/2, taken away in three parts of which the first leave no
    /// rounding (Cody and Waite), an angle of at most π/4 remains, and the multiple says which of the two is which and with what sign.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector<float> Sine, Vector<float> Cosine) SinCos(Vector<float> x)
    {
        var shifted = Vector.MultiplyAddEstimate(x, new(0.636619772f), new(Rounder));
        var quarter = Vector.AsVectorInt32(shifted);
        var n = shifted - new Vector<float>(Rounder);
        var angle = Vector.MultiplyAddEstimate(n, new(-1.5703125f), x);
        angle = Vector.MultiplyAddEstimate(n, new(-4.83751297e-4f), angle);
        angle = Vector.MultiplyAddEstimate(n, new(-7.54978995e-8f), angle);
        var z = angle * angle;
        var s = Vector.MultiplyAddEstimate(new(-1.95172658e-4f), z, new(8.33217791e-3f));
        s = Vector.MultiplyAddEstimate(s, z, new(-1.66666549e-1f));
        s = Vector.MultiplyAddEstimate(s * z, angle, angle);
        var c = Vector.MultiplyAddEstimate(new(2.44384137e-5f), z, new(-1.38873672e-3f));
        c = Vector.MultiplyAddEstimate(c, z, new(4.16666469e-2f));
        c = Vector.MultiplyAddEstimate(c, z * z, Vector.MultiplyAddEstimate(z, new(-0.5f), Vector<float>.One));
        var swap = Vector.Equals(quarter & Vector<int>.One, Vector<int>.One);
        var (sine, cosine) = (Vector.ConditionalSelect(swap, c, s), Vector.ConditionalSelect(swap, s, c));
        var negativeSine = Vector.ShiftLeft(quarter & new Vector<int>(2), 30);
        var negativeCosine = Vector.ShiftLeft((quarter + Vector<int>.One) & new Vector<int>(2), 30);
        return (Vector.AsVectorSingle(Vector.AsVectorInt32(sine) ^ negativeSine), Vector.AsVectorSingle(Vector.AsVectorInt32(cosine) ^ negativeCosine));
    }

    /// <summary>x = n ln 2 + r with |r| ≤ ln 2/2; returns eʳ − 1 and n. Beyond the range of eˣ both mean nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> ExpM1, Vector<float> Power) ReducedExpM1(Vector<float> x)
    {
        var shifted = Vector.MultiplyAddEstimate(x, new(Log2E), new(Rounder));
        var n = shifted - new Vector<float>(Rounder);
        var r = Vector.MultiplyAddEstimate(n, new(-Ln2High), x);
        r = Vector.MultiplyAddEstimate(n, new(-Ln2Low), r);
        var p = new Vector<float>(1.97903562e-4f);
        p = Vector.MultiplyAddEstimate(p, r, new(1.39446496e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new(8.33349701e-3f));
        p = Vector.MultiplyAddEstimate(p, r, new(4.16662951e-2f));
        p = Vector.MultiplyAddEstimate(p, r, new(1.66666659e-1f));
        p = Vector.MultiplyAddEstimate(p, r, new(0.5f));
        p = Vector.MultiplyAddEstimate(p, r * r, r);
        return (p, n);
    }

    /// <summary>x · 2ⁿ for whole n: one instruction, or two factors, as 2ⁿ may lie outside the normal numbers where the product does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Scale(Vector<float> x, Vector<float> n)
    {
        if (Avx512F.VL.IsSupported && Vector<float>.Count == 8) return Avx512F.VL.Scale(x.AsVector256(), n.AsVector256()).AsVector();
        var power = Vector.ConvertToInt32Native(n);
        var half = Vector.ShiftRightArithmetic(power, 1);
        return x * PowerOfTwo(half) * PowerOfTwo(power - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> PowerOfTwo(Vector<int> n) => Vector.AsVectorSingle(Vector.ShiftLeft(n + new Vector<int>(127), 23));
}
