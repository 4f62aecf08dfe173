namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>|input − target|, reduced.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Reduce((input - target).abs(), reduction);

            /// <summary>d²/(2β) for d = |input − target| &lt; β, else d − β/2 (Girshick 2015), reduced.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1)
            {
                if (beta < 0) throw Guard.Error($"smooth_l1_loss: beta must not be negative, got {beta}.");
                if (beta == 0) return l1_loss(input, target, reduction);
                var d = (input - target).abs();
                return Reduce((d.square() * (0.5 / beta)).where(d < beta, d - 0.5 * beta), reduction);
            }

            /// <summary>d²/2 for d = |input − target| ≤ δ, else δ(d − δ/2) (Huber 1964), reduced.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1, Reduction reduction = Reduction.Mean)
            {
                if (delta <= 0) throw Guard.Error($"huber_loss: delta must be positive, got {delta}.");
                var d = (input - target).abs();
                return Reduce((d.square() * 0.5).where(d <= delta, (d - 0.5 * delta) * delta), reduction);
            }

            /// <summary>Kullback-Leibler divergence of each element: p(log p − q) for log-probabilities q = input.</summary>
            /// <param name="input">log q, any shape.</param>
            /// <param name="target">log p, or p itself.</param>
            /// <param name="log_target">Whether target holds logarithms.</param>
            /// <param name="reduction">Mean is over all elements; divide the sum by the batch for the divergence itself.</param>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean)
            {
                if (log_target) return Reduce(target.exp() * (target - input), reduction);
                var positive = target > 0; // 0 log 0 = 0, and its gradient must not be NaN
                return Reduce((target * target.where(positive, ones_like(target.detach())).log()).where(positive, target * 0) - target * input, reduction);
            }

            /// <summary>−log N(target; input, variance), without ½ log 2π unless <paramref name="full"/> (Nix and Weigend 1994).</summary>
            /// <param name="input">Means.</param>
            /// <param name="target">Observations.</param>
            /// <param name="variance">Variances, of input's shape or broadcasting to it.</param>
            /// <param name="full">Whether to add the constant.</param>
            /// <param name="eps">Variances below count as this.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            public static Tensor gaussian_nll_loss(Tensor input, Tensor target, Tensor variance, bool full = false, float eps = 1e-6f, Reduction reduction = Reduction.Mean)
            {
                if (variance.Impl.Sizes.Length == input.Impl.Sizes.Length - 1) variance = variance.unsqueeze(-1);
                Tensor raise;
                using (no_grad())
                {
                    if (variance.lt(0).any().item<bool>()) throw new ArgumentException("gaussian_nll_loss: variance has negative elements.");
                    raise = variance.clamp_min(eps) - variance;
                }
                var bounded = variance + raise; // the bound is outside the graph, as in PyTorch
                var loss = (bounded.log() + (input - target).square() / bounded) * 0.5;
                return Reduce(full ? loss + 0.5 * Math.Log(2 * Math.PI) : loss, reduction);
            }

            /// <summary>−log Poisson(target; rate) without log target!, of which <paramref name="full"/> adds Stirling's approximation where target &gt; 1.</summary>
            /// <param name="input">log rate, or the rate itself.</param>
            /// <param name="target">Counts.</param>
            /// <param name="log_input">Whether input holds logarithms.</param>
            /// <param name="full">Whether to add the approximation of log target!.</param>
            /// <param name="eps">Added to the rate before its logarithm.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            public static Tensor poisson_nll_loss(Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1e-8f, Reduction reduction = Reduction.Mean)
            {
                var loss = log_input ? input.exp() - target * input : input - target * (input + eps).log();
                if (!full) return Reduce(loss, reduction);
                var large = target > 1;
                var t = target.where(large, ones_like(target.detach()));
                return Reduce(loss + (t * t.log() - t + (t * (2 * Math.PI)).log() * 0.5).where(large, t * 0), reduction);
            }

            /// <summary>x₁·x₂ / (max(‖x₁‖, eps) · max(‖x₂‖, eps)) along a dimension.</summary>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) =>
                (x1 * x2).sum(dim) / ((x1 * x1).sum(dim).clamp_min(eps * eps).sqrt() * (x2 * x2).sum(dim).clamp_min(eps * eps).sqrt());

            /// <summary>max(0, ‖anchor − positive‖ₚ − ‖anchor − negative‖ₚ + margin) along the last dimension (Balntas et al. 2016), reduced.</summary>
            /// <param name="anchor">[N, D] or [D]</param>
            /// <param name="positive">Of the anchor's kind.</param>
            /// <param name="negative">Of another kind.</param>
            /// <param name="margin">How much farther the negative should be.</param>
            /// <param name="p">Of the norm.</param>
            /// <param name="eps">Added to each difference, so that the norm is differentiable.</param>
            /// <param name="swap">Whether the distance from positive to negative counts if it is the smaller one.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            public static Tensor triplet_margin_loss(
                Tensor anchor, Tensor positive, Tensor negative, double margin = 1, long p = 2, double eps = 1e-6, bool swap = false, Reduction reduction = Reduction.Mean)
            {
                Tensor Distance(Tensor x, Tensor y)
                {
                    var d = x - y + eps;
                    return p == 2 ? d.square().sum(-1L).sqrt() : p == 1 ? d.abs().sum(-1L) : d.abs().pow(p).sum(-1L).pow(1.0 / p);
                }
                var far = Distance(anchor, negative);
                if (swap) far = far.minimum(Distance(positive, negative));
                return Reduce((Distance(anchor, positive) - far + margin).clamp_min(0), reduction);
            }

            /// <summary>input where target is 1, max(0, margin − input) where it is −1, reduced.</summary>
            public static Tensor hinge_embedding_loss(Tensor input, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
            {
                var zero = zeros_like(input.detach());
                return Reduce((margin - input).clamp_min(0).where(target != 1, zero) + input.where(target != -1, zero), reduction);
            }
        }
    }
}
