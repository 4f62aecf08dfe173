using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Inverse circular and hyperbolic functions, and angles.
public static partial class torch
{
    private readonly struct ArcSine : IFunction
    {
        static T IFunction.Of<T>(T x) => T.Asin(x);
    }

    private readonly struct ArcCosine : IFunction
    {
        static T IFunction.Of<T>(T x) => T.Acos(x);
    }

    /// <summary>sign(x) · log1p(a + a²/(1 + √(1 + a²))) with a = |x|, which keeps its precision near zero.</summary>
    private readonly struct AreaSine : IFunction
    {
        static T IFunction.Of<T>(T x)
        {
            var a = T.Abs(x);
            var large = T.CreateTruncating(1e9);
            var two = T.One + T.One;
            var y = a > large ? T.Log(a) + T.Log(two) : Precise.Log1P(a + a * a / (T.One + T.Sqrt(T.One + a * a)));
            return T.CopySign(y, x);
        }
    }

    private readonly struct AreaCosine : IFunction
    {
        static T IFunction.Of<T>(T x) => T.Acosh(x);
    }

    /// <summary>½ log1p(2x/(1 − x)), odd by construction.</summary>
    private readonly struct AreaTangent : IFunction
    {
        static T IFunction.Of<T>(T x)
        {
            var a = T.Abs(x);
            var two = T.One + T.One;
            return T.CopySign(Precise.Log1P(two * a / (T.One - a)) / two, x);
        }
    }

    private readonly struct ArcTangent2 : IPairFunction
    {
        static T IPairFunction.Of<T>(T y, T x) => T.Atan2(y, x);
    }

    /// <summary>√(x² + y²) without overflow.</summary>
    private readonly struct Hypotenuse : IPairFunction
    {
        static T IPairFunction.Of<T>(T x, T y) => T.Hypot(x, y);
    }

    public partial class Tensor
    {
        /// <summary>Arc sine.</summary>
        public Tensor asin()
        {
            var y = Pointwise.FloatUnary(default(Scalarwise<ArcSine>), this);
            return Tape.Records(this) ? Tape.Record("AsinBackward", y, [this], [this], static g => [g.Output * (1 - g.Saved(0).square()).rsqrt()]) : y;
        }

        public Tensor asin_() => InPlace(static x => x.asin());

        /// <summary>Arc cosine.</summary>
        public Tensor acos()
        {
            var y = Pointwise.FloatUnary(default(Scalarwise<ArcCosine>), this);
            return Tape.Records(this) ? Tape.Record("AcosBackward", y, [this], [this], static g => [-(g.Output * (1 - g.Saved(0).square()).rsqrt())]) : y;
        }

        public Tensor acos_() => InPlace(static x => x.acos());

        /// <summary>Inverse hyperbolic sine.</summary>
        public Tensor asinh()
        {
            var y = Pointwise.FloatUnary(default(Scalarwise<AreaSine>), this);
            return Tape.Records(this) ? Tape.Record("AsinhBackward", y, [this], [this], static g => [g.Output * (g.Saved(0).square() + 1).rsqrt()]) : y;
        }

        public Tensor asinh_() => InPlace(static x => x.asinh());

        /// <summary>Inverse hyperbolic cosine.</summary>
        public Tensor acosh()
        {
            var y = Pointwise.FloatUnary(default(Scalarwise<AreaCosine>), this);
            return Tape.Records(this) ? Tape.Record("AcoshBackward", y, [this], [this], static g => [g.Output * (g.Saved(0).square() - 1).rsqrt()]) : y;
        }

        public Tensor acosh_() => InPlace(static x => x.acosh());

        /// <summary>Inverse hyperbolic tangent.</summary>
        public Tensor atanh()
        {
            var y = Pointwise.FloatUnary(default(Scalarwise<AreaTangent>), this);
            return Tape.Records(this) ? Tape.Record("AtanhBackward", y, [this], [this], static g => [g.Output / (1 - g.Saved(0).square())]) : y;
        }

        public Tensor atanh_() => InPlace(static x => x.atanh());

        /// <summary>The angle of the point (other, this), in (−π, π].</summary>
        public Tensor atan2(Tensor other)
        {
            var y = Pointwise.FloatBinary(default(Pairwise<ArcTangent2>), this, other);
            return Tape.Records(this, other)
                ? Tape.Record("Atan2Backward", y, [this, other], [this, other], static g =>
                {
                    var scaled = g.Output / (g.Saved(0).square() + g.Saved(1).square());
                    return [g.Needs(0) ? scaled * g.Saved(1) : null, g.Needs(1) ? -(scaled * g.Saved(0)) : null];
                })
                : y;
        }

