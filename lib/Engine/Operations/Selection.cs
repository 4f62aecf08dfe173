using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Choosing between values: larger and smaller, clamping, where, masks, and powers.
public static partial class torch
{
    private readonly struct Larger : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T> => TensorPrimitives.Max(x, y, z);
    }

    private readonly struct Smaller : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T> => TensorPrimitives.Min(x, y, z);
    }

    private readonly struct Clamp(Scalar? low, Scalar? high) : IUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumber<T>
        {
            if (low is null) Vectorized.Zip<T, Vectorized.Minimum<T>>(x, high!.As<T>(), y);
            else if (high is null) Vectorized.Zip<T, Vectorized.Maximum<T>>(x, low.As<T>(), y);
            else VectorLoop.Map(new ActivationFunctions.Limits<T>(low.As<T>(), high.As<T>()), x, y);
        }
    }

    private readonly struct Power(double exponent) : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            switch (exponent)
            {
                case 1: x.CopyTo(y); break;
                case 2: Vectorized.Zip<T, Vectorized.Product<T>>(x, x, y); break;
                case 3:
                    for (var i = 0; i < x.Length; i++) y[i] = x[i] * x[i] * x[i];
                    break;
                case 0.5: TensorPrimitives.Sqrt(x, y); break;
                case -1: TensorPrimitives.Reciprocal(x, y); break;
                case -0.5: TensorPrimitives.ReciprocalSqrt(x, y); break;
                default: TensorPrimitives.Pow(x, T.CreateTruncating(exponent), y); break;
            }
        }
    }

    private readonly struct PowerOf : IFloatBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Pow(x, y, z);
    }

    /// <summary>xʸ of integers by repeated squaring; a negative power is cut to an integer, which leaves only those of 1 and −1.</summary>
    private readonly struct IntegerPowerOf : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++)
            {
                var (result, factor, power) = (T.One, x[i], long.CreateTruncating(y[i]));
                if (power < 0)
                {
                    if (factor != T.One && factor + T.One != T.Zero) result = T.Zero;
                    power &= 1;
                }
                for (var e = power; e > 0; e >>= 1, factor *= factor)
                    if ((e & 1) != 0) result *= factor;
                z[i] = result;
            }
        }
    }

    public partial class Tensor
    {
        /// <summary>The larger of each pair; NaN wins. Where both are equal, each gets half of the gradient.</summary>
        public Tensor maximum(Tensor other) => LargerOrSmaller("MaximumBackward", Pointwise.Binary(default(Larger), this, other), other);

        /// <summary>The smaller of each pair; NaN wins. Where both are equal, each gets half of the gradient.</summary>
        public Tensor minimum(Tensor other) => LargerOrSmaller("MinimumBackward", Pointwise.Binary(default(Smaller), this, other), other);

        private Tensor LargerOrSmaller(string name, Tensor chosen, Tensor other) => Tape.Records(this, other)
            ? Tape.Record(name, chosen, [this, other], [this, other, chosen], static g =>
            {
                // Equal ones share; what wins (or NaN, which nothing is less than) has all.
                var (a, b, chosen) = (g.Saved(0).detach(), g.Saved(1).detach(), g.Saved(2).detach());
                var shared = a.eq(b).to(g.Output.dtype) * 0.5;
                Tensor fromA = 1 - shared - a.ne(b).mul(b.eq(chosen)).to(g.Output.dtype), fromB = 1 - shared - a.ne(b).mul(a.eq(chosen)).to(g.Output.dtype);
                return [g.Output * fromA, g.Output * fromB];
            })
            : chosen;

        /// <summary>Limits every element to [min, max]; either bound may be absent. The gradient passes inside the bounds, ends included.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            if (min is null && max is null) throw Guard.Error("clamp: at least one of min and max must be given.");
            var promoted = min is null ? dtype : PromotedType(min);
            if (max is not null && PromotedType(max).Category() > promoted.Category()) promoted = PromotedType(max);
            var result = Pointwise.Unary(new Clamp(min, max), promoted == dtype ? this : to(promoted));
            return Tape.Records(this)
                ? Tape.Record("ClampBackward", result, [this], [this], g =>
                {
                    var x = g.Saved(0).detach();
                    var inside = min is null ? x.le(max!) : max is null ? x.ge(min) : x.ge(min).mul(x.le(max));
                    return [g.Output * inside.to(g.Output.dtype)];
                })
                : result;
        }

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => InPlace(x => x.clamp(min, max), min!, max!);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => InPlace(x => x.clamp(min, max));

        public Tensor clamp_min(Scalar min) => clamp(min, null);

        public Tensor clamp_min_(Scalar min) => InPlace(x => x.clamp_min(min));

        public Tensor clamp_max(Scalar max) => clamp(null, max);

        public Tensor clamp_max_(Scalar max) => InPlace(x => x.clamp_max(max));

        /// <summary>this where <paramref name="condition"/> is true, <paramref name="y"/> elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y)
        {
            if (condition.dtype != ScalarType.Bool) throw Guard.Error($"where expected condition to be a Bool tensor, but got {condition.dtype}.");
            var type = Pointwise.ResultType(this, y);
            var sizes = Shapes.Shape.Broadcast(Shapes.Shape.Broadcast(condition.Impl.Sizes, Impl.Sizes), y.Impl.Sizes);
            var result = TensorImpl.Allocate(type, sizes);
            Choose.Run(condition.Impl, Impl, y.Impl, result);
            GC.KeepAlive(condition);
            var chosen = new Tensor(result);
            return Tape.Records(this, y)
                ? Tape.Record("WhereBackward", chosen, [this, y], [condition], static g =>
                {
                    var nothing = zeros([], g.Output.dtype);
                    return [g.Needs(0) ? g.Output.where(g.Saved(0), nothing) : null, g.Needs(1) ? nothing.where(g.Saved(0), g.Output) : null];
                })
                : chosen;
        }

        /// <summary><paramref name="value"/> where <paramref name="mask"/> is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => full([], value, dtype).where(mask, this);

        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace(x => x.masked_fill(mask, value));

        /// <summary>Each element to the power <paramref name="exponent"/>.</summary>
        public Tensor pow(Scalar exponent)
        {
            if (!dtype.IsFloating() && !exponent.Type.IsFloating()) return IntegerPower(exponent.AsInt64);
            var e = exponent.AsDouble;
            var result = Pointwise.FloatUnary(new Power(e), this);
            return Tape.Records(this)
                ? Tape.Record("PowBackward", result, [this], [this], g => [e == 0 ? torch.zeros_like(g.Output) : g.Output * (g.Saved(0).pow(e - 1) * e)])
                : result;
        }

        public Tensor pow(Tensor exponent)
        {
            var type = Pointwise.ResultType(this, exponent);
            if (type == ScalarType.Bool) throw Guard.Error("pow of two Bool tensors is not supported; convert to numbers.");
            if (!type.IsFloating()) return Pointwise.Binary(default(IntegerPowerOf), this, exponent);
            var result = Pointwise.FloatBinary(default(PowerOf), this, exponent);
            return Tape.Records(this, exponent)
                ? Tape.Record("PowBackward", result, [this, exponent], [this, exponent, result], static g =>
                {
                    var (x, e) = (g.Saved(0), g.Saved(1));
                    // 0⁰ is constant in x, and xᵉ log x → 0 for x → 0 and e > 0.
                    var toBase = g.Needs(0) ? g.Output * (e * x.pow(e - 1)).masked_fill(e.eq(0), 0) : null;
                    var toExponent = g.Needs(1) ? g.Output * (g.Saved(2) * x.log()).masked_fill(x.eq(0).mul(e.ge(0)), 0) : null;
                    return [toBase, toExponent];
                })
                : result;
        }

        public Tensor pow_(Scalar exponent) => InPlace(x => x.pow(exponent));

        public Tensor pow_(Tensor exponent) => InPlace(x => x.pow(exponent), exponent);

        private Tensor IntegerPower(long exponent)
        {
            if (exponent < 0) throw Guard.Error("Integers to negative integer powers are not allowed.");
            // Squaring: as many products as the exponent has bits.
            var result = torch.ones_like(this, dtype == ScalarType.Bool ? ScalarType.Int64 : dtype);
            for (var factor = this; exponent > 0; exponent >>= 1, factor = factor.mul(factor))
                if ((exponent & 1) != 0) result = result.mul(factor);
            return result;
        }
    }

    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp_(min, max);

    public static Tensor clamp_max(Tensor input, Scalar max) => input.clamp_max(max);

    public static Tensor clamp_max_(Tensor input, Scalar max) => input.clamp_max_(max);

    public static Tensor clamp_min(Tensor input, Scalar min) => input.clamp_min(min);

    public static Tensor clamp_min_(Tensor input, Scalar min) => input.clamp_min_(min);

    public static Tensor pow_(Tensor left, Scalar exponent) => left.pow_(exponent);

    public static Tensor pow_(Tensor left, Tensor exponent) => left.pow_(exponent);

    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);

    public static Tensor clamp_(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp_(min, max);
}
