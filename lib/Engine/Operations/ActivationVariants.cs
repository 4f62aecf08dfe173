using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Activations beside ReLU, as methods of a tensor.
public static partial class torch
{
    /// <summary>x · Φ(x).</summary>
    private static double GaussianGate(double x) => double.IsInfinity(x) ? Math.Max(x, 0) : 0.5 * x * ErrorFunction.Erfc(-x / Math.Sqrt(2));

    /// <summary>scale · (x for x &gt; 0, else α(e^(input_scale·x) − 1)).</summary>
    private readonly struct ExponentialLinear(double alpha, double scale, double inputScale) : IFloatUnaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (typeof(T) == typeof(float))
            {
                SingleFunctions.Map(new ActivationFunctions.ExponentialLinear((float)alpha, (float)scale, (float)inputScale), x, y);
                return;
            }
            var (a, s, k) = (T.CreateTruncating(alpha * scale), T.CreateTruncating(scale), T.CreateTruncating(inputScale));
            for (var i = 0; i < x.Length; i++) y[i] = x[i] > T.Zero ? x[i] * s : x[i] == T.Zero ? T.Zero : Small(x[i] * k) * a;
        }

        private static T Small<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            // expm1 by Kahan's correction, as in Precise.
            var u = T.Exp(x);
            var lessOne = u - T.One;
            return u == T.One ? x : lessOne == -T.One || !T.IsFinite(u) ? lessOne : lessOne * (x / T.Log(u));
        }
    }

    public partial class Tensor
    {
        /// <summary>x · Φ(x), Φ the normal distribution function (Hendrycks and Gimpel 2016).</summary>
        public Tensor gelu()
        {
            RequireFloating("gelu");
            var y = dtype == ScalarType.Float32
                ? Pointwise.FloatUnary(new OfSingles<ActivationFunctions.Gelu>(default), this)
                : Pointwise.FloatUnary(new InDouble(GaussianGate), this);
            return Tape.Records(this)
                ? Tape.Record("GeluBackward", y, [this], [this], static g =>
                {
                    if (IsSinglePass(g.Output)) return [SinglePass(default(ActivationFunctions.GeluGradient), g.Saved(0), g.Output)];
                    var x = g.Saved(0);
                    var density = (x.square() * -0.5).exp() * (1 / Math.Sqrt(2 * Math.PI));
                    return [g.Output * (((x * Math.Sqrt(0.5)).erf() + 1) * 0.5 + x * density)];
                })
                : y;
        }

        /// <summary>x·Φ(x), or its approximation ½x(1 + tanh(√(2/π)(x + 0.044715x³))).</summary>
        public Tensor gelu(Modules.GELU.Approximate approximate)
        {
            if (approximate == Modules.GELU.Approximate.none) return gelu();
            RequireFloating("gelu");
            return this * 0.5 * (((this + this * this * this * 0.044715) * Math.Sqrt(2 / Math.PI)).tanh() + 1);
        }

        public Tensor gelu_(Modules.GELU.Approximate approximate) => InPlace(x => x.gelu(approximate));

        public Tensor gelu_() => InPlace(static x => x.gelu());

        /// <summary>x for x &gt; 0, else α(eˣ − 1).</summary>
        public Tensor elu(double alpha = 1) => elu(alpha, 1, 1);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale)
        {
            RequireFloating("elu");
            double a = alpha.AsDouble, s = scale.AsDouble, k = input_scale.AsDouble;
            var y = Pointwise.FloatUnary(new ExponentialLinear(a, s, k), this);
            return Tape.Records(this)
                ? Tape.Record("EluBackward", y, [this], [this], g =>
                {
                    if (IsSinglePass(g.Output))
                        return [SinglePass(new ActivationFunctions.ExponentialLinearGradient((float)a, (float)s, (float)k), g.Saved(0), g.Output)];
                    var x = g.Saved(0);
                    var positive = x.detach().gt(0);
                    // Masked before the exponential: where it is not used it must not overflow into 0 · ∞.
                    return [(g.Output * s).where(positive, g.Output * (x.masked_fill(positive, 0) * k).exp() * (a * s * k))];
                })
                : y;
        }

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => InPlace(x => x.elu(alpha, scale, input_scale));

        public Tensor elu_(double alpha = 1) => InPlace(x => x.elu(alpha));

        public Tensor celu() => celu(1.0);

        /// <summary>x for x &gt; 0, else α(e^(x/α) − 1).</summary>
        public Tensor celu(Scalar alpha) => alpha.AsDouble != 0
            ? elu(alpha, 1.0, 1 / alpha.AsDouble)
            : throw Guard.Error("celu: alpha cannot be 0.");

        public Tensor celu_(Scalar alpha) => InPlace(x => x.celu(alpha));

        public Tensor celu_() => InPlace(static x => x.celu());

        /// <summary>Scaled ELU with the fixed point of Klambauer et al. 2017.</summary>
        public Tensor selu() => elu(1.6732632423543772848170429916717, 1.0507009873554804934193349852946, 1);

        public Tensor selu_() => InPlace(static x => x.selu());

        /// <summary>Limits to [min, max]; the gradient passes strictly inside.</summary>
        public Tensor hardtanh(Scalar min, Scalar max)
        {
            RequireFloating("hardtanh");
            Tensor y;
            using (no_grad()) y = clamp(min, max);
            return Tape.Records(this)
                ? Tape.Record("HardtanhBackward", y, [this], [this], g =>
                {
                    var x = g.Saved(0).detach();
                    return [g.Output.masked_fill(x.le(min).logical_or(x.ge(max)), 0)];
                })
                : y;
        }

        public Tensor hardtanh_(Scalar min, Scalar max) => InPlace(x => x.hardtanh(min, max));

        /// <summary>min(max(x, 0), 6).</summary>
        public Tensor relu6() => hardtanh(0, 6);

        public Tensor relu6_() => InPlace(static x => x.relu6());

        /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
        public Tensor hardsigmoid() => (this + 3).hardtanh(0, 6) / 6;

        public Tensor hardsigmoid_() => InPlace(static x => x.hardsigmoid());

        /// <summary>x · hardsigmoid(x).</summary>
        public Tensor hardswish()
        {
            RequireFloating("hardswish");
            return this * ((this + 3).clamp(0, 6) / 6);
        }

        public Tensor hardswish_() => InPlace(static x => x.hardswish());

        /// <summary>log sigmoid(x) = min(x, 0) − log1p(e^(−|x|)).</summary>
        public Tensor log_sigmoid()
        {
            RequireFloating("log_sigmoid");
            Tensor y;
            using (no_grad()) y = clamp_max(0) - (-abs()).exp().log1p();
            return Tape.Records(this) ? Tape.Record("LogSigmoidBackward", y, [this], [this], static g => [g.Output * (-g.Saved(0)).sigmoid()]) : y;
        }

        /// <summary>x above the threshold, else the value.</summary>
        public Tensor threshold(Scalar threshold, Scalar value)
        {
            Tensor y;
            using (no_grad()) y = masked_fill(le(threshold), value);
            return Tape.Records(this)
                ? Tape.Record("ThresholdBackward", y, [this], [this], g => [g.Output.masked_fill(g.Saved(0).detach().le(threshold), 0)])
                : y;
        }

        public Tensor threshold_(Scalar threshold, Scalar value) => InPlace(x => x.threshold(threshold, value));

        /// <summary>The first half of a dimension, gated by the sigmoid of the second.</summary>
        public Tensor glu(long dim = -1)
        {
            var d = Guard.Dimension(dim, AtLeast("glu", 1).Impl.Sizes.Length);
            if (Impl.Sizes[d] % 2 != 0) throw Guard.Error($"glu: halving dimension must be even, but dimension {dim} of {Guard.Shape(Impl.Sizes)} is size {Impl.Sizes[d]}.");
            var half = Impl.Sizes[d] / 2;
            return narrow(d, 0, half) * narrow(d, half, half).sigmoid();
        }

        /// <summary>x for x &gt; 0, else weight · x; one weight, or one for each index of dimension 1.</summary>
        public Tensor prelu(Tensor target)
        {
            var weight = target;
            if (weight.Impl.Count != 1)
            {
                var channels = Impl.Sizes.Length >= 2 ? Impl.Sizes[1] : 1;
                if (weight.Impl.Count != channels) throw Guard.Error($"prelu: {weight.Impl.Count} weights for {channels} channels of a tensor of shape {Guard.Shape(Impl.Sizes)}.");
                weight = weight.reshape([channels, .. Enumerable.Repeat(1L, Impl.Sizes.Length - 2)]);
            }
            else
            {
                weight = weight.reshape();
            }
            return where(detach().gt(0), this * weight);
        }
    }
}
