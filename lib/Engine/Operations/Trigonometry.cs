using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Circular and hyperbolic functions of each element.
public static partial class torch
{
    private readonly struct Sin : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Sin(x, y);
    }

    private readonly struct Cos : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Cos(x, y);
    }

    private readonly struct Tan : IFloatUnaryOp
    {
        /// <summary>One by one: on processors without fused multiply-add the vectorized tangent of 88 is wrong in its fifth digit.</summary>
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++) y[i] = T.Tan(x[i]);
        }
    }

    private readonly struct HyperbolicTangentGradient : IFloatBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            VectorLoop.Zip(default(ActivationFunctions.TanhGradient<T>), x, y, z);
    }

    private readonly struct HyperbolicTangent : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Precise.Tanh(x, y);
    }

    private readonly struct Sinh : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Precise.Sinh(x, y);
    }

    private readonly struct Cosh : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Cosh(x, y);
    }

    private readonly struct Atan : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Atan(x, y);
    }

    public partial class Tensor
    {
        /// <summary>Sine.</summary>
        public Tensor sin()
        {
            var y = Pointwise.FloatUnary(default(Sin), this);
            return Tape.Records(this) ? Tape.Record("SinBackward", y, [this], [this], static g => [g.Output * g.Saved(0).cos()]) : y;
        }

        public Tensor sin_() => InPlace(static x => x.sin());

        /// <summary>Cosine.</summary>
        public Tensor cos()
        {
            var y = Pointwise.FloatUnary(default(Cos), this);
            return Tape.Records(this) ? Tape.Record("CosBackward", y, [this], [this], static g => [-(g.Output * g.Saved(0).sin())]) : y;
        }

        public Tensor cos_() => InPlace(static x => x.cos());

        /// <summary>Tangent.</summary>
        public Tensor tan()
        {
            var y = Pointwise.FloatUnary(default(Tan), this);
            return Tape.Records(this) ? Tape.Record("TanBackward", y, [this], [y], static g => [g.Output * (g.Saved(0).square() + 1)]) : y;
        }

        public Tensor tan_() => InPlace(static x => x.tan());

        /// <summary>Hyperbolic tangent.</summary>
        public Tensor tanh()
        {
            var y = Pointwise.FloatUnary(default(HyperbolicTangent), this);
            return Tape.Records(this) ? Tape.Record("TanhBackward", y, [this], [y], static g =>
            [
                GradMode.Enabled ? g.Output * (1 - g.Saved(0).square()) : Pointwise.FloatBinary(default(HyperbolicTangentGradient), g.Saved(0), g.Output),
            ]) : y;
        }

        public Tensor tanh_() => InPlace(static x => x.tanh());

        /// <summary>Hyperbolic sine.</summary>
        public Tensor sinh()
        {
            var y = Pointwise.FloatUnary(default(Sinh), this);
            return Tape.Records(this) ? Tape.Record("SinhBackward", y, [this], [this], static g => [g.Output * g.Saved(0).cosh()]) : y;
        }

        public Tensor sinh_() => InPlace(static x => x.sinh());

        /// <summary>Hyperbolic cosine.</summary>
        public Tensor cosh()
        {
            var y = Pointwise.FloatUnary(default(Cosh), this);
            return Tape.Records(this) ? Tape.Record("CoshBackward", y, [this], [this], static g => [g.Output * g.Saved(0).sinh()]) : y;
        }

        public Tensor cosh_() => InPlace(static x => x.cosh());

        /// <summary>Arc tangent.</summary>
        public Tensor atan()
        {
            var y = Pointwise.FloatUnary(default(Atan), this);
            return Tape.Records(this) ? Tape.Record("AtanBackward", y, [this], [this], static g => [g.Output / (g.Saved(0).square() + 1)]) : y;
        }

        public Tensor atan_() => InPlace(static x => x.atan());
    }

    public static Tensor sin(Tensor input) => input.sin();

    public static Tensor sin_(Tensor input) => input.sin_();

    public static Tensor cos(Tensor input) => input.cos();

    public static Tensor cos_(Tensor input) => input.cos_();

    public static Tensor tan(Tensor input) => input.tan();

    public static Tensor tan_(Tensor input) => input.tan_();

    public static Tensor tanh(Tensor input) => input.tanh();

    public static Tensor tanh_(Tensor input) => input.tanh_();

    public static Tensor sinh(Tensor input) => input.sinh();

    public static Tensor sinh_(Tensor input) => input.sinh_();

    public static Tensor cosh(Tensor input) => input.cosh();

    public static Tensor cosh_(Tensor input) => input.cosh_();

    public static Tensor atan(Tensor input) => input.atan();

    public static Tensor atan_(Tensor input) => input.atan_();
}
