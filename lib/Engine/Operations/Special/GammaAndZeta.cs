using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Incomplete gamma functions and Hurwitz's zeta function of each pair of elements.
public static partial class torch
{
    private readonly struct LowerGamma : IPairFunction
    {
        static T IPairFunction.Of<T>(T a, T x) => T.CreateTruncating(IncompleteGamma.Lower(double.CreateTruncating(a), double.CreateTruncating(x)));
    }

    private readonly struct UpperGamma : IPairFunction
    {
        static T IPairFunction.Of<T>(T a, T x) => T.CreateTruncating(IncompleteGamma.Upper(double.CreateTruncating(a), double.CreateTruncating(x)));
    }

    private readonly struct Zeta : IPairFunction
    {
        static T IPairFunction.Of<T>(T s, T q) => T.CreateTruncating(Of(double.CreateTruncating(s), double.CreateTruncating(q)));

        private static double Of(double s, double q)
        {
            if (s == 1) return double.PositiveInfinity;
            if (!(s > 1) || (q < 0 && Math.Floor(q) != q && Math.Floor(s) != s)) return double.NaN;
            return GammaFunction.Zeta(s, q);
        }
    }

    public partial class Tensor
    {
        /// <summary>The regularized lower incomplete gamma function P(this, x) = ∫₀ˣ t^(a−1) e^(−t) dt/Γ(a); differentiable by x.</summary>
        public Tensor igamma(Tensor other) => IncompleteGammaOf("igamma", default(Pairwise<LowerGamma>), other, 1);

        /// <summary>The upper one, 1 − P(this, x).</summary>
        public Tensor igammac(Tensor other) => IncompleteGammaOf("igammac", default(Pairwise<UpperGamma>), other, -1);

        private Tensor IncompleteGammaOf<TOp>(string name, TOp op, Tensor x, int sign) where TOp : struct, IFloatBinaryOp
        {
            RequireFloating(name);
            x.RequireFloating(name);
            var y = Pointwise.FloatBinary(op, this, x);
            return Tape.Records(this, x)
                ? Tape.Record("IgammaBackward", y, [this, x], [this, x], g =>
                {
                    if (g.Needs(0)) throw Guard.Error($"{name}: the derivative by the first argument is not implemented; detach it.");
                    var (a, x) = (g.Saved(0), g.Saved(1));
                    return [null, g.Output * ((a - 1).xlogy(x) - x - a.lgamma()).exp() * sign];
                })
                : y;
        }

        internal Tensor HurwitzZeta(Tensor q)
        {
            var y = Pointwise.FloatBinary(default(Pairwise<Zeta>), this, q);
            return Tape.Records(this, q)
                ? Tape.Record("ZetaBackward", y, [this, q], [this, q], static g =>
                {
                    if (g.Needs(0)) throw Guard.Error("special.zeta: the derivative by the first argument is not implemented; detach it.");
                    var (s, q) = (g.Saved(0), g.Saved(1));
                    return [null, -g.Output * s * (s + 1).HurwitzZeta(q)];
                })
                : y;
        }
    }

    public static Tensor igamma(Tensor input, Tensor other) => input.igamma(other);

    public static Tensor igammac(Tensor input, Tensor other) => input.igammac(other);
}
