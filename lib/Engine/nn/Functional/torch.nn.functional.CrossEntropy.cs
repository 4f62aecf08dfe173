namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>−w[t]·input[t] for class t = target; the mean is over Σ w[t].</summary>
            /// <param name="input">Log-probabilities, [C], [N, C] or [N, C, …].</param>
            /// <param name="target">Classes 0 … C − 1 of Int64, [], [N] or [N, …]; −100 is left out.</param>
            /// <param name="weight">Factor of each class, [C], or null.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                OfClasses("nll_loss", input, target, weight, -100, reduction, 0);

            /// <summary>Cross-entropy of softmax(input): −Σ p log softmax(input).</summary>
            /// <param name="input">Logits, [C], [N, C] or [N, C, …].</param>
            /// <param name="target">Classes of Int64, [], [N] or [N, …], or probabilities p of input's shape and type.</param>
            /// <param name="weight">Factor of each class, [C], or null; the mean over classes is then over Σ w.</param>
            /// <param name="ignore_index">A class that is left out.</param>
            /// <param name="reduction">Mean, sum or none.</param>
            /// <param name="label_smoothing">Share ε of the uniform distribution in the target (Szegedy et al. 2016).</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0)
            {
                if (!(label_smoothing >= 0 && label_smoothing <= 1)) throw Guard.Error($"cross_entropy: label_smoothing must be from 0 to 1, got {label_smoothing}.");
                RequireFloating("cross_entropy", input);
                var dim = input.Impl.Sizes.Length == 1 ? 0 : 1;
                if (!target.dtype.IsFloating()) return OfClasses("cross_entropy", input.log_softmax(dim), target, weight, ignore_index, reduction, label_smoothing);
                var sizes = input.Impl.Sizes;
                if (!sizes.AsSpan().SequenceEqual(target.Impl.Sizes))
                    throw Guard.Error($"cross_entropy: probabilities {Guard.Shape(target.Impl.Sizes)} must have the shape of input {Guard.Shape(sizes)}.");
                var p = label_smoothing == 0 ? target : target * (1 - label_smoothing) + label_smoothing / sizes[dim];
                var loss = -(PerClass(input.log_softmax(dim), weight, dim) * p).sum((long)dim);
                return reduction == Reduction.Mean ? loss.sum() / (double)Math.Max(1, input.Impl.Count / Math.Max(1, sizes[dim])) : Reduce(loss, reduction);
            }

            private static Tensor OfClasses(string operation, Tensor logs, Tensor target, Tensor? weight, long ignored, Reduction reduction, double smoothing)
            {
                var (sizes, given) = (logs.Impl.Sizes, target.Impl.Sizes);
                var dim = sizes.Length == 1 ? 0 : 1;
                long[] expected = sizes.Length == 0 ? [] : [.. sizes[..dim], .. sizes[(dim + 1)..]];
                if (sizes.Length == 0 || !given.AsSpan().SequenceEqual(expected))
                    throw Guard.Error($"{operation}: input {Guard.Shape(sizes)} expects targets of shape {Guard.Shape(expected)}, got {Guard.Shape(given)}.");
                if (target.dtype != ScalarType.Int64) throw Guard.Error($"{operation}: classes must be of type Int64, got {target.dtype}.");
                Tensor valid, classes, factors;
                using (no_grad())
                {
                    valid = target != ignored;
                    classes = target.where(valid, zeros_like(target));
                    if (classes.Impl.Count > 0 && (classes.min().item<long>() < 0 || classes.max().item<long>() >= sizes[dim]))
                        throw Guard.Error($"{operation}: classes from {classes.min().item<long>()} to {classes.max().item<long>()} are not all in 0 … {sizes[dim] - 1}.");
                    // What a target counts in the mean: its class's weight, and nothing if it is left out.
                    factors = (weight is null ? ones(given, logs.dtype) : weight.index_select(0, classes.reshape(-1)).reshape(given)) * valid.to(logs.dtype);
                }
                var loss = -logs.gather(dim, classes.unsqueeze(dim)).squeeze(dim) * factors;
                var total = factors.sum();
                if (smoothing == 0) return reduction == Reduction.Mean ? loss.sum() / total : Reduce(loss, reduction);
                var even = -PerClass(logs, weight, dim).sum((long)dim) * valid.to(logs.dtype);
                var smoothed = loss * (1 - smoothing) + even * (smoothing / sizes[dim]);
                return reduction == Reduction.Mean ? smoothed.sum() / total : Reduce(smoothed, reduction);
            }

            /// <summary>Multiplies by the weight of each class.</summary>
            private static Tensor PerClass(Tensor x, Tensor? weight, int dim)
            {
                if (weight is null) return x;
                if (weight.Impl.Sizes.Length != 1 || weight.Impl.Sizes[0] != x.Impl.Sizes[dim])
                    throw Guard.Error($"weight {Guard.Shape(weight.Impl.Sizes)} must have one number for each of the {x.Impl.Sizes[dim]} classes.");
                var shape = new long[x.Impl.Sizes.Length - dim];
                Array.Fill(shape, 1);
                shape[0] = x.Impl.Sizes[dim];
                return x * weight.reshape(shape);
            }
        }
    }
}
