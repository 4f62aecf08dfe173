using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Modified Bessel functions, and functions of the normal distribution, of each element.
public static partial class torch
{
    /// <summary>x · log(1 + y), 0 where x is 0 unless y is NaN.</summary>
    private readonly struct ScaledLogarithm1P : IPairFunction
    {
        static T IPairFunction.Of<T>(T x, T y) => T.IsNaN(y) ? y : x == T.Zero ? T.Zero : x * Precise.Log1P(y);
    }

    public partial class Tensor
    {
        /// <summary>The modified Bessel function I₀(x).</summary>
        public Tensor i0() => BesselI("I0Backward", 0, false);

        public Tensor i0_() => InPlace(static x => x.i0());

        /// <summary>I₀′ = I₁ and I₁′ = I₀ − I₁/x; scaled by e^(−|x|), their derivatives lose sign(x) times themselves.</summary>
        internal Tensor BesselI(string name, int order, bool scaled)
        {
            var y = Pointwise.FloatUnary(new InDouble(scaled ? x => BesselFunction.ScaledI(order, x) : x => BesselFunction.I(order, x)), this);
            return Tape.Records(this)
                ? Tape.Record(name, y, [this], [this, y], g =>
                {
                    var (x, y) = (g.Saved(0), g.Saved(1));
                    var slope = x.BesselI(order == 0 ? (scaled ? "I1eBackward" : "I1Backward") : scaled ? "I0eBackward" : "I0Backward", 1 - order, scaled);
                    if (order == 1)
                    {
                        // I₁(x)/x is ½ at zero.
                        var zero = x.detach().eq(0);
                        slope = slope - (zero.to(x.dtype) * 0.5).where(zero, y / x.masked_fill(zero, 1));
                    }
                    return [g.Output * (scaled ? slope - x.sign() * y : slope)];
                })
                : y;
        }

        /// <summary>K₀′ = −K₁ and K₁′ = −K₀ − K₁/x; scaled by eˣ, their derivatives gain themselves.</summary>
        internal Tensor BesselK(string name, int order, bool scaled)
        {
            var y = Pointwise.FloatUnary(new InDouble(x => BesselFunction.ScaledK(order, x) * (scaled ? 1 : Math.Exp(-x))), this);
            return Tape.Records(this)
                ? Tape.Record(name, y, [this], [this, y], g =>
                {
                    var (x, y) = (g.Saved(0), g.Saved(1));
                    var slope = -x.BesselK(name, 1 - order, scaled);
                    if (order == 1) slope = slope - y / x;
                    return [g.Output * (scaled ? slope + y : slope)];
                })
                : y;
        }

        internal Tensor ScaledErfc()
        {
            var y = Pointwise.FloatUnary(new InDouble(ErrorFunction.Scaled), this);
            return Tape.Records(this)
                ? Tape.Record("ErfcxBackward", y, [this], [this, y], static g => [g.Output * (2 * g.Saved(0) * g.Saved(1) - 2 / Math.Sqrt(Math.PI))])
                : y;
        }

        internal Tensor NormalCumulative()
        {
            var y = Pointwise.FloatUnary(new InDouble(NormalDistribution.Cumulative), this);
            return Tape.Records(this)
                ? Tape.Record("NdtrBackward", y, [this], [this], static g => [g.Output * (g.Saved(0).square() * -0.5).exp() / Math.Sqrt(2 * Math.PI)])
                : y;
        }

        internal Tensor NormalQuantile()
        {
            var y = Pointwise.FloatUnary(new InDouble(NormalDistribution.Quantile), this);
            return Tape.Records(this)
                ? Tape.Record("NdtriBackward", y, [this], [y], static g => [g.Output * (g.Saved(0).square() * 0.5).exp() * Math.Sqrt(2 * Math.PI)])
                : y;
        }

        internal Tensor Entropy()
        {
            var x = to(dtype.ToFloating());
            using var negative = x.detach().lt(0);
            return (-x.xlogy(x)).masked_fill(negative, double.NegativeInfinity);
        }

        internal Tensor ScaledLog1p(Tensor y)
        {
            var result = Pointwise.FloatBinary(default(Pairwise<ScaledLogarithm1P>), this, y);
            return Tape.Records(this, y)
                ? Tape.Record("Xlog1pyBackward", result, [this, y], [this, y], static g =>
                {
                    var (a, b) = (g.Saved(0), g.Saved(1));
                    using var undefined = a.detach().eq(0).logical_and(b.detach().le(-1));
                    return [g.Needs(0) ? g.Output * b.log1p().masked_fill(undefined, 0) : null, g.Needs(1) ? g.Output * (a / (b + 1)) : null];
                })
                : result;
        }
    }

    public static Tensor i0(Tensor input) => input.i0();

    public static Tensor i0_(Tensor input) => input.i0_();
}
