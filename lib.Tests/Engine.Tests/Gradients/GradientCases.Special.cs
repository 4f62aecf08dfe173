using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

internal static partial class GradientCases
{
    private static IEnumerable<GradientCase> FurtherSpecialFunctions() =>
    [
        Elementwise("i0", x => x.i0()),
        Elementwise("special.i0e", x => special.i0e(x)),
        Elementwise("special.i1", x => special.i1(x)),
        Elementwise("special.i1e", x => special.i1e(x)),
        Elementwise("special.modified_bessel_k0", x => special.modified_bessel_k0(x), Positive(2, 3)),
        Elementwise("special.modified_bessel_k1", x => special.modified_bessel_k1(x), Positive(2, 3)),
        Elementwise("special.scaled_modified_bessel_k0", x => special.scaled_modified_bessel_k0(x), Positive(2, 3)),
        Elementwise("special.scaled_modified_bessel_k1", x => special.scaled_modified_bessel_k1(x), Positive(2, 3)),
        Elementwise("special.erfcx", x => special.erfcx(x)),
        Elementwise("special.ndtr", x => special.ndtr(x)),
        Elementwise("special.ndtri", x => special.ndtri(x), new Operand([2, 3], 0.05, 0.95)),
        Elementwise("special.entr", x => special.entr(x), Positive(2, 3)),
        Elementwise("special.xlog1py", (x, y) => special.xlog1py(x, y), Any(2, 3), Positive(2, 3)),
        Elementwise("special.zeta", q => special.zeta(full([], 2.3, q.dtype), q), Positive(2, 3)),
        Elementwise("igamma", x => full([], 1.7, x.dtype).igamma(x), Positive(2, 3)),
        Elementwise("igammac", x => full([], 1.7, x.dtype).igammac(x), Positive(2, 3)),
        Elementwise("special.spherical_bessel_j0", x => special.spherical_bessel_j0(x)),
        One("renorm", x => x.renorm(2, 0, 1), 2, 3),
        Elementwise("frexp", x => x.frexp().Mantissa),
    ];
}
