using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
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
        private const int Chunk = 1024; // intermediate values stay in the first-level cache

        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Span<T> tail = stackalloc T[Chunk];
            for (var at = 0; at < z.Length; at += Chunk)
            {
                var n = Math.Min(Chunk, z.Length - at);
                var logits = x.Slice(at, n);
                var targets = y.Slice(at, n);
                var losses = z.Slice(at, n);
                var t = tail[..n];
                TensorPrimitives.Abs(logits, t);
                TensorPrimitives.Negate(t, t);
                TensorPrimitives.Exp(t, t);
                TensorPrimitives.LogP1(t, t); // its argument is in (0, 1]: the absolute error is below one rounding of the loss
                var i = 0;
                for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
                {
                    var logit = new Vector<T>(logits[i..]);
                    ((Vector<T>.One - new Vector<T>(targets[i..])) * logit + Vector.Max(-logit, Vector<T>.Zero) + new Vector<T>(t[i..])).CopyTo(losses[i..]);
                }
                for (; i < n; i++) losses[i] = (T.One - targets[i]) * logits[i] + T.Max(-logits[i], T.Zero) + t[i];
            }
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
                    g.Needs(0) ? (g.Saved(0).sigmoid() - g.Saved(1)) * g.Output : null,
                    g.Needs(1) ? -(g.Saved(0) * g.Output) : null,
                ])
                : loss;
        }
    }
}
