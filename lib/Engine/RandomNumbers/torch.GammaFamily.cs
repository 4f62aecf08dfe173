using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.RandomNumbers;

namespace TorchSharp;

// Gamma and Dirichlet numbers, which carry a gradient to their parameters.
public static partial class torch
{
    private readonly struct GammaDerivative : IPairFunction
    {
        static T IPairFunction.Of<T>(T alpha, T x) =>
            T.CreateTruncating(GammaReparameterization.Derivative(double.CreateTruncating(alpha), double.CreateTruncating(x)));
    }

    /// <summary>
    /// Gamma numbers of rate one with the shape parameters <paramref name="input"/>, in PyTorch's stream. Their gradient is the implicit one, of
    /// a number that keeps its quantile; second derivatives in the parameters do not exist here, nor in PyTorch.
    /// </summary>
    public static Tensor _standard_gamma(Tensor input, Generator? generator = null)
    {
        var alpha = input.RequirePositive("_standard_gamma");
        Tensor y;
        using (no_grad())
            y = (alpha.dtype == ScalarType.Float32
                ? alpha.DrawFrom(generator, static (twister, a) => GammaSampler.Next(twister, (float)a))
                : alpha.DrawFrom(generator, static (twister, a) => GammaSampler.Next(twister, a))).clamp_min(SmallestNormal(alpha.dtype));
        return Tape.Records(input)
            ? Tape.Record("StandardGammaBackward", y, [input], [input, y], static g => [g.Output * StandardGammaGradient(g.Saved(0), g.Saved(1))])
            : y;
    }

    /// <summary>Points of the simplex: gamma numbers with the parameters <paramref name="input"/> [..., k], divided by their sum.</summary>
    public static Tensor _sample_dirichlet(Tensor input, Generator? generator = null)
    {
        var alpha = input.RequirePositive("_sample_dirichlet");
        Tensor y;
        using (no_grad())
        {
            // In double precision, as the sum of tiny numbers would vanish otherwise.
            var gamma = alpha.to(ScalarType.Float64).DrawFrom(generator, static (twister, a) => GammaSampler.Next(twister, a));
            y = (gamma / gamma.sum([-1L], true)).to(alpha.dtype).clamp(SmallestNormal(alpha.dtype), MathF.BitDecrement(1f));
        }
        return Tape.Records(input)
            ? Tape.Record("SampleDirichletBackward", y, [input], [input, y], static g =>
            {
                var (alpha, x) = (g.Saved(0), g.Saved(1));
                var common = (x * g.Output).sum([-1L], true);
                return [DirichletGradient(x, alpha, alpha.sum([-1L], true)) * (g.Output - common)];
            })
            : y;
    }

    /// <summary>dx/dα of gamma numbers x.</summary>
    internal static Tensor StandardGammaGradient(Tensor alpha, Tensor x)
    {
        Tensor gradient;
        using (no_grad()) gradient = Pointwise.FloatBinary(default(Pairwise<GammaDerivative>), alpha, x);
        return WithoutDerivative("_standard_gamma", gradient, alpha, x);
    }

    /// <summary>
    /// For each component x of Dirichlet numbers, with parameter alpha of the total, a beta number: how it moves with alpha, divided by 1 − x.
    /// The operands broadcast.
    /// </summary>
    internal static Tensor DirichletGradient(Tensor x, Tensor alpha, Tensor total)
    {
        Tensor gradient;
        using (no_grad())
        {
            Tensor[] operands = [.. broadcast_tensors(x, alpha, total - alpha).Select(operand => operand.to(ScalarType.Float64).contiguous())];
            double[] points = operands[0].Values<double>(), first = operands[1].Values<double>(), second = operands[2].Values<double>();
            for (var i = 0; i < points.Length; i++) points[i] = BetaReparameterization.Derivative(points[i], first[i], second[i]);
            gradient = tensor(points).reshape(operands[0].Impl.Sizes).to(x.dtype);
        }
        return WithoutDerivative("_sample_dirichlet", gradient, x, alpha, total);
    }

    private static Tensor WithoutDerivative(string operation, Tensor result, params ReadOnlySpan<Tensor> inputs) => Tape.Records(inputs)
        ? Tape.Record("NotDifferentiable", result, inputs, [], _ => throw Guard.Error(
            $"{operation} has no second derivative: how its gradient depends on the parameters is not implemented."))
        : result;

    private static double SmallestNormal(ScalarType type) => type == ScalarType.Float32 ? 1.17549435e-38f : 2.2250738585072014e-308;

    public partial class Tensor
    {
        internal Tensor RequirePositive(string operation)
        {
            using var wrong = RequireFloating(operation).detach().ge(0).logical_not();
            return wrong.any().item<bool>() ? throw Guard.Error($"{operation} expects parameters that are not negative, and no NaN among them.") : this;
        }

        /// <summary>A number drawn for each element, row after row, given its value.</summary>
        internal Tensor DrawFrom(Generator? generator, Func<MersenneTwister, double, double> draw) =>
            DrawFrom(generator, this, (twister, x, _) => draw(twister, x));

        /// <summary>A number drawn for each pair of elements, which broadcast; of this tensor's type.</summary>
        internal Tensor DrawFrom(Generator? generator, Tensor other, Func<MersenneTwister, double, double, double> draw)
        {
            using var mode = no_grad();
            using var scope = NewDisposeScope();
            var pair = broadcast_tensors(detach().to(ScalarType.Float64), other.detach().to(ScalarType.Float64));
            double[] first = pair[0].contiguous().Values<double>(), second = pair[1].contiguous().Values<double>();
            generator ??= Generator.Default;
            lock (generator)
                for (var i = 0; i < first.Length; i++) first[i] = draw(generator.Twister, first[i], second[i]);
            return tensor(first).reshape(pair[0].Impl.Sizes).to(dtype).MoveToOuterDisposeScope();
        }
    }
}
