using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Remainders, rounding to decimals, and whole quotients.
public static partial class torch
{
    /// <summary>x − y·trunc(x/y): the sign of the dividend, as in C.</summary>
    private readonly struct DividendsRemainder : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++) z[i] = IsWhole<T>() && y[i] + T.One == T.Zero ? T.Zero : x[i] % y[i]; // the most negative integer by −1 would trap
        }
    }

    /// <summary>x − y·⌊x/y⌋: the sign of the divisor, as in Python.</summary>
    private readonly struct DivisorsRemainder : IBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < z.Length; i++)
            {
                if (IsWhole<T>() && y[i] + T.One == T.Zero)
                {
                    z[i] = T.Zero;
                    continue;
                }
                var rest = x[i] % y[i];
                z[i] = rest != T.Zero && T.IsNegative(rest) != T.IsNegative(y[i]) ? rest + y[i] : rest;
            }
        }
    }

    private static bool IsWhole<T>() => typeof(T) != typeof(float) && typeof(T) != typeof(double);

    /// <summary>To the nearest multiple of 10^(−decimals), halves to even.</summary>
    private readonly struct RoundTo(long decimals) : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var scale = T.CreateTruncating(Math.Pow(10, Math.Abs(decimals)));
            for (var i = 0; i < x.Length; i++)
                y[i] = decimals == 0 ? T.Round(x[i], MidpointRounding.ToEven)
                    : decimals > 0 ? T.Round(x[i] * scale, MidpointRounding.ToEven) / scale
                    : T.Round(x[i] / scale, MidpointRounding.ToEven) * scale;
        }
    }

    public partial class Tensor
    {
        /// <summary>The nearest integer, halves to the even one; or the nearest number with so many decimals.</summary>
        public Tensor round(long decimals = 0)
        {
            if (IsWhole("round")) return clone();
            var y = Pointwise.FloatUnary(new RoundTo(decimals), this);
            return Tape.Records(this) ? Tape.Record("RoundBackward", y, [this], [], static g => [torch.zeros_like(g.Output)]) : y;
        }

        public Tensor round_(long decimals = 0) => InPlace(x => x.round(decimals));

        public Tensor fix() => trunc();

        public Tensor fix_() => InPlace(static x => x.fix());

        /// <summary>x − trunc(x).</summary>
        public Tensor frac() => sub(RequireFloating("frac").detach().trunc());

        public Tensor frac_() => InPlace(static x => x.frac());

        /// <summary>The remainder with the dividend's sign.</summary>
        public Tensor fmod(Tensor target) => Remainder("FmodBackward", target, Pointwise.ResultType(this, target), RoundingMode.trunc);

        public Tensor fmod(Scalar scalar) => Remainder("FmodBackward", Number(scalar), PromotedType(scalar), RoundingMode.trunc);

        public Tensor fmod_(Tensor target) => InPlace(x => x.fmod(target), target);

        public Tensor fmod_(Scalar scalar) => InPlace(x => x.fmod(scalar));

        /// <summary>The remainder with the divisor's sign.</summary>
        public Tensor remainder(Tensor target) => Remainder("RemainderBackward", target, Pointwise.ResultType(this, target), RoundingMode.floor);

        public Tensor remainder(Scalar scalar) => Remainder("RemainderBackward", Number(scalar), PromotedType(scalar), RoundingMode.floor);

        public Tensor remainder_(Tensor target) => InPlace(x => x.remainder(target), target);

        public Tensor remainder_(Scalar scalar) => InPlace(x => x.remainder(scalar));

        /// <summary>⌊this/other⌋.</summary>
        public Tensor floor_divide(Tensor other) => div(other, RoundingMode.floor);

        public Tensor floor_divide(Scalar other) => div(other, RoundingMode.floor);

        public Tensor floor_divide_(Tensor other) => InPlace(x => x.floor_divide(other), other);

        public Tensor floor_divide_(Scalar other) => InPlace(x => x.floor_divide(other));

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor true_divide_(Tensor other) => InPlace(x => x.true_divide(other), other);

        public Tensor true_divide_(Scalar other) => InPlace(x => x.true_divide(other));

        private Tensor Remainder(string name, Tensor divisor, ScalarType type, RoundingMode mode)
        {
            if (type == ScalarType.Bool) throw Guard.Error("A remainder of Bool tensors is not supported; convert to integers.");
            var (x, y) = (dtype == type ? this : to(type), divisor.dtype == type ? divisor : divisor.to(type));
            if (!type.IsFloating() && y.eq(0).any().item<bool>()) throw Guard.Error($"Integer division by zero: {Guard.Shape(Impl.Sizes)} by {Guard.Shape(divisor.Impl.Sizes)}.");
            Tensor rest;
            using (no_grad()) rest = mode == RoundingMode.floor ? Pointwise.Binary(default(DivisorsRemainder), x, y) : Pointwise.Binary(default(DividendsRemainder), x, y);
            return Tape.Records(x, y)
                ? Tape.Record(name, rest, [x, y], [x, y], g => [g.Output, g.Needs(1) ? -(g.Output * g.Saved(0).detach().div(g.Saved(1).detach(), mode)) : null])
                : rest;
        }

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);
        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);
        public static Tensor operator %(Tensor left, int right) => left.remainder(right);
        public static Tensor operator %(Tensor left, long right) => left.remainder(right);
        public static Tensor operator %(Tensor left, float right) => left.remainder(right);
        public static Tensor operator %(Tensor left, double right) => left.remainder(right);
    }

    public static Tensor fix(Tensor input) => input.fix();

    public static Tensor fix_(Tensor input) => input.fix_();

    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);

    public static Tensor floor_divide_(Tensor input, Tensor other) => input.floor_divide_(other);

    public static Tensor fmod(Tensor left, Scalar right) => left.fmod(right);

    public static Tensor fmod(Tensor left, Tensor right) => left.fmod(right);

    public static Tensor fmod_(Tensor left, Scalar right) => left.fmod_(right);

    public static Tensor fmod_(Tensor left, Tensor right) => left.fmod_(right);

    public static Tensor frac(Tensor input) => input.frac();

    public static Tensor frac_(Tensor input) => input.frac_();

    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);

    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);

    public static Tensor remainder_(Tensor left, Scalar right) => left.remainder_(right);

    public static Tensor remainder_(Tensor left, Tensor right) => left.remainder_(right);

    public static Tensor round(Tensor input, long decimals = 0) => input.round(decimals);

    public static Tensor round_(Tensor input, long decimals = 0) => input.round_(decimals);

    public static Tensor true_divide(Tensor dividend, Tensor divisor) => dividend.true_divide(divisor);

    public static Tensor true_divide_(Tensor dividend, Tensor divisor) => dividend.true_divide_(divisor);
}
