using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Error, gamma and related functions of each element.
public static partial class torch
{
    /// <summary>x · log y, 0 where x is 0 unless y is NaN.</summary>
    private readonly struct ScaledLogarithm : IPairFunction
    {
        static T IPairFunction.Of<T>(T x, T y) => T.IsNaN(y) ? y : x == T.Zero ? T.Zero : x * T.Log(y);
    }

    public partial class Tensor
    {
        /// <summary>2/√π ∫₀ˣ e^(−t²) dt.</summary>
        public Tensor erf()
        {
            var y = Pointwise.FloatUnary(new InDouble(ErrorFunction.Erf), this);
            return Tape.Records(this)
                ? Tape.Record("ErfBackward", y, [this], [this], static g => [g.Output * (-g.Saved(0).square()).exp() * (2 / Math.Sqrt(Math.PI))])
                : y;
        }

        public Tensor erf_() => InPlace(static x => x.erf());

        /// <summary>1 − erf(x), precise for large x.</summary>
        public Tensor erfc()
        {
            var y = Pointwise.FloatUnary(new InDouble(ErrorFunction.Erfc), this);
            return Tape.Records(this)
                ? Tape.Record("ErfcBackward", y, [this], [this], static g => [g.Output * (-g.Saved(0).square()).exp() * (-2 / Math.Sqrt(Math.PI))])
                : y;
        }

        public Tensor erfc_() => InPlace(static x => x.erfc());

        /// <summary>The number whose erf this is; NaN outside [−1, 1].</summary>
        public Tensor erfinv()
        {
            var y = Pointwise.FloatUnary(new InDouble(ErrorFunction.Inverse), this);
            return Tape.Records(this)
                ? Tape.Record("ErfinvBackward", y, [this], [y], static g => [g.Output * g.Saved(0).square().exp() * (Math.Sqrt(Math.PI) / 2)])
                : y;
        }

        public Tensor erfinv_() => InPlace(static x => x.erfinv());

        /// <summary>log |Γ(x)|.</summary>
        public Tensor lgamma()
        {
            var y = Pointwise.FloatUnary(new InDouble(GammaFunction.LogGamma), this);
            return Tape.Records(this) ? Tape.Record("LgammaBackward", y, [this], [this], static g => [g.Output * g.Saved(0).digamma()]) : y;
        }

        public Tensor lgamma_() => InPlace(static x => x.lgamma());

        /// <summary>ψ(x), the derivative of log Γ.</summary>
        public Tensor digamma() => polygamma(0);

        public Tensor digamma_() => InPlace(static x => x.digamma());

        /// <summary>The p-th derivative of the digamma function.</summary>
        public Tensor polygamma(long p)
        {
            if (p < 0) throw Guard.Error($"polygamma(n, x) does not support negative n, got {p}.");
            var y = Pointwise.FloatUnary(new InDouble(x => GammaFunction.Polygamma((int)p, x)), this);
            return Tape.Records(this) ? Tape.Record("PolygammaBackward", y, [this], [this], g => [g.Output * g.Saved(0).polygamma(p + 1)]) : y;
        }

        public Tensor polygamma_(long p) => InPlace(x => x.polygamma(p));

        /// <summary>log of the multivariate gamma function: p(p−1)/4 · log π + Σ log Γ(x + (1−j)/2), j = 1 … p.</summary>
        public Tensor mvlgamma(long p)
        {
            if (p < 1) throw Guard.Error($"mvlgamma: p has to be greater than or equal to 1, got {p}.");
            var sum = lgamma();
            for (var j = 2; j <= p; j++) sum = sum + (this + (1 - j) * 0.5).lgamma();
            return sum + p * (p - 1) * 0.25 * Math.Log(Math.PI);
        }

        public Tensor mvlgamma_(long p) => InPlace(x => x.mvlgamma(p));

        /// <summary>log(x / (1 − x)), the inverse of sigmoid; with eps, x is first limited to [eps, 1 − eps].</summary>
        public Tensor logit(double? eps = null)
        {
            var x = to(dtype.ToFloating());
            if (eps is { } margin) x = x.clamp(margin, 1 - margin);
            Tensor y;
            using (no_grad()) y = (x / (1 - x)).log();
            return Tape.Records(x)
                ? Tape.Record("LogitBackward", y, [x], [x], static g =>
                {
                    var x = g.Saved(0);
                    return [(g.Output / (x * (1 - x))).masked_fill(x.detach().lt(0).logical_or(x.detach().gt(1)), double.NaN)];
                })
                : y;
        }

        public Tensor logit_(double? eps = null) => InPlace(x => x.logit(eps));

