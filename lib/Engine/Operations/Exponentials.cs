using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Exponentials, logarithms and powers of one half: y = f(x) for each element.
public static partial class torch
{
    private readonly struct Exp : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (typeof(T) == typeof(float)) SingleFunctions.Map(default(SingleFunctions.Exp), x, y);
            else TensorPrimitives.Exp(x, y);
        }
    }

    private readonly struct Log : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (typeof(T) == typeof(float)) SingleFunctions.Map(default(SingleFunctions.Log), x, y);
            else TensorPrimitives.Log(x, y);
        }
    }

    private readonly struct Log2 : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Log2(x, y);
    }

    private readonly struct Log10 : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Log10(x, y);
    }

    private readonly struct Log1P : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (typeof(T) == typeof(float)) SingleFunctions.Map(default(SingleFunctions.Log1P), x, y);
            else Precise.Log1P(x, y);
        }
    }

    private readonly struct ExpM1 : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (typeof(T) == typeof(float)) SingleFunctions.Map(default(SingleFunctions.ExpM1), x, y);
            else Precise.ExpM1(x, y);
        }
    }

    private readonly struct Sqrt : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Sqrt(x, y);
    }

    private readonly struct ReciprocalSqrt : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.ReciprocalSqrt(x, y);
    }

    private readonly struct Reciprocal : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Reciprocal(x, y);
    }

    private readonly struct Logistic : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (typeof(T) == typeof(float)) SingleFunctions.Map(default(SingleFunctions.Sigmoid), x, y);
            else TensorPrimitives.Sigmoid(x, y);
        }
    }

    private readonly struct LogisticGradient : IFloatBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            VectorLoop.Zip(default(ActivationFunctions.SigmoidGradient<T>), x, y, z);
    }

    public partial class Tensor
    {
        /// <summary>eˣ.</summary>
        public Tensor exp()
        {
            var y = Pointwise.FloatUnary(default(Exp), this);
            return Tape.Records(this) ? Tape.Record("ExpBackward", y, [this], [y], static g => [g.Output * g.Saved(0)]) : y;
        }

        public Tensor exp_() => InPlace(static x => x.exp());

        /// <summary>Natural logarithm.</summary>
        public Tensor log()
        {
            var y = Pointwise.FloatUnary(default(Log), this);
            return Tape.Records(this) ? Tape.Record("LogBackward", y, [this], [this], static g => [g.Output / g.Saved(0)]) : y;
        }

        public Tensor log_() => InPlace(static x => x.log());

        /// <summary>Binary logarithm.</summary>
        public Tensor log2()
        {
            var y = Pointwise.FloatUnary(default(Log2), this);
            return Tape.Records(this) ? Tape.Record("Log2Backward", y, [this], [this], static g => [g.Output / (g.Saved(0) * Math.Log(2))]) : y;
        }

        public Tensor log2_() => InPlace(static x => x.log2());

        /// <summary>Decimal logarithm.</summary>
        public Tensor log10()
        {
            var y = Pointwise.FloatUnary(default(Log10), this);
            return Tape.Records(this) ? Tape.Record("Log10Backward", y, [this], [this], static g => [g.Output / (g.Saved(0) * Math.Log(10))]) : y;
        }

        public Tensor log10_() => InPlace(static x => x.log10());

        /// <summary>log(1 + x), exact for small x.</summary>
        public Tensor log1p()
        {
            var y = Pointwise.FloatUnary(default(Log1P), this);
            return Tape.Records(this) ? Tape.Record("Log1pBackward", y, [this], [this], static g => [g.Output / (g.Saved(0) + 1)]) : y;
        }

        public Tensor log1p_() => InPlace(static x => x.log1p());

        /// <summary>eˣ − 1, exact for small x.</summary>
        public Tensor expm1()
        {
            var y = Pointwise.FloatUnary(default(ExpM1), this);
            return Tape.Records(this) ? Tape.Record("Expm1Backward", y, [this], [y], static g => [g.Output * (g.Saved(0) + 1)]) : y;
        }

        public Tensor expm1_() => InPlace(static x => x.expm1());

        /// <summary>Square root.</summary>
        public Tensor sqrt()
        {
            var y = Pointwise.FloatUnary(default(Sqrt), this);
            return Tape.Records(this) ? Tape.Record("SqrtBackward", y, [this], [y], static g => [g.Output / (g.Saved(0) * 2)]) : y;
        }

        public Tensor sqrt_() => InPlace(static x => x.sqrt());

        /// <summary>1/√x.</summary>
        public Tensor rsqrt()
        {
            var y = Pointwise.FloatUnary(default(ReciprocalSqrt), this);
            return Tape.Records(this) ? Tape.Record("RsqrtBackward", y, [this], [y], static g => [g.Output * g.Saved(0).pow(3) * -0.5]) : y;
        }

        public Tensor rsqrt_() => InPlace(static x => x.rsqrt());

        /// <summary>1/x.</summary>
        public Tensor reciprocal()
        {
            var y = Pointwise.FloatUnary(default(Reciprocal), this);
            return Tape.Records(this) ? Tape.Record("ReciprocalBackward", y, [this], [y], static g => [-(g.Output * g.Saved(0) * g.Saved(0))]) : y;
        }

        public Tensor reciprocal_() => InPlace(static x => x.reciprocal());

        /// <summary>1/(1 + e⁻ˣ).</summary>
        public Tensor sigmoid()
        {
            var y = Pointwise.FloatUnary(default(Logistic), this);
            return Tape.Records(this) ? Tape.Record("SigmoidBackward", y, [this], [y], static g =>
                [GradMode.Enabled ? g.Output * g.Saved(0) * (1 - g.Saved(0)) : Pointwise.FloatBinary(default(LogisticGradient), g.Saved(0), g.Output)]) : y;
        }

        public Tensor sigmoid_() => InPlace(static x => x.sigmoid());
    }

    public static Tensor exp(Tensor input) => input.exp();

    public static Tensor exp_(Tensor input) => input.exp_();

    public static Tensor log(Tensor input) => input.log();

    public static Tensor log_(Tensor input) => input.log_();

    public static Tensor log2(Tensor input) => input.log2();

    public static Tensor log2_(Tensor input) => input.log2_();

    public static Tensor log10(Tensor input) => input.log10();

    public static Tensor log10_(Tensor input) => input.log10_();

    public static Tensor log1p(Tensor input) => input.log1p();

    public static Tensor log1p_(Tensor input) => input.log1p_();

    public static Tensor expm1(Tensor input) => input.expm1();

    public static Tensor expm1_(Tensor input) => input.expm1_();

    public static Tensor sqrt(Tensor input) => input.sqrt();

    public static Tensor sqrt_(Tensor input) => input.sqrt_();

    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    public static Tensor rsqrt_(Tensor input) => input.rsqrt_();

    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    public static Tensor reciprocal_(Tensor input) => input.reciprocal_();

    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
}
