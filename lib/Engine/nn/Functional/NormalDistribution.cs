using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp.Layers;

using static torch;

/// <summary>The cumulative distribution function Φ of the standard normal distribution, for GELU.</summary>
internal static class NormalDistribution
{
    public static Tensor Cumulative(Tensor x)
    {
        var y = Pointwise.FloatUnary(default(Phi), x);
        return Tape.Records(x)
            ? Tape.Record("NormalCumulativeBackward", y, [x], [x], static g => [g.Output * (g.Saved(0).square() * -0.5).exp() * (1 / Math.Sqrt(2 * Math.PI))])
            : y;
    }

    private readonly struct Phi : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++) y[i] = T.CreateTruncating(Of(double.CreateTruncating(x[i])));
        }

        /// <summary>
        /// Φ(x) = ½ + φ(x)·Σ x²ⁿ⁺¹/(2n + 1)!!, whose terms all have one sign; in the tails the continued fraction of Laplace,
        /// Φ(−x) = φ(x)/(x + 1/(x + 2/(x + 3/(x + …)))).
        /// </summary>
        private static double Of(double x)
        {
            if (double.IsNaN(x)) return x;
            var size = Math.Abs(x);
            var density = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);
            if (size < 3.5)
            {
                var (term, sum) = (x, x);
                for (var n = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); n += 2)
                {
                    term *= x * x / n;
                    sum += term;
                }
                return 0.5 + density * sum;
            }
            var fraction = size;
            for (var k = 50; k >= 1; k--) fraction = size + k / fraction;
            var tail = density == 0 ? 0 : density / fraction;
            return x < 0 ? tail : 1 - tail;
        }
    }
}
