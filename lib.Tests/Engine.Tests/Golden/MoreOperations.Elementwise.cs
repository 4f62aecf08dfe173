using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

internal static partial class MoreOperations
{
    private static void AddElementwise(Action<string, Func<Tensor, Tensor>> add)
    {
        add("asin", x => x.asin());
        add("acos", x => x.acos());
        add("asinh", x => x.asinh());
        add("acosh", x => x.acosh());
        add("atanh", x => x.atanh());
        add("erf", x => x.erf());
        add("erfc", x => x.erfc());
        add("erfinv", x => x.erfinv());
        add("lgamma", x => x.lgamma());
        add("digamma", x => x.digamma());
        add("logit", x => x.logit());
        add("frac", x => x.frac());
        add("round", x => x.round());
        add("exp2", x => x.exp2());
        add("sinc", x => x.sinc());
        add("nan_to_num", x => x.nan_to_num());
        add("sgn", x => x.sgn());
        add("signbit", x => x.signbit());
        add("deg2rad", x => x.deg2rad());
        add("rad2deg", x => x.rad2deg());
        add("isposinf", x => x.isposinf());
        add("isneginf", x => x.isneginf());
        add("bitwise_not", x => x.bitwise_not());
        add("positive", x => x.positive());
        add("logit(0.1)", x => x.logit(0.1));
        add("round(1)", x => x.round(1));
        add("round(-1)", x => x.round(-1));
        add("nan_to_num(1,2,3)", x => x.nan_to_num(1, 2, 3));
        add("polygamma(1)", x => x.polygamma(1));
        add("polygamma(2)", x => x.polygamma(2));
        add("mvlgamma(2)", x => x.mvlgamma(2));
        add("xlogy(2)", x => x.xlogy(2));
        add("elu", x => x.elu());
        add("elu(0.5)", x => x.elu(0.5));
        add("selu", x => x.selu());
        add("celu(2)", x => x.celu(2));
        add("gelu", x => x.gelu());
        add("hardsigmoid", x => x.hardsigmoid());
        add("hardswish", x => x.hardswish());
        add("relu6", x => x.relu6());
        add("hardtanh", x => x.hardtanh(-0.5, 0.75));
        add("log_sigmoid", x => x.log_sigmoid());
        add("threshold", x => x.threshold(0.1, 20));
        add("glu", x => x.glu());
        add("prelu", x => x.prelu(tensor([0.1f, 0.2f, 0.3f, 0.4f])));
        add("fmod(2)", x => x.fmod(2));
        add("fmod(-1.5)", x => x.fmod(-1.5));
        add("remainder(3)", x => x.remainder(3));
        add("x%-1.5", x => x % -1.5);
        add("floor_divide(2)", x => x.floor_divide(2));
        add("erf_", x => x.clone().erf_());
        add("clamp_min_", x => x.clone().clamp_min_(0));
    }

    private static void AddPairwise(Action<string, Func<Tensor, Tensor, Tensor>> add)
    {
        add("atan2", (x, y) => x.atan2(y));
        add("fmod", (x, y) => x.fmod(y));
        add("remainder", (x, y) => x.remainder(y));
        add("floor_divide", (x, y) => x.floor_divide(y));
        add("hypot", (x, y) => x.hypot(y));
        add("copysign", (x, y) => x.copysign(y));
        add("logaddexp", (x, y) => x.logaddexp(y));
        add("logaddexp2", (x, y) => x.logaddexp2(y));
        add("xlogy", (x, y) => x.xlogy(y));
        add("fmin", (x, y) => x.fmin(y));
        add("fmax", (x, y) => x.fmax(y));
        add("bitwise_and", (x, y) => x.bitwise_and(y));
        add("bitwise_or", (x, y) => x.bitwise_or(y));
        add("bitwise_xor", (x, y) => x.bitwise_xor(y));
        add("heaviside", (x, y) => x.heaviside(y));
        add("float_power", (x, y) => x.float_power(y));
        add("ldexp", (x, y) => x.ldexp(y));
        add("gcd", (x, y) => x.gcd(y));
        add("lcm", (x, y) => x.lcm(y));
        add("bitwise_left_shift", (x, y) => x.bitwise_left_shift(y));
        add("bitwise_right_shift", (x, y) => x.bitwise_right_shift(y));
        add("x,y:clamp(y,-y)", (x, y) => x.clamp(y, -y));
        add("x,y:clamp(min=y)", (x, y) => x.clamp(min: y));
        add("x&y|x^~y", (x, y) => x & y | x ^ ~y);
    }
}
