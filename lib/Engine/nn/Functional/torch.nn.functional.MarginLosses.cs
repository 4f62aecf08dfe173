namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>log(1 + e^(−y·x)) for y of ±1, reduced.</summary>
            public static Tensor soft_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Reduce((-target * input).softplus(), reduction);

            /// <summary>max(0, −y(x₁ − x₂) + margin): x₁ should rank higher where y is 1, x₂ where it is −1; reduced.</summary>
            public static Tensor margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                Reduce((-target * (input1 - input2) + margin).clamp_min(0), reduction);

            /// <summary>1 − cos(x₁, x₂) where y is 1, max(0, cos(x₁, x₂) − margin) where it is −1, reduced.</summary>
            /// <param name="input1">[N, D] or [D]</param>
            /// <param name="input2">Of the same shape.</param>
            /// <param name="target">[N] or a number: 1 or −1.</param>
            /// <param name="margin">From −1 to 1.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            public static Tensor cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean)
            {
                const double Tiny = 1e-12; // PyTorch's, under the root
                RequireSameShape("cosine_embedding_loss", input1, input2);
                var cosine = (input1 * input2).sum(-1L) / ((input1.square().sum(-1L) + Tiny) * (input2.square().sum(-1L) + Tiny)).sqrt();
                var zero = zeros_like(cosine.detach());
                return Reduce((1 - cosine).where(target == 1, zero) + (cosine - margin).clamp_min(0).where(target == -1, zero), reduction);
            }

            /// <summary>Σ over the other classes j of max(0, margin − x_y + x_j)ᵖ, divided by their number and the target's one; reduced over the batch.</summary>
            /// <param name="input">Scores [N, C] or [C].</param>
            /// <param name="target">Classes [N] or one, Int64.</param>
            /// <param name="p">1 or 2.</param>
            /// <param name="margin">How much larger the score of the target should be.</param>
            /// <param name="weight">A factor for each class [C], or null.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            public static Tensor multi_margin_loss(
                Tensor input, Tensor target, int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
            {
                if (p is not (1 or 2)) throw Guard.Error($"multi_margin_loss: p must be 1 or 2, got {p}.");
                var scores = Rows("multi_margin_loss", input);
                var (n, classes) = (scores.Impl.Sizes[0], scores.Impl.Sizes[1]);
                if (target.dtype != ScalarType.Int64 || target.Impl.Count != n)
                    throw Guard.Error($"multi_margin_loss: expected {n} classes of type Int64, got {target.dtype} {Guard.Shape(target.Impl.Sizes)}.");
                var index = target.reshape(-1, 1);
                RequireClasses("multi_margin_loss", index, 0, classes);
                var short1 = (scores - scores.gather(1, index) + margin).clamp_min(0);
                if (p == 2) short1 = short1.square();
                if (weight is not null) short1 = short1 * weight.index_select(0, index.flatten()).unsqueeze(1);
                var others = ones([n, classes], ScalarType.Bool).scatter(1, index, zeros([n, 1], ScalarType.Bool));
                var loss = short1.where(others, zeros_like(short1.detach())).sum(1L) / classes;
                return Reduce(input.Impl.Sizes.Length == 1 ? loss.squeeze(0) : loss, reduction);
            }

            /// <summary>Σ over targets j and others i of max(0, 1 − (x_j − x_i)), divided by the number of classes; reduced over the batch.</summary>
            /// <param name="input">Scores [N, C] or [C].</param>
            /// <param name="target">Classes of each row, Int64, of input's shape; those before the first −1 count.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            public static Tensor multi_label_margin_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
            {
                RequireSameShape("multi_label_margin_loss", input, target);
                var scores = Rows("multi_label_margin_loss", input);
                var classes = scores.Impl.Sizes[1];
                var labels = target.reshape(scores.Impl.Sizes).to(ScalarType.Int64);
                RequireClasses("multi_label_margin_loss", labels, -1, classes);
                var counts = labels.lt(0).to(ScalarType.Int64).cumsum(1) == 0;
                var index = labels.clamp_min(0);
                var isTarget = zeros(labels.Impl.Sizes, ScalarType.Int64).scatter_add(1, index, counts.to(ScalarType.Int64)) > 0;
                // [N, targets in order, classes]
                var short1 = (1 - (scores.gather(1, index).unsqueeze(2) - scores.unsqueeze(1))).clamp_min(0);
                var pairs = counts.unsqueeze(2).logical_and(isTarget.logical_not().unsqueeze(1));
                var loss = short1.where(pairs, zeros_like(short1.detach())).sum(1, 2) / classes;
                return Reduce(input.Impl.Sizes.Length == 1 ? loss.squeeze(0) : loss, reduction);
            }

            /// <summary>Mean over classes of −[y log σ(x) + (1 − y) log σ(−x)], reduced over the batch.</summary>
            /// <param name="input">Logits [*, C].</param>
            /// <param name="target">1 for each class that applies, else 0; of the same shape.</param>
            /// <param name="weight">A factor for each class [C], or null.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            public static Tensor multilabel_soft_margin_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Reduce(binary_cross_entropy_with_logits(input, target, weight, Reduction.None).mean([-1L]), reduction);

            /// <summary>‖x₁ − x₂ + eps‖ₚ along the last dimension.</summary>
            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2, double eps = 1e-6, bool keepdim = false) =>
                (input1 - input2 + eps).VectorNorm(p, [-1], keepdim);

            /// <summary>max(0, d(anchor, positive) − d(anchor, negative) + margin), reduced.</summary>
            /// <param name="anchor">[N, D]</param>
            /// <param name="positive">Of the anchor's kind.</param>
            /// <param name="negative">Of another kind.</param>
            /// <param name="distance">Distance of rows; the Euclidean one if null.</param>
            /// <param name="margin">How much farther the negative should be.</param>
            /// <param name="swap">Whether the distance from positive to negative counts if it is the smaller one.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            public static Tensor triplet_margin_with_distance_loss(
                Tensor anchor, Tensor positive, Tensor negative, Func<Tensor, Tensor, Tensor>? distance = null, double margin = 1, bool swap = false,
                Reduction reduction = Reduction.Mean)
            {
                distance ??= static (x, y) => pairwise_distance(x, y);
                var far = distance(anchor, negative);
                if (swap) far = far.minimum(distance(positive, negative));
                return Reduce((distance(anchor, positive) - far + margin).clamp_min(0), reduction);
            }

            private static Tensor Rows(string operation, Tensor input) => input.Impl.Sizes.Length switch
            {
                1 => input.unsqueeze(0),
                2 => input,
                _ => throw Guard.Error($"{operation}: expected scores of shape [N, C] or [C], got {Guard.Shape(input.Impl.Sizes)}."),
            };

            private static void RequireSameShape(string operation, Tensor a, Tensor b)
            {
                if (!a.Impl.Sizes.AsSpan().SequenceEqual(b.Impl.Sizes))
                    throw Guard.Error($"{operation}: expected equal shapes, got {Guard.Shape(a.Impl.Sizes)} and {Guard.Shape(b.Impl.Sizes)}.");
            }

            private static void RequireClasses(string operation, Tensor classes, long from, long count)
            {
                if (classes.Impl.Count == 0) return;
                var (low, high) = (classes.min().item<long>(), classes.max().item<long>());
                if (low < from || high >= count) throw Guard.Error($"{operation}: classes from {low} to {high} are not all in {from} … {count - 1}.");
            }
        }
    }
}