        /// <summary>this · log(y), 0 where this is 0 even if y is.</summary>
        public Tensor xlogy(Tensor y)
        {
            var result = Pointwise.FloatBinary(default(Pairwise<ScaledLogarithm>), this, y);
            return Tape.Records(this, y)
                ? Tape.Record("XlogyBackward", result, [this, y], [this, y], static g =>
                {
                    var (a, b) = (g.Saved(0), g.Saved(1));
                    return [g.Needs(0) ? g.Output * b.log().masked_fill(a.detach().eq(0).logical_and(b.detach().le(0)), 0) : null, g.Needs(1) ? g.Output * (a / b) : null];
                })
                : result;
        }

        public Tensor xlogy(Scalar y) => xlogy(Number(y));

        public Tensor xlogy_(Tensor y) => InPlace(x => x.xlogy(y), y);

        public Tensor xlogy_(Scalar y) => InPlace(x => x.xlogy(y));

        /// <summary>sin(πx)/(πx), 1 at zero.</summary>
        public Tensor sinc()
        {
            var x = to(dtype.ToFloating()) * Math.PI;
            using var atZero = x.detach().eq(0);
            // The quotient is replaced at zero before it is formed; there 1 − x²/6 has its value and both derivatives.
            var safe = x.masked_fill(atZero, 1);
            return (1 - x.square() / 6).where(atZero, safe.sin() / safe);
        }

        public Tensor sinc_() => InPlace(static x => x.sinc());

        /// <summary>2ˣ.</summary>
        public Tensor exp2()
        {
            var y = Pointwise.FloatUnary(new InDouble(static x => Math.Pow(2, x)), this);
            return Tape.Records(this) ? Tape.Record("Exp2Backward", y, [this], [y], static g => [g.Output * g.Saved(0) * Math.Log(2)]) : y;
        }

        public Tensor exp2_() => InPlace(static x => x.exp2());

        /// <summary>log(eˣ + eʸ) without overflow.</summary>
        public Tensor logaddexp(Tensor other) => LogAdd(other, Math.E);

        /// <summary>log₂(2ˣ + 2ʸ) without overflow.</summary>
        public Tensor logaddexp2(Tensor other) => LogAdd(other, 2);

        private Tensor LogAdd(Tensor other, double @base)
        {
            if (!Pointwise.ResultType(this, other).IsFloating()) throw Guard.Error($"logaddexp needs tensors of floating type, got {dtype} and {other.dtype}.");
            var rate = Math.Log(@base);
            Tensor y;
            using (no_grad())
            {
                var larger = maximum(other);
                var difference = -(this - other).abs();
                // Equal infinities have no difference; their sum is the infinity itself.
                y = larger.where(difference.isnan().logical_and(larger.isnan().logical_not()), larger + (difference * rate).exp().log1p() / rate);
            }
            return Tape.Records(this, other)
                ? Tape.Record("LogaddexpBackward", y, [this, other], [this, other], g =>
                {
                    var share = ((g.Saved(0) - g.Saved(1)) * rate).sigmoid();
                    return [g.Needs(0) ? g.Output * share : null, g.Needs(1) ? g.Output * (1 - share) : null];
                })
                : y;
        }
    }

    public static Tensor digamma(Tensor input) => input.digamma();

    public static Tensor digamma_(Tensor input) => input.digamma_();

    public static Tensor erf(Tensor input) => input.erf();

    public static Tensor erf_(Tensor input) => input.erf_();

    public static Tensor erfc(Tensor input) => input.erfc();

    public static Tensor erfc_(Tensor input) => input.erfc_();

    public static Tensor erfinv(Tensor input) => input.erfinv();

    public static Tensor erfinv_(Tensor input) => input.erfinv_();

    public static Tensor exp2(Tensor input) => input.exp2();

    public static Tensor exp2_(Tensor input) => input.exp2_();

    public static Tensor lgamma(Tensor input) => input.lgamma();

    public static Tensor lgamma_(Tensor input) => input.lgamma_();

    public static Tensor logaddexp(Tensor left, Tensor right) => left.logaddexp(right);

    public static Tensor logaddexp2(Tensor left, Tensor right) => left.logaddexp2(right);

    public static Tensor logit(Tensor input, double? eps = null) => input.logit(eps);

    public static Tensor logit_(Tensor input, double? eps = null) => input.logit_(eps);

    public static Tensor mvlgamma(Tensor input, long p) => input.mvlgamma(p);

    public static Tensor mvlgamma_(Tensor input, long p) => input.mvlgamma_(p);

    public static Tensor polygamma(Tensor input, long p) => input.polygamma(p);

    public static Tensor polygamma_(Tensor input, long p) => input.polygamma_(p);

    public static Tensor sinc(Tensor input) => input.sinc();

    public static Tensor sinc_(Tensor input) => input.sinc_();

    public static Tensor xlogy(Tensor x, Scalar y) => x.xlogy(y);

    public static Tensor xlogy(Tensor x, Tensor y) => x.xlogy(y);

    public static Tensor xlogy_(Tensor x, Scalar y) => x.xlogy_(y);

    public static Tensor xlogy_(Tensor x, Tensor y) => x.xlogy_(y);
}
