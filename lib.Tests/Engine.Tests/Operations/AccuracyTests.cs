using static TorchSharp.torch;

namespace TorchSharp.Tests.Operations;

/// <summary>Elementary functions against the C library's in double precision, from the smallest arguments to those that overflow.</summary>
public sealed class AccuracyTests
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Function, Func<double, double> Exact, double Low, double High)> Functions = new()
    {
        ["exp"] = (x => x.exp(), Math.Exp, -87, 88),
        ["log"] = (x => x.log(), Math.Log, 0, 1e30),
        ["log near 1"] = (x => (x + 1).log(), x => Math.Log(x + 1), 0.001, 1),
        ["log2"] = (x => x.log2(), Math.Log2, 0, 1e30),
        ["log10"] = (x => x.log10(), Math.Log10, 0, 1e30),
        ["log1p"] = (x => x.log1p(), LogP1, -0.999, 1e6),
        ["expm1"] = (x => x.expm1(), ExpM1, -80, 80),
        ["sqrt"] = (x => x.sqrt(), Math.Sqrt, 0, 1e30),
        ["rsqrt"] = (x => x.rsqrt(), x => 1 / Math.Sqrt(x), 1e-30, 1e30),
        ["sigmoid"] = (x => x.sigmoid(), x => 1 / (1 + Math.Exp(-x)), -80, 80),
        ["tanh"] = (x => x.tanh(), Math.Tanh, -20, 20),
        ["sinh"] = (x => x.sinh(), Math.Sinh, -80, 80),
        ["cosh"] = (x => x.cosh(), Math.Cosh, -80, 80),
        ["sin"] = (x => x.sin(), Math.Sin, -3, 3),
        ["cos"] = (x => x.cos(), Math.Cos, -1.5, 1.5),
        ["tan"] = (x => x.tan(), Math.Tan, -1.5, 1.5),
        ["atan"] = (x => x.atan(), Math.Atan, -1e6, 1e6),
        ["softplus"] = (x => x.softplus(), x => x > 20 ? x : LogP1(Math.Exp(x)), -80, 80),
        ["silu"] = (x => x.silu(), x => x / (1 + Math.Exp(-x)), -80, 80),
        ["pow 2.5"] = (x => x.pow(2.5), x => Math.Pow(x, 2.5), 0, 1e10),
        ["pow -3"] = (x => x.pow(-3), x => Math.Pow(x, -3), 1e-9, 1e9),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Singles_are_right_to_a_few_units_in_the_last_place(string name) => Check(name, float32, 4 * 6e-8);

    [Theory]
    [MemberData(nameof(Names))]
    public void Doubles_are_right_to_twenty_units_in_the_last_place(string name) => Check(name, float64, 20 * 1.2e-16);

    private static void Check(string name, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        var (function, exact, low, high) = Functions[name];
        var x = tensor(Points(low, high)).to(type);
        var (at, y) = (TensorAssert.Values(x), TensorAssert.Values(function(x)));
        var (worst, where) = (0.0, 0);
        for (var i = 0; i < at.Length; i++)
        {
            var expected = exact(at[i]);
            if (name == "log near 1" && type == ScalarType.Float32) expected = Math.Log((float)(at[i] + 1));
            if (Math.Abs(expected) < (type == ScalarType.Float32 ? 1.2e-38 : 1e-300)) continue; // not a normal number
            var error = Math.Abs(y[i] - expected) / Math.Abs(expected);
            if (!(error <= worst)) (worst, where) = (error, i);
        }
        Assert.True(worst <= tolerance, $"{name}({at[where]:R}) = {y[where]:R}, expected {exact(at[where]):R}: relative error {worst:g3}.");
    }

    /// <summary>Evenly and logarithmically spaced numbers.</summary>
    private static double[] Points(double low, double high)
    {
        const int count = 4000;
        var even = Enumerable.Range(1, count).Select(i => low + (high - low) * i / (count + 1.0));
        var small = Enumerable.Range(0, count).Select(i => Math.Pow(10, -12 + 15.0 * i / count)).SelectMany(v => new[] { v, -v });
        return [.. even.Concat(small).Where(v => v > low && v < high && v != 0)];
    }

    // .NET's LogP1 and ExpM1 are log(1 + x) and eˣ − 1 with all their cancellation.
    private static double ExpM1(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);

    private static double LogP1(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * (x / (1 + x - 1));
}
