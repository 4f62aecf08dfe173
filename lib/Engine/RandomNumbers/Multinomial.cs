namespace TorchSharp;

// Indices drawn with given weights.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Indices of each row (or of a vector) drawn with the row's weights, which need not add up to one: [n, num_samples], PyTorch's numbers.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null)
        {
            if (Impl.Sizes.Length is not (1 or 2)) throw Guard.Error($"multinomial: the weights must be a vector or a matrix, got shape {Guard.Shape(Impl.Sizes)}.");
            using var mode = no_grad();
            using var scope = NewDisposeScope();
            var weights = RequireFloating("multinomial").detach().contiguous();
            var categories = Impl.Sizes[^1];
            if (num_samples <= 0) throw Guard.Error($"multinomial: cannot sample {num_samples} indices; the number must be positive.");
            if (!replacement && num_samples > categories) throw Guard.Error($"multinomial: cannot sample {num_samples} of {categories} indices without replacement.");
            if (weights.isfinite().logical_not().logical_or(weights.lt(0)).any().item<bool>()) throw Guard.Error("multinomial: the weights contain inf, nan or an element < 0.");
            if (weights.sum([-1L]).le(0).any().item<bool>()) throw Guard.Error("multinomial: a row of weights has the sum zero.");
            Tensor drawn;
            if (!replacement || num_samples == 1)
            {
                // The largest of wᵢ/Eᵢ with exponential E is i with probability wᵢ/Σw; the next largest are draws without replacement.
                var race = weights / torch.empty_like(weights).exponential_(1, generator);
                drawn = num_samples == 1 ? race.argmax(-1, true) : race.topk((int)num_samples).indexes;
            }
            else
            {
                drawn = WithReplacement(weights, num_samples, generator ?? Generator.Default);
            }
            return drawn.MoveToOuterDisposeScope();
        }

        /// <summary>The interval of the running sum that a uniform number falls into.</summary>
        private static Tensor WithReplacement(Tensor weights, long count, Generator generator)
        {
            var bounds = weights.atleast_2d().cumsum(-1);
            bounds = bounds / bounds.narrow(-1, bounds.Impl.Sizes[1] - 1, 1);
            long rows = bounds.Impl.Sizes[0], categories = bounds.Impl.Sizes[1];
            var edges = bounds.to(ScalarType.Float64).contiguous().Values<double>();
            var found = new long[rows * count];
            lock (generator)
                for (long i = 0; i < found.Length; i++)
                {
                    var line = edges.AsSpan((int)(i / count * categories), (int)categories);
                    line[^1] = 1;
                    var u = generator.Twister.NextDouble();
                    int low = 0, high = line.Length;
                    while (low < high)
                    {
                        var middle = low + (high - low) / 2;
                        if (line[middle] < u) low = middle + 1;
                        else high = middle;
                    }
                    found[i] = low;
                }
            return weights.Impl.Sizes.Length == 1 ? tensor(found) : tensor(found).reshape(rows, count);
        }
    }

    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);
}
