using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Signs, limits given by tensors, and replacements for values that are no finite numbers.
public static partial class torch
{
    /// <summary>The larger; a NaN loses against a number.</summary>
    private readonly struct LargerNumber : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++) z[i] = T.MaxNumber(x[i], y[i]);
        }
    }

    /// <summary>The smaller; a NaN loses against a number.</summary>
    private readonly struct SmallerNumber : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++) z[i] = T.MinNumber(x[i], y[i]);
        }
    }

    private readonly struct WithSignOf : IPairFunction
    {
        static T IPairFunction.Of<T>(T x, T y) => T.CopySign(x, y);
    }

    private readonly struct Replace(double nan, double? positive, double? negative) : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var largest = typeof(T) == typeof(float) ? T.CreateTruncating(float.MaxValue) : T.CreateTruncating(double.MaxValue);
            var (n, above, below) = (T.CreateTruncating(nan), positive is { } p ? T.CreateTruncating(p) : largest, negative is { } m ? T.CreateTruncating(m) : -largest);
            for (var i = 0; i < x.Length; i++)
                y[i] = T.IsNaN(x[i]) ? n : T.IsPositiveInfinity(x[i]) ? above : T.IsNegativeInfinity(x[i]) ? below : x[i];
        }
    }

    private readonly struct SignBit : IComparisonOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<byte> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++) z[i] = T.IsNegative(x[i]) ? (byte)1 : (byte)0;
        }
    }

    public partial class Tensor
    {
        public Tensor absolute() => abs();

        public Tensor absolute_() => InPlace(static x => x.absolute());

        public Tensor positive() => dtype == ScalarType.Bool ? throw Guard.Error("positive of a Bool tensor is not supported; convert to numbers.") : alias();

        /// <summary>−1, 0 or 1.</summary>
        public Tensor sgn() => sign();

        public Tensor sgn_() => InPlace(static x => x.sgn());

        /// <summary>Whether the sign bit is set, as it is of −0.</summary>
        public Tensor signbit() => Pointwise.Compare(default(SignBit), this, this);

        /// <summary>The magnitude of this with the sign of <paramref name="other"/>.</summary>
        public Tensor copysign(Tensor other)
        {
            var y = Pointwise.FloatBinary(default(Pairwise<WithSignOf>), this, other);
            return Tape.Records(this, other)
                ? Tape.Record("CopysignBackward", y, [this, other], [this, y], static g =>
                {
                    var x = g.Saved(0).detach();
                    return [g.Output * (g.Saved(1).detach() / x).masked_fill(x.eq(0), 0), g.Needs(1) ? torch.zeros_like(g.Output) : null];
                })
                : y;
        }

        public Tensor copysign_(Tensor other) => InPlace(x => x.copysign(other), other);

        /// <summary>The larger of each pair, numbers before NaN.</summary>
        public Tensor fmax(Tensor other) => Preferred("FmaxBackward", Pointwise.Binary(default(LargerNumber), this, other), other, static (a, b) => a.ge(b));

        /// <summary>The smaller of each pair, numbers before NaN.</summary>
        public Tensor fmin(Tensor other) => Preferred("FminBackward", Pointwise.Binary(default(SmallerNumber), this, other), other, static (a, b) => a.le(b));

        /// <summary>Where both are equal the first has the gradient.</summary>
        private Tensor Preferred(string name, Tensor chosen, Tensor other, Func<Tensor, Tensor, Tensor> wins) => Tape.Records(this, other)
            ? Tape.Record(name, chosen, [this, other], [this, other], g =>
            {
                var (a, b) = (g.Saved(0).detach(), g.Saved(1).detach());
                var first = wins(a, b).logical_or(b.isnan());
                return [g.Needs(0) ? g.Output.masked_fill(first.logical_not(), 0) : null, g.Needs(1) ? g.Output.masked_fill(first, 0) : null];
            })
            : chosen;

        /// <summary>Limits every element to [min, max], each given by a tensor; the gradient goes to whichever was taken.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null)
        {
            if (min is null && max is null) throw Guard.Error("clamp: at least one of min and max must be given.");
            var type = dtype;
            if (min is not null) type = Pointwise.ResultType(this, min);
            if (max is not null) type = ScalarTypes.Promote(type, Pointwise.ResultType(this, max));
            Tensor result;
            using (no_grad())
            {
                result = to(type);
                if (min is not null) result = result.maximum(min);
                if (max is not null) result = result.minimum(max);
            }
            Tensor low = min ?? full([], double.NegativeInfinity, ScalarType.Float64), high = max ?? full([], double.PositiveInfinity, ScalarType.Float64);
            return Tape.Records([this, low, high])
                ? Tape.Record("ClampBackward", result, [this, low, high], [this, low, high], static g =>
                {
                    var (x, low, high) = (g.Saved(0).detach(), g.Saved(1).detach(), g.Saved(2).detach());
                    Tensor below = x.lt(low), above = high.lt(x).logical_or(high.lt(low));
                    return
                    [
                        g.Needs(0) ? g.Output.masked_fill(below.logical_or(above), 0) : null,
                        g.Needs(1) ? g.Output.masked_fill(below.logical_and(low.lt(high)).logical_not(), 0) : null,
                        g.Needs(2) ? g.Output.masked_fill(above.logical_not(), 0) : null,
                    ];
                })
                : result;
        }

        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        /// <summary>Finite numbers in place of NaN (zero) and the infinities (the largest and smallest of the type).</summary>
        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null)
        {
            if (!dtype.IsFloating()) return clone();
            var y = Pointwise.FloatUnary(new Replace(nan, posinf, neginf), this);
            return Tape.Records(this)
                ? Tape.Record("NanToNumBackward", y, [this], [this], static g => [g.Output.masked_fill(g.Saved(0).detach().isfinite().logical_not(), 0)])
                : y;
        }

        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) => InPlace(x => x.nan_to_num(nan, posinf, neginf));

        public Tensor isposinf() => dtype.IsFloating() ? eq(double.PositiveInfinity) : zeros(Impl.Sizes, ScalarType.Bool);

        public Tensor isneginf() => dtype.IsFloating() ? eq(double.NegativeInfinity) : zeros(Impl.Sizes, ScalarType.Bool);

        public Tensor isreal() => ones(Impl.Sizes, ScalarType.Bool);

        /// <summary>0 below zero, 1 above, <paramref name="other"/> at zero.</summary>
        public Tensor heaviside(Tensor other)
        {
            if (dtype != other.dtype) throw Guard.Error($"heaviside expects both tensors of one type, got {dtype} and {other.dtype}.");
            var x = detach();
            return other.detach().where(x.eq(0), x.gt(0).to(dtype));
        }

        public Tensor heaviside_(Tensor other) => InPlace(x => x.heaviside(other), other);

        /// <summary>this · 2^other.</summary>
        public Tensor ldexp(Tensor other) => mul(tensor(2.0, get_default_dtype()).pow(other));

        public Tensor ldexp_(Tensor other) => InPlace(x => x.ldexp(other), other);

        /// <summary>The power, computed in double precision.</summary>
        public Tensor float_power(Tensor target) => to(ScalarType.Float64).pow(target.to(ScalarType.Float64));

        public Tensor float_power_(Tensor target) => InPlace(x => x.float_power(target), target);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor less_equal_(Tensor target) => InPlace(x => x.less_equal(target), target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor not_equal_(Tensor target) => InPlace(x => x.not_equal(target), target);
    }

    public static Tensor absolute(Tensor input) => input.absolute();

    public static Tensor absolute_(Tensor input) => input.absolute_();

    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => input.clip(min, max);

    public static Tensor copysign(Tensor input, Tensor other) => input.copysign(other);

    public static Tensor copysign_(Tensor input, Tensor other) => input.copysign_(other);

    public static Tensor float_power(Tensor input, Tensor target) => input.float_power(target);

    public static Tensor float_power_(Tensor input, Tensor target) => input.float_power_(target);

    public static Tensor fmax(Tensor input, Tensor other) => input.fmax(other);

    public static Tensor fmin(Tensor input, Tensor other) => input.fmin(other);

    public static Tensor greater(Tensor tensor, Tensor target) => tensor.greater(target);

    public static Tensor greater_equal(Tensor tensor, Tensor target) => tensor.greater_equal(target);

    public static Tensor heaviside(Tensor input, Tensor values) => input.heaviside(values);

    public static Tensor heaviside_(Tensor input, Tensor values) => input.heaviside_(values);

    public static Tensor isneginf(Tensor tensor) => tensor.isneginf();

    public static Tensor isposinf(Tensor tensor) => tensor.isposinf();

    public static Tensor isreal(Tensor tensor) => tensor.isreal();

    public static Tensor ldexp(Tensor input, Tensor other) => input.ldexp(other);

    public static Tensor ldexp_(Tensor input, Tensor other) => input.ldexp_(other);

    public static Tensor less(Tensor tensor, Tensor target) => tensor.less(target);

    public static Tensor less_equal(Tensor tensor, Tensor target) => tensor.less_equal(target);

    public static Tensor nan_to_num(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) => input.nan_to_num(nan, posinf, neginf);

    public static Tensor nan_to_num_(Tensor input, double nan = 0, double? posinf = null, double? neginf = null) => input.nan_to_num_(nan, posinf, neginf);

    public static Tensor not_equal(Tensor tensor, Tensor target) => tensor.not_equal(target);

    public static Tensor positive(Tensor input) => input.positive();

    public static Tensor sgn(Tensor input) => input.sgn();

    public static Tensor sgn_(Tensor input) => input.sgn_();

    public static Tensor signbit(Tensor input) => input.signbit();
}
