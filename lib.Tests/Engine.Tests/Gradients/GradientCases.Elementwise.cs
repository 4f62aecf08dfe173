using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

internal static partial class GradientCases
{
    private static Operand Inside => new([2, 3], -0.8, 0.8);

    private static Operand Fraction => new([2, 3], 0.1, 0.9);

    private static Operand AboveOne => new([2, 3], 1.3, 3);

    private static IEnumerable<GradientCase> SpecialFunctions() =>
    [
        Elementwise("asin", x => x.asin(), Inside), Elementwise("arcsin", x => x.arcsin(), Inside),
        Elementwise("acos", x => x.acos(), Inside), Elementwise("arccos", x => x.arccos(), Inside),
        Elementwise("arctan", x => x.arctan()),
        Elementwise("asinh", x => x.asinh()), Elementwise("arcsinh", x => x.arcsinh()),
        Elementwise("acosh", x => x.acosh(), AboveOne), Elementwise("arccosh", x => x.arccosh(), AboveOne),
        Elementwise("atanh", x => x.atanh(), Inside), Elementwise("arctanh", x => x.arctanh(), Inside),
        Elementwise("deg2rad", x => x.deg2rad()), Elementwise("rad2deg", x => x.rad2deg()),
        Elementwise("erf", x => x.erf()), Elementwise("erfc", x => x.erfc()), Elementwise("erfinv", x => x.erfinv(), new([2, 3], -0.8, 0.8)),
        Elementwise("lgamma", x => x.lgamma(), new([2, 3], 0.6, 4)), Elementwise("digamma", x => x.digamma(), new([2, 3], 0.8, 4)),
        Elementwise("lgamma: negative", x => x.lgamma(), new([2, 2], -1.7, -1.3)),
        Elementwise("polygamma", x => x.polygamma(1), new([2, 3], 1.1, 4)), Elementwise("mvlgamma", x => x.mvlgamma(2), AboveOne),
        Elementwise("logit", x => x.logit(), Fraction), Elementwise("logit: limited", x => x.logit(0.25), Fraction),
        Elementwise("sinc", x => x.sinc(), new([2, 3], -1.1, 1.1)), Elementwise("sinc: zero", x => (x * 0).sinc(), new([2])),
        Elementwise("exp2", x => x.exp2()),
        Elementwise("xlogy: number", x => x.xlogy(2)),
        Elementwise("round", x => (x * 0.1).round(1)), Elementwise("fix", x => x.fix()), Elementwise("frac", x => x.frac()),
        Elementwise("fmod: number", x => x.fmod(-1)), Elementwise("remainder: number", x => x % -1),
        Elementwise("floor_divide: number", x => x.floor_divide(0.5)), Elementwise("true_divide: number", x => x.true_divide(0.7)),
        Elementwise("absolute", x => x.absolute()), Elementwise("positive", x => x.positive()), Elementwise("sgn", x => x.sgn()),
        Elementwise("nan_to_num", x => x.nan_to_num()), Elementwise("clip", x => x.clip(-1, 0.5)),
        Elementwise("gelu", x => x.gelu()), Elementwise("elu", x => x.elu(1.5)), Elementwise("celu", x => x.celu(0.5)), Elementwise("selu", x => x.selu()),
        Elementwise("hardtanh", x => x.hardtanh(-1, 0.5)), Elementwise("relu6", x => (x * 4).relu6()), Elementwise("hardsigmoid", x => (x * 2).hardsigmoid()),
        Elementwise("hardswish", x => (x * 2).hardswish()), Elementwise("log_sigmoid", x => x.log_sigmoid()), Elementwise("threshold", x => x.threshold(0.5, 3)),
        One("glu", x => x.glu(), 2, 4),
        Two("prelu", (x, w) => x.prelu(w), [2, 3], [3]), Two("prelu: one weight", (x, w) => x.prelu(w), [2, 3], [1]),
    ];

    private static IEnumerable<GradientCase> Pairs()
    {
        (string Name, Func<Tensor, Tensor, Tensor> F, double Low)[] operations =
        [
            ("atan2", (x, y) => x.atan2(y), 0.3), ("arctan2", (x, y) => x.arctan2(y), 0.3), ("hypot", (x, y) => x.hypot(y), 0.3),
            ("copysign", (x, y) => x.copysign(y), -2), ("fmax", (x, y) => x.fmax(y), -2), ("fmin", (x, y) => x.fmin(y), -2),
            ("clamp: tensors", (x, y) => x.clamp(y, y + 0.9), -2), ("clamp: one tensor", (x, y) => x.clamp(max: y), -2),
            ("fmod", (x, y) => x.fmod(y * 4.1), 0.3), ("remainder", (x, y) => -x % (y * 4.1), 0.3), ("floor_divide", (x, y) => x.floor_divide(y * 4.1), 0.3),
            ("true_divide", (x, y) => x.true_divide(y), 0.3), ("logaddexp", (x, y) => x.logaddexp(y), -2), ("logaddexp2", (x, y) => x.logaddexp2(y), -2),
            ("xlogy", (x, y) => x.xlogy(y), 0.3), ("ldexp", (x, y) => x.ldexp(y), 0.3), ("float_power", (x, y) => x.float_power(y), 0.3),
        ];
        foreach (var (name, f, low) in operations)
        {
            Operand a(params long[] shape) => new(shape, low, 2.1);
            Operand b(params long[] shape) => new(shape, low + 0.11, 2.2);
            yield return Elementwise(name + (name.Contains(':') ? "," : ":") + " equal shapes", f, a(2, 3), b(2, 3));
            yield return new GradientCase(name + (name.Contains(':') ? "," : ":") + " broadcast", x => [f(x[0], x[1])], a(2, 1), b(3));
        }
    }
}
