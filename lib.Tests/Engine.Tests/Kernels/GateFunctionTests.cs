using System.Numerics;
using TorchSharp.Kernels;

namespace TorchSharp.Tests.Kernels;

public sealed class GateFunctionTests
{
    /// <summary>From tiny to saturated, of both signs.</summary>
    private static readonly double[] Places = [.. Enumerable.Range(-400, 801).Select(i => Math.Pow(i / 20.0, 3) / 400)];

    [Fact]
    public void Tanh_and_sigmoid_in_single_precision_are_within_three_units_in_the_last_place()
    {
        foreach (float x in Places.Select(place => (float)place))
        {
            Near(Math.Tanh(x), GateFunctions.Tanh(new Vector<float>(x))[0], x);
            Near(1 / (1 + Math.Exp(-x)), GateFunctions.Sigmoid(new Vector<float>(x))[0], x);
        }
    }

    [Fact]
    public void Tanh_and_sigmoid_in_double_precision_are_exact_to_rounding()
    {
        foreach (var x in Places)
        {
            Assert.Equal(Math.Tanh(x), GateFunctions.Tanh(new Vector<double>(x))[0], 1e-15);
            Assert.Equal(1 / (1 + Math.Exp(-x)), GateFunctions.Sigmoid(new Vector<double>(x))[0], 1e-15);
        }
    }

    [Fact]
    public void Infinities_saturate_and_NaN_stays()
    {
        Assert.Equal(1, GateFunctions.Tanh(new Vector<float>(float.PositiveInfinity))[0], 3e-7f);
        Assert.Equal(-1, GateFunctions.Tanh(new Vector<float>(float.NegativeInfinity))[0], 3e-7f);
        Assert.Equal(0, GateFunctions.Sigmoid(new Vector<float>(float.NegativeInfinity))[0], 1e-37f);
        Assert.Equal(1, GateFunctions.Sigmoid(new Vector<float>(float.PositiveInfinity))[0]);
        Assert.True(float.IsNaN(GateFunctions.Tanh(new Vector<float>(float.NaN))[0]));
        Assert.True(float.IsNaN(GateFunctions.Sigmoid(new Vector<float>(float.NaN))[0]));
    }

    private static void Near(double expected, float actual, float x) =>
        Assert.True(Math.Abs(actual - expected) <= 3 * 1.2e-7 * Math.Abs(expected), $"at {x:R}: {actual:R}, expected {expected:R}");
}