        public Tensor atan2_(Tensor other) => InPlace(x => x.atan2(other), other);

        /// <summary>√(this² + other²).</summary>
        public Tensor hypot(Tensor other)
        {
            if (!Pointwise.ResultType(this, other).IsFloating()) throw Guard.Error($"hypot needs tensors of floating type, got {dtype} and {other.dtype}.");
            var y = Pointwise.FloatBinary(default(Pairwise<Hypotenuse>), this, other);
            return Tape.Records(this, other)
                ? Tape.Record("HypotBackward", y, [this, other], [this, other, y], static g =>
                    [g.Needs(0) ? g.Output * (g.Saved(0) / g.Saved(2)) : null, g.Needs(1) ? g.Output * (g.Saved(1) / g.Saved(2)) : null])
                : y;
        }

        public Tensor arcsin() => asin();

        public Tensor arcsin_() => InPlace(static x => x.arcsin());

        public Tensor arccos() => acos();

        public Tensor arccos_() => InPlace(static x => x.arccos());

        public Tensor arctan() => atan();

        public Tensor arctan(Tensor other) => atan2(other);

        public Tensor arctan_(Tensor other) => InPlace(x => x.arctan(other), other);

        public Tensor arctan_() => InPlace(static x => x.arctan());

        public Tensor arctan2(Tensor other) => atan2(other);

        public Tensor arctan2_(Tensor other) => InPlace(x => x.arctan2(other), other);

        public Tensor arcsinh() => asinh();

        public Tensor arcsinh_() => InPlace(static x => x.arcsinh());

        public Tensor arccosh() => acosh();

        public Tensor arccosh_() => InPlace(static x => x.arccosh());

        public Tensor arctanh() => atanh();

        public Tensor arctanh_() => InPlace(static x => x.arctanh());

        /// <summary>Degrees to radians.</summary>
        public Tensor deg2rad() => to(dtype.ToFloating()).mul(Math.PI / 180);

        public Tensor deg2rad_() => InPlace(static x => x.deg2rad());

        /// <summary>Radians to degrees.</summary>
        public Tensor rad2deg() => to(dtype.ToFloating()).mul(180 / Math.PI);

        public Tensor rad2deg_() => InPlace(static x => x.rad2deg());
    }

    public static Tensor acos(Tensor input) => input.acos();

    public static Tensor acos_(Tensor input) => input.acos_();

    public static Tensor acosh(Tensor input) => input.acosh();

    public static Tensor acosh_(Tensor input) => input.acosh_();

    public static Tensor arccos(Tensor input) => input.arccos();

    public static Tensor arccos_(Tensor input) => input.arccos_();

    public static Tensor arccosh(Tensor input) => input.arccosh();

    public static Tensor arccosh_(Tensor input) => input.arccosh_();

    public static Tensor arcsin(Tensor input) => input.arcsin();

    public static Tensor arcsin_(Tensor input) => input.arcsin_();

    public static Tensor arcsinh(Tensor input) => input.arcsinh();

    public static Tensor arcsinh_(Tensor input) => input.arcsinh_();

    public static Tensor arctan(Tensor input) => input.arctan();

    public static Tensor arctan(Tensor input, Tensor other) => input.arctan(other);

    public static Tensor arctan2(Tensor input, Tensor other) => input.arctan2(other);

    public static Tensor arctan2_(Tensor input, Tensor other) => input.arctan2_(other);

    public static Tensor arctan_(Tensor input) => input.arctan_();

    public static Tensor arctan_(Tensor input, Tensor other) => input.arctan_(other);

    public static Tensor arctanh(Tensor input) => input.arctanh();

    public static Tensor arctanh_(Tensor input) => input.arctanh_();

    public static Tensor asin(Tensor input) => input.asin();

    public static Tensor asin_(Tensor input) => input.asin_();

    public static Tensor asinh(Tensor input) => input.asinh();

    public static Tensor asinh_(Tensor input) => input.asinh_();

    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    public static Tensor atan2_(Tensor input, Tensor other) => input.atan2_(other);

    public static Tensor atanh(Tensor input) => input.atanh();

    public static Tensor atanh_(Tensor input) => input.atanh_();

    public static Tensor deg2rad(Tensor input) => input.deg2rad();

    public static Tensor deg2rad_(Tensor input) => input.deg2rad_();

    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);

    public static Tensor rad2deg(Tensor input) => input.rad2deg();

    public static Tensor rad2deg_(Tensor input) => input.rad2deg_();
}
