using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Activations and their gradients in one pass over memory. A gradient function takes the value that was saved and the gradient of the
/// result. Conditions are written so that NaN takes the branch that passes it on.
/// </summary>
internal static class ActivationFunctions
{
    /// <summary>x for x &gt; 0, else slope · x.</summary>
    internal readonly struct LeakyRectifier<T>(T slope) : IVectorFunction<T> where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Of(Vector<T> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x, x * new Vector<T>(slope));
    }

    internal readonly struct LeakyRectifierGradient<T>(T slope) : IVectorPairFunction<T> where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Of(Vector<T> x, Vector<T> gradient) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), gradient, gradient * new Vector<T>(slope));
    }

    /// <summary>Within [low, high]; high where low is larger, and NaN wins.</summary>
    internal readonly struct Limits<T>(T low, T high) : IVectorFunction<T> where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Of(Vector<T> x) => Vector.Min(Vector.Max(x, new Vector<T>(low)), new Vector<T>(high));
    }

    /// <summary>Of the logistic function's result y.</summary>
    internal readonly struct SigmoidGradient<T> : IVectorPairFunction<T> where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Of(Vector<T> y, Vector<T> gradient) => gradient * y * (Vector<T>.One - y);
    }

    /// <summary>Of the hyperbolic tangent's result y.</summary>
    internal readonly struct TanhGradient<T> : IVectorPairFunction<T> where T : unmanaged, INumber<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Of(Vector<T> y, Vector<T> gradient) => gradient * (Vector<T>.One - y * y);
    }

    /// <summary>x · sigmoid(x).</summary>
    internal readonly struct Silu : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x) => x * SingleMath.Sigmoid(x);
    }

    internal readonly struct SiluGradient : IVectorPairFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x, Vector<float> gradient)
        {
            var s = SingleMath.Sigmoid(x);
            return gradient * s * (Vector<float>.One + x * (Vector<float>.One - s));
        }
    }

    /// <summary>log(1 + e^(βx)) / β; the identity above the threshold.</summary>
    internal readonly struct Softplus(float beta, float threshold) : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x)
        {
            var scaled = x * beta;
            return Vector.ConditionalSelect(Vector.GreaterThan(scaled, new(threshold)), x, SingleMath.Log1P(SingleMath.Exp(scaled)) / new Vector<float>(beta));
        }
    }

    internal readonly struct SoftplusGradient(float beta, float threshold) : IVectorPairFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x, Vector<float> gradient)
        {
            var scaled = x * beta;
            return Vector.ConditionalSelect(Vector.GreaterThan(scaled, new(threshold)), gradient, gradient * SingleMath.Sigmoid(scaled));
        }
    }

    /// <summary>scale · (x for x &gt; 0, else α(e^(k·x) − 1)).</summary>
    internal readonly struct ExponentialLinear(float alpha, float scale, float k) : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x * scale, SingleMath.ExpM1(x * k) * (alpha * scale));
    }

    internal readonly struct ExponentialLinearGradient(float alpha, float scale, float k) : IVectorPairFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x, Vector<float> gradient) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), gradient * scale, gradient * SingleMath.Exp(x * k) * (alpha * scale * k));
    }

    /// <summary>x · Φ(x).</summary>
    internal readonly struct Gelu : IVectorFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x)
        {
            var y = x * SingleMath.NormalDistribution(x);
            return Vector.ConditionalSelect(Vector.LessThan(x, new(-20f)), Vector<float>.Zero, y); // not −∞ · 0
        }
    }

    internal readonly struct GeluGradient : IVectorPairFunction<float>
    {
        private const float OneOverRootTwoPi = 0.398942280f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x, Vector<float> gradient) =>
            gradient * (SingleMath.NormalDistribution(x) + x * SingleMath.Exp(x * x * -0.5f) * OneOverRootTwoPi);
    }

    /// <summary>(1 − y)·x + max(−x, 0) + log(1 + e^(−|x|)).</summary>
    internal readonly struct CrossEntropyOfLogit : IVectorPairFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x, Vector<float> y) =>
            (Vector<float>.One - y) * x + Vector.Max(-x, Vector<float>.Zero) + SingleMath.Log1P(SingleMath.Exp(-Vector.Abs(x)));
    }

    /// <summary>sigmoid(x) − y: the gradient of the cross-entropy by its logit.</summary>
    internal readonly struct CrossEntropyOfLogitGradient : IVectorPairFunction<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Of(Vector<float> x, Vector<float> y) => SingleMath.Sigmoid(x) - y;
    }
}
