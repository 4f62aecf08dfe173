using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// −[y log σ(x) + (1 − y) log(1 − σ(x))] = max(x, 0) − x·y + log(1 + e^(−|x|)), which neither overflows nor takes the logarithm of zero.
    /// </summary>
    private readonly struct CrossEntropyOfLogit : IFloatBinaryOp
    {
        private const int Chunk = 1024; // intermediate values stay in the first-level cache

        [SkipLocalsInit]
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
                    (Vector.Max(logit, Vector<T>.Zero) - logit * new Vector<T>(targets[i..]) + new Vector<T>(t[i..])).CopyTo(losses[i..]);
                }
                for (; i < n; i++) losses[i] = T.Max(logits[i], T.Zero) - logits[i] * targets[i] + t[i];
            }
        }
    }

    public partial class Tensor
    {
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
