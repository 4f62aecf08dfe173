using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Floating-point numbers taken apart and counted on.
public static partial class torch
{
    /// <summary>The next representable number after x in the direction of y.</summary>
    private readonly struct NextAfter : IPairFunction
    {
        static T IPairFunction.Of<T>(T x, T y) =>
            T.IsNaN(x) || T.IsNaN(y) ? T.NaN : x == y ? y : x < y ? T.BitIncrement(x) : T.BitDecrement(x);
    }

    public partial class Tensor
    {
        /// <summary>The next representable number towards <paramref name="other"/>; without gradient.</summary>
        public Tensor nextafter(Tensor other)
        {
            if (RequireFloating("nextafter").dtype != other.dtype)
                throw Guard.Error($"nextafter: both operands must have the same type, got {dtype} and {other.dtype}.");
            using var mode = no_grad();
            return Pointwise.FloatBinary(default(Pairwise<NextAfter>), this, other);
        }

        public Tensor nextafter_(Tensor other) => InPlace(x => x.nextafter(other), other);

        /// <summary>Mantissas with magnitudes in [½, 1) and Int32 exponents: x = mantissa · 2^exponent.</summary>
        public (Tensor Mantissa, Tensor Exponent) frexp()
        {
            RequireFloating("frexp");
            Tensor exponent, power;
            using (no_grad())
            {
                exponent = Pointwise.FloatUnary(new InDouble(static x => x == 0 || !double.IsFinite(x) ? 0 : Math.ILogB(x) + 1), to(ScalarType.Float64));
                // In two steps, as 2^−exponent alone may overflow.
                power = (exponent * -0.5).floor();
            }
            return ((this * power.exp2().to(dtype) * (-exponent - power).exp2().to(dtype)), exponent.to(ScalarType.Int32));
        }

        /// <summary>Slices along <paramref name="dim"/> whose p-norm exceeds <paramref name="maxnorm"/>, scaled down to it.</summary>
        public Tensor renorm(float p, long dim, float maxnorm)
        {
            var d = Guard.Dimension(dim, AtLeast("renorm", 2).Impl.Sizes.Length);
            if (!(p > 0)) throw Guard.Error($"renorm: non-positive-norm not supported, got p={p}.");
            if (!(maxnorm >= 0)) throw Guard.Error($"renorm: expected maxnorm to be >= 0, got {maxnorm}.");
            var norms = VectorNorm(p, [.. Enumerable.Range(0, Impl.Sizes.Length).Where(other => other != d).Select(other => (long)other)], true);
            return this * (maxnorm / (norms + 1e-7)).where(norms.detach().gt(maxnorm), torch.ones_like(norms));
        }

        /// <summary>The indices of the elements that are not zero, one row each: nonzero.</summary>
        public Tensor argwhere() => nonzero();
    }

    public static Tensor argwhere(Tensor input) => input.argwhere();

    /// <summary>The indices of the elements that are not zero, one vector for each dimension.</summary>
    public static Tensor[] where(Tensor condition) => condition.atleast_1d().nonzero().unbind(1);

    /// <summary>All choices of r elements of a vector in their order, one a row; with replacement an element may repeat.</summary>
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false)
    {
        if (input.Impl.Sizes.Length != 1) throw Guard.Error($"combinations: a vector is expected, got shape {Guard.Shape(input.Impl.Sizes)}.");
        if (r < 0) throw Guard.Error($"combinations: r must not be negative, got {r}.");
        if (r == 0) return torch.empty([0], input.dtype);
        var chosen = new List<long>();
        Choose([], 0);
        return input.index_select(0, tensor(chosen.ToArray())).reshape(chosen.Count / r, r);

        void Choose(long[] before, long from)
        {
            if (before.Length == r)
            {
                chosen.AddRange(before);
                return;
            }
            for (var i = from; i < input.Impl.Count; i++) Choose([.. before, i], with_replacement ? i : i + 1);
        }
    }

    public static (Tensor Mantissa, Tensor Exponent) frexp(Tensor input) => input.frexp();

    public static Tensor nextafter(Tensor input, Tensor other) => input.nextafter(other);

    public static Tensor nextafter_(Tensor input, Tensor other) => input.nextafter_(other);

    public static Tensor renorm(Tensor input, float p, long dim, float maxnorm) => input.renorm(p, dim, maxnorm);
}
