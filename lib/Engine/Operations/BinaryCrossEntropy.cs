using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// −[y log σ(x) + (1 − y) log(1 − σ(x))] = (1 − y)·x + max(−x, 0) + log(1 + e^(−|x|)), which neither overflows nor takes the logarithm of zero.
    /// </summary>
    private readonly struct CrossEntropyOfLogit : IFloatBinaryOp
    {
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (typeof(T) == typeof(float))
            {
                SingleFunctions.Zip(default(ActivationFunctions.CrossEntropyOfLogit), x, y, z);
                return;
            }
            for (var i = 0; i < z.Length; i++) z[i] = (T.One - y[i]) * x[i] + T.Max(-x[i], T.Zero) + Precise.Log1P(T.Exp(-T.Abs(x[i])));
        }
    }

    public partial class Tensor
    {
        /// <summary>
        /// −[y max(log p, −100) + (1 − y) max(log(1 − p), −100)], not reduced. Its gradient (p − y)/(p(1 − p)) has its denominator bounded
        /// by 1e-12, as PyTorch's: at p = 0 and 1 it is large but finite, where differentiating the formula would give 0 · ∞.
        /// </summary>
        internal static Tensor BinaryCrossEntropyOfProbability(Tensor input, Tensor target)
        {
            Tensor loss;
            using (no_grad())
            {
                if (!input.ge(0).mul(input.le(1)).all().item<bool>()) throw Guard.Error("binary_cross_entropy: all elements of input should be between 0 and 1.");
                var (certain, impossible) = (LimitedLog(input), LimitedLog(1 - input));
                loss = (target - 1) * impossible - target * certain;
            }
            return Tape.Records(input, target)
                ? Tape.Record("BinaryCrossEntropyBackward", loss, [input, target], [input, target], static g =>
                {
                    var (p, y) = (g.Saved(0), g.Saved(1));
                    return
                    [
                        g.Needs(0) ? g.Output * (p - y) / ((1 - p) * p).clamp(min: 1e-12) : null,
                        g.Needs(1) ? g.Output * (LimitedLog(1 - p) - LimitedLog(p)) : null,
                    ];
                })
                : loss;
        }

        private static Tensor LimitedLog(Tensor p) => p.log().clamp(min: -100);

        /// <summary>The loss of each logit, not reduced. The target broadcasts and may require gradients.</summary>
        internal static Tensor BinaryCrossEntropyWithLogits(Tensor logits, Tensor target)
        {
            var loss = Pointwise.FloatBinary(default(CrossEntropyOfLogit), logits, target);
            return Tape.Records(logits, target)
                ? Tape.Record("BinaryCrossEntropyWithLogitsBackward", loss, [logits, target], [logits, target], static g =>
                [
                    !g.Needs(0) ? null
                        : IsSinglePass(g.Output) ? SinglePass(default(ActivationFunctions.CrossEntropyOfLogitGradient), g.Saved(0), g.Saved(1)).mul_(g.Output)
                        : (g.Saved(0).sigmoid() - g.Saved(1)) * g.Output,
                    g.Needs(1) ? -(g.Saved(0) * g.Output) : null,
                ])
                : loss;
        }
    }
}
