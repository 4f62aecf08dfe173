namespace TorchSharp;

public static partial class torch
{
    /// <summary>Special functions of each element, under SciPy's names.</summary>
    public static partial class special
    {
        public static Tensor digamma(Tensor input) => input.digamma();

        /// <summary>−x log x; 0 at zero and −∞ below.</summary>
        public static Tensor entr(Tensor input) => input.Entropy();

        public static Tensor erf(Tensor input) => input.erf();

        public static Tensor erfc(Tensor input) => input.erfc();

        /// <summary>e^(x²) erfc(x), which does not vanish for large x.</summary>
        public static Tensor erfcx(Tensor input) => input.ScaledErfc();

        public static Tensor erfinv(Tensor input) => input.erfinv();

        public static Tensor exp2(Tensor input) => input.exp2();

        public static Tensor expit(Tensor input) => input.sigmoid();

        public static Tensor expm1(Tensor input) => input.expm1();

        public static Tensor gammainc(Tensor input, Tensor other) => input.igamma(other);

        public static Tensor gammaincc(Tensor input, Tensor other) => input.igammac(other);

        public static Tensor gammaln(Tensor input) => input.lgamma();

        public static Tensor i0(Tensor input) => input.i0();

        /// <summary>I₀(x) e^(−|x|).</summary>
        public static Tensor i0e(Tensor input) => input.BesselI("I0eBackward", 0, true);

        public static Tensor i1(Tensor input) => input.BesselI("I1Backward", 1, false);

        /// <summary>I₁(x) e^(−|x|).</summary>
        public static Tensor i1e(Tensor input) => input.BesselI("I1eBackward", 1, true);

        public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);

        public static Tensor logit(Tensor input) => input.logit();

        public static Tensor modified_bessel_i0(Tensor input, Tensor? @out = null) => Into(@out, input.i0());

        public static Tensor modified_bessel_i1(Tensor input, Tensor? @out = null) => Into(@out, i1(input));

        public static Tensor modified_bessel_k0(Tensor input, Tensor? @out = null) => Into(@out, input.BesselK("K0Backward", 0, false));

        public static Tensor modified_bessel_k1(Tensor input, Tensor? @out = null) => Into(@out, input.BesselK("K1Backward", 1, false));

        public static Tensor multigammaln(Tensor input, long p) => input.mvlgamma(p);

        /// <summary>The standard normal distribution function Φ(x).</summary>
        public static Tensor ndtr(Tensor input) => input.NormalCumulative();

        /// <summary>x with Φ(x) = p; NaN outside [0, 1].</summary>
        public static Tensor ndtri(Tensor input) => input.NormalQuantile();

        public static Tensor polygamma(long n, Tensor input) => input.polygamma(n);

        public static Tensor psi(Tensor input) => input.digamma();

        /// <summary>K₀(x) eˣ.</summary>
        public static Tensor scaled_modified_bessel_k0(Tensor input, Tensor? @out = null) => Into(@out, input.BesselK("K0eBackward", 0, true));

        /// <summary>K₁(x) eˣ.</summary>
        public static Tensor scaled_modified_bessel_k1(Tensor input, Tensor? @out = null) => Into(@out, input.BesselK("K1eBackward", 1, true));

        public static Tensor sigmoid(Tensor input) => input.sigmoid();

        public static Tensor sigmoid_(Tensor input) => input.sigmoid_();

        public static Tensor sinc(Tensor input) => input.sinc();

        public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

        /// <summary>sin(x)/x.</summary>
        public static Tensor spherical_bessel_j0(Tensor input, Tensor? @out = null) => Into(@out, (input / Math.PI).sinc().masked_fill(input.isinf(), 0));

        /// <summary>x log(1 + y), 0 where x is 0 unless y is NaN.</summary>
        public static Tensor xlog1py(Tensor input, Tensor other) => input.ScaledLog1p(other);

        /// <summary>Hurwitz's ζ(x, q) = Σ (k + q)⁻ˣ, k = 0, 1, …; differentiable by q.</summary>
        public static Tensor zeta(Tensor x, Tensor q) => x.HurwitzZeta(q);

        private static Tensor Into(Tensor? target, Tensor result) => target is null ? result : target.copy_(result);
    }
}
